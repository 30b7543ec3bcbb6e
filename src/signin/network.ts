const timeoutMs = 30_000;
const usualThrottleMs = 60_000;

/** What the sign-in service said when it refused: codes and ids, never its text, which can name people. */
export interface ServiceRefusal {
  readonly word: string;
  readonly code: number | undefined;
  readonly suberror: string | undefined;
  readonly claims: string | undefined;
  readonly correlationId: string | undefined;
  readonly traceId: string | undefined;
}

/** The last thing that happened on the way to the sign-in service. Times in milliseconds since the epoch. */
export interface NetworkRecord {
  readonly host: string;
  readonly status?: number;
  readonly refusal?: ServiceRefusal | undefined;
  readonly throttledUntil?: number | undefined;
  /** Local clock minus the service's clock. */
  readonly skewMs?: number | undefined;
  /** Nothing came back, or nothing that can be read. */
  readonly failure?: { readonly kind: 'nothing' | 'notTheService'; readonly cause: unknown };
}

interface Options {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer<T> {
  headers: Record<string, string>;
  body: T;
  status: number;
}

/** HTTP to the sign-in service, in the form MSAL asks for, remembering what happened last: MSAL's own errors hide status and waiting time. */
export interface Network {
  readonly last: NetworkRecord | undefined;
  sendGetRequestAsync<T>(url: string, options?: Options): Promise<Answer<T>>;
  sendPostRequestAsync<T>(url: string, options?: Options): Promise<Answer<T>>;
}

type Body = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const isBusy = (status: number): boolean => status === 429 || status >= 500;

function retryAfterMs(response: Response, now: number): number {
  const given = response.headers.get('retry-after') ?? '';
  const seconds = given.trim() === '' ? Number.NaN : Number(given);
  const date = Date.parse(given);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds * 1000);
  }
  return Number.isNaN(date) ? usualThrottleMs : Math.max(0, date - now);
}

/** Gives the codes of an error answer of an OAuth service. Source: RFC 6749, 5.2, and the error answers of the Microsoft identity platform. */
export function refusalOf(body: Body): ServiceRefusal | undefined {
  const word = text(body['error']);
  const numbered = Array.isArray(body['error_codes']) ? (body['error_codes'] as readonly unknown[])[0] : undefined;
  const described = /^AADSTS(\d+)/.exec(text(body['error_description']) ?? '')?.[1];
  return word === undefined
    ? undefined
    : {
        word,
        code: typeof numbered === 'number' ? numbered : described === undefined ? undefined : Number(described),
        suberror: text(body['suberror']),
        claims: text(body['claims']),
        correlationId: text(body['correlation_id']),
        traceId: text(body['trace_id']),
      };
}

/** A busy service may answer with a page instead of JSON; anything else that is not JSON came from something in between. */
function bodyOf(raw: string, status: number): Body | undefined {
  try {
    const body: unknown = JSON.parse(raw);
    return typeof body === 'object' && body !== null && status !== 407 ? (body as Body) : undefined;
  } catch {
    return isBusy(status) ? { error: 'temporarily_unavailable' } : undefined;
  }
}

function recordOf(host: string, response: Response, body: Body | undefined, now: number): NetworkRecord {
  const { status } = response;
  const date = Date.parse(response.headers.get('date') ?? '');
  return {
    host,
    status,
    refusal: body && refusalOf(body),
    throttledUntil: isBusy(status) ? now + retryAfterMs(response, now) : undefined,
    skewMs: Number.isNaN(date) ? undefined : now - date,
    ...(body === undefined ? { failure: { kind: 'notTheService', cause: undefined } } : {}),
  };
}

/** Each call ends after 30 s, or when `signal` does; nothing is followed elsewhere. */
export function createNetwork(now: () => number, signal: AbortSignal): Network {
  let last: NetworkRecord | undefined;
  const send = async <T>(url: string, request: RequestInit): Promise<Answer<T>> => {
    const { host } = new URL(url);
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(url, { ...request, redirect: 'error', signal: limit });
      const body = bodyOf(await response.text(), response.status);
      last = recordOf(host, response, body, now());
      return { headers: Object.fromEntries(response.headers), body: (body ?? {}) as T, status: response.status };
    } catch (cause) {
      last = { host, failure: { kind: 'nothing', cause } };
      throw cause;
    }
  };
  return {
    get last() {
      return last;
    },
    sendGetRequestAsync: (url, options) => send(url, { method: 'GET', headers: { ...options?.headers } }),
    sendPostRequestAsync: (url, options) => send(url, { method: 'POST', headers: { ...options?.headers }, body: options?.body ?? '' }),
  };
}
