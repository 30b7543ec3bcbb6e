import { operationIds } from '../../graph/operations';
import type { OperationId } from '../../graph/operation';

/** Every fault by name: those that stand in the place of the call first, then those that spoil its answer. */
export const faultNames = [
  'throttled',
  'throttledWithoutRetryAfter',
  'unavailable',
  'gatewayTimeoutBefore',
  'gatewayTimeoutAfter',
  'droppedBefore',
  'droppedAfter',
  'expiredToken',
  'claimsChallenge',
  'missingScope',
  'missingRole',
  'redirect',
  'htmlErrorPage',
  'slowBody',
  'truncatedJson',
  'wrongContentType',
  'nextLinkLoop',
  'nextLinkOtherHost',
  'wrongShapedRows',
  'exportFails',
] as const;

export type FaultName = (typeof faultNames)[number];

/** A fault and the calls it strikes: all that match, or by `rate`, or the `nth` only; at most `count` times. */
export interface FaultRule {
  readonly fault: FaultName;
  /** Absent: every operation. */
  readonly operations?: readonly OperationId[];
  readonly tenantId?: string;
  readonly userId?: string;
  /** Part of the calls, 0 to 1, drawn from the seed. */
  readonly rate?: number;
  /** Only this one of the matching calls, from 1. */
  readonly nth?: number;
  readonly count?: number;
  readonly retryAfterSeconds?: number;
  readonly durationMs?: number;
  /** Of htmlErrorPage and redirect. */
  readonly status?: number;
  /** Of redirect and nextLinkOtherHost: an address. */
  readonly location?: string;
  /** Of claimsChallenge: the claims an access token must have been asked for, by name. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Of claimsChallenge: spare clients that did not declare cp1, as Graph does. */
  readonly onlyCapable?: boolean;
}

export class FaultRuleError extends Error {
  readonly kind = 'faultRule';
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isOperations: Check = (value) => Array.isArray(value) && value.every((item) => operationIds.some((id) => id === item));
const isClaims: Check = (value) => typeof value === 'object' && value !== null && Object.values(value).every(isText);

const checks: Readonly<Record<Exclude<keyof FaultRule, 'fault'>, Check>> = {
  operations: isOperations,
  tenantId: isText,
  userId: isText,
  rate: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  nth: isCount,
  count: isCount,
  retryAfterSeconds: isCount,
  durationMs: isCount,
  status: isCount,
  location: isText,
  claims: isClaims,
  onlyCapable: (value) => typeof value === 'boolean',
};

function readRule(value: unknown): FaultRule {
  if (typeof value !== 'object' || value === null) {
    throw new FaultRuleError('A fault is an object.');
  }
  const { fault, operation, ...rest } = value as Readonly<Record<string, unknown>>;
  const fields: Readonly<Record<string, unknown>> = operation === undefined ? rest : { ...rest, operations: [operation] };
  if (!faultNames.some((name) => name === fault)) {
    throw new FaultRuleError(`Unknown fault; there are ${faultNames.join(', ')}.`);
  }
  for (const [name, field] of Object.entries(fields)) {
    const check = (checks as Readonly<Partial<Record<string, Check>>>)[name];
    if (!check?.(field)) {
      throw new FaultRuleError(`The field ${name} of the fault ${String(fault)} is unknown or has a wrong value.`);
    }
  }
  return { ...fields, fault: fault as FaultName };
}

/** A list of rules as JSON has them; `operation` may stand for `operations` with one. Throws FaultRuleError. */
export function readFaultRules(value: unknown): readonly FaultRule[] {
  return (Array.isArray(value) ? value : [value]).map(readRule);
}

/** What a bad day of a real service looks like. */
const rough = 'throttled=0.05,unavailable=0.01,gatewayTimeoutAfter=0.01,droppedBefore=0.005,droppedAfter=0.005';

/** A mix as given on the command line: JSON, `rough`, or `fault=rate` with commas between. Throws FaultRuleError. */
export function parseFaultMix(text: string): readonly FaultRule[] {
  if (/^\s*[[{]/.test(text)) {
    return readFaultRules(JSON.parse(text));
  }
  const parts = (text === 'rough' ? rough : text).split(',').filter((part) => part.trim() !== '');
  return parts.map((part) => {
    const [fault = '', rate] = part.trim().split('=');
    return readRule({ fault, ...(rate === undefined ? {} : { rate: Number(rate) }) });
  });
}
