import { refusal } from './refusals';

type Asked = Readonly<Record<string, { readonly value?: unknown; readonly values?: unknown } | null>>;

export interface AskedClaims {
  readonly capabilities: readonly string[];
  /** Values that the token has to bring back, by claim. */
  readonly answered: Readonly<Record<string, string>>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Undefined for what is not JSON. */
function parsed(claims: string | null | undefined): unknown {
  if (claims === null || claims === undefined || claims === '') {
    return {};
  }
  try {
    return JSON.parse(claims);
  } catch {
    return undefined;
  }
}

function accessTokenClaims(claims: string | null | undefined): Asked {
  const given = parsed(claims);
  const asked = isRecord(given) ? given['access_token'] : undefined;
  return isRecord(asked) ? (asked as Asked) : {};
}

/** Throws OAuthError for what is not JSON. */
export function checkClaims(claims: string | null): void {
  if (!isRecord(parsed(claims))) {
    throw refusal(900144, 'The claims parameter is not valid JSON.');
  }
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Reads the `claims` parameter: what the client can do, and the values it has to bring back in the token. */
export function askedClaims(claims: string | null | undefined): AskedClaims {
  const asked = accessTokenClaims(claims);
  const answered = Object.entries(asked).flatMap(([name, claim]) => {
    const value = typeof claim?.value === 'string' ? claim.value : textsOf(claim?.values)[0];
    return name === 'xms_cc' || value === undefined ? [] : [[name, value] as const];
  });
  return { capabilities: textsOf(asked['xms_cc']?.values), answered: Object.fromEntries(answered) };
}

/** Whether the `claims` parameter answers a challenge: it asks for more than to be told what the client can do. */
export function answersChallenge(claims: string | null | undefined): boolean {
  return Object.keys(accessTokenClaims(claims)).some((name) => name !== 'xms_cc');
}

/** Whether everything that `wanted` asks for is asked for in `given` too. */
export function satisfies(given: string | null | undefined, wanted: string): boolean {
  const { answered } = askedClaims(given);
  return Object.entries(askedClaims(wanted).answered).every(([name, value]) => answered[name] === value);
}
