import { satisfies } from './claimsParameter';
import type { LoginEndpoint, LoginFaultRule } from './loginFault';

/** A call of the sign-in service, as far as it matters to the faults. */
export interface Occasion {
  readonly endpoint: LoginEndpoint;
  readonly grant?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly clientId?: string | undefined;
  readonly withClaims: boolean;
  /** The claims parameter, of the call and of the sign-in behind it. */
  readonly claims?: readonly (string | undefined)[];
  /** Number of the sign-in behind the call. */
  readonly signIn?: number | undefined;
}

export interface LoginFaults {
  add(rules: readonly LoginFaultRule[]): void;
  clear(): void;
  states(): readonly { readonly rule: LoginFaultRule; readonly seen: number; readonly struck: number }[];
  /** The first rule among those with one of `names` that strikes, counted as used. */
  strike(occasion: Occasion, names: readonly LoginFaultRule['fault'][]): LoginFaultRule | undefined;
}

interface Armed {
  readonly rule: LoginFaultRule;
  readonly sinceSignIn: number;
  seen: number;
  struck: number;
}

const stepUp = { acrs: 'c1' };

/** The claims a rule asks for, as the service writes them into its refusal. */
export function claimsOfRule({ claims, until }: LoginFaultRule): string | undefined {
  const asked = claims ?? (until === 'claims' ? stepUp : undefined);
  const wanted = Object.entries(asked ?? {}).map(([name, value]) => [name, { essential: true, value }] as const);
  return asked === undefined ? undefined : JSON.stringify({ access_token: Object.fromEntries(wanted) });
}

function isOver({ rule, sinceSignIn }: Armed, { endpoint, claims = [], signIn }: Occasion): boolean {
  switch (rule.until) {
    case 'signIn':
      return endpoint === 'authorize' || (signIn !== undefined && signIn > sinceSignIn);
    case 'claims':
      return claims.some((each) => satisfies(each, claimsOfRule(rule) ?? '{}'));
    default:
      return false;
  }
}

function concerns({ rule }: Armed, occasion: Occasion): boolean {
  return (
    (rule.withClaims === undefined || rule.withClaims === occasion.withClaims) &&
    (['endpoint', 'grant', 'tenantId', 'userPrincipalName', 'clientId'] as const).every(
      (name) => rule[name] === undefined || rule[name].toLowerCase() === occasion[name]?.toLowerCase(),
    )
  );
}

export function createLoginFaults(lastSignIn: () => number): LoginFaults {
  const armed: Armed[] = [];
  return {
    add: (rules) => {
      armed.push(...rules.map((rule) => ({ rule, sinceSignIn: lastSignIn(), seen: 0, struck: 0 })));
    },
    clear: () => {
      armed.length = 0;
    },
    states: () => armed.map(({ rule, seen, struck }) => ({ rule, seen, struck })),
    strike: (occasion, names) => {
      const met = armed.filter((each) => names.includes(each.rule.fault) && concerns(each, occasion) && !isOver(each, occasion));
      met.forEach((each) => (each.seen += 1));
      const due = met.find(
        ({ rule, seen, struck }) => struck < (rule.count ?? Number.POSITIVE_INFINITY) && (rule.nth === undefined || rule.nth === seen),
      );
      if (due !== undefined) {
        due.struck += 1;
      }
      return due?.rule;
    },
  };
}
