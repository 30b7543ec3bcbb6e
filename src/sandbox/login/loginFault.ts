import { FaultRuleError } from '../faults/fault';
import { refusalCodes, type RefusalCode } from './refusals';

export const loginEndpoints = ['authorize', 'token', 'devicecode', 'configuration', 'instance', 'keys'] as const;
export type LoginEndpoint = (typeof loginEndpoints)[number];

/** Faults that come before anything is looked at, or spoil what was answered. */
export const transportFaults = [
  'throttled',
  'throttledWithoutRetryAfter',
  'unavailable',
  'htmlErrorPage',
  'droppedBefore',
  'droppedAfter',
  'slow',
  'truncatedJson',
] as const;

/** Every fault of the sign-in service by name; the ones that Graph has too are called the same. */
export const loginFaultNames = [...transportFaults, 'refused', 'wrongToken'] as const;

type LoginFaultName = (typeof loginFaultNames)[number];

/** A fault and the calls it strikes: all that match, or the `nth` only; at most `count` times. */
export interface LoginFaultRule {
  readonly fault: LoginFaultName;
  readonly endpoint?: LoginEndpoint;
  readonly grant?: string;
  readonly tenantId?: string;
  readonly userPrincipalName?: string;
  readonly clientId?: string;
  /** Only calls that answer a claims challenge, or only others. */
  readonly withClaims?: boolean;
  readonly nth?: number;
  readonly count?: number;
  /** What ends it: a sign-in after it was asked for, or a request with its `claims`. */
  readonly until?: 'signIn' | 'claims';
  readonly retryAfterSeconds?: number;
  readonly durationMs?: number;
  /** Of htmlErrorPage: 200 is a network that wants its terms accepted first. */
  readonly status?: number;
  /** Of refused: the number of the service, such as 53003. */
  readonly code?: RefusalCode;
  readonly error?: string;
  readonly suberror?: string;
  /** Of refused: the claims a new request has to bring, by name. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Of wrongToken: what is wrong about it. */
  readonly token?: WrongToken;
}

export interface WrongToken {
  readonly tenantId?: string;
  readonly userPrincipalName?: string;
  readonly objectId?: string;
  readonly audience?: string;
  readonly permissions?: readonly string[];
  readonly lifetimeSeconds?: number;
  readonly appOnly?: boolean;
  readonly clientId?: string;
}

type Check = (value: unknown) => boolean;
type Checks<T> = Readonly<Record<keyof T, Check>>;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isOneOf =
  (allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);

const tokenChecks: Checks<WrongToken> = {
  tenantId: isText,
  userPrincipalName: isText,
  objectId: isText,
  audience: isText,
  permissions: (value) => Array.isArray(value) && value.every(isText),
  lifetimeSeconds: (value) => Number.isInteger(value),
  appOnly: isFlag,
  clientId: isText,
};

const checks: Checks<LoginFaultRule> = {
  fault: isOneOf(loginFaultNames),
  endpoint: isOneOf(loginEndpoints),
  grant: isText,
  tenantId: isText,
  userPrincipalName: isText,
  clientId: isText,
  withClaims: isFlag,
  nth: isCount,
  count: isCount,
  until: isOneOf(['signIn', 'claims']),
  retryAfterSeconds: isCount,
  durationMs: isCount,
  status: isCount,
  code: isOneOf(refusalCodes),
  error: isText,
  suberror: isText,
  claims: (value) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
  token: (value) => holds(value, tokenChecks),
};

function holds(value: unknown, expected: Readonly<Record<string, Check>>): boolean {
  return typeof value === 'object' && value !== null && Object.entries(value).every(([name, field]) => expected[name]?.(field) === true);
}

function readRule(value: unknown): LoginFaultRule {
  const wrong = Object.entries(value ?? {}).find(
    ([name, field]) => (checks as Readonly<Partial<Record<string, Check>>>)[name]?.(field) !== true,
  );
  if (wrong !== undefined || !holds(value, checks)) {
    throw new FaultRuleError(`The field ${wrong?.[0] ?? 'fault'} of a sign-in fault is unknown or has a wrong value.`);
  }
  const rule = value as Partial<LoginFaultRule>;
  if (rule.fault === undefined) {
    throw new FaultRuleError(`A sign-in fault has a name; there are ${loginFaultNames.join(', ')}.`);
  }
  if (rule.fault === 'refused' && rule.code === undefined) {
    throw new FaultRuleError(`A refusal has a code; there are ${refusalCodes.join(', ')}.`);
  }
  return rule as LoginFaultRule;
}

/** One rule or a list of them, as JSON has them. Throws FaultRuleError. */
export function readLoginFaults(value: unknown): readonly LoginFaultRule[] {
  return (Array.isArray(value) ? value : [value]).map(readRule);
}
