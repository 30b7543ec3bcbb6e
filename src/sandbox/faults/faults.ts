import type { OperationId } from '../../graph/operation';
import type { Caller } from '../login/caller';
import { mix } from '../world/mix';
import type { FaultRule } from './fault';

interface FaultTarget {
  readonly operation: OperationId;
  readonly caller: Caller;
  readonly values: Readonly<Record<string, string>>;
}

interface FaultState {
  readonly rule: FaultRule;
  readonly seen: number;
  readonly struck: number;
}

/** The faults in force. The first rule that strikes a call wins. */
export interface Faults {
  add(rules: readonly FaultRule[]): void;
  clear(): void;
  states(): readonly FaultState[];
  strike(target: FaultTarget): FaultRule | undefined;
}

interface Armed {
  readonly rule: FaultRule;
  readonly number: number;
  seen: number;
  struck: number;
}

const scale = 2 ** 32;

function concerns(rule: FaultRule, { operation, caller, values }: FaultTarget): boolean {
  return (
    (rule.operations?.includes(operation) ?? true) &&
    (rule.tenantId === undefined || rule.tenantId === caller.tenantId) &&
    (rule.userId === undefined || rule.userId.toLowerCase() === values['userId']?.toLowerCase())
  );
}

/** A challenge is over for a token that was asked for with its claims. */
function isAnswered({ fault, claims = {}, onlyCapable }: FaultRule, { answeredClaims, capabilities }: Caller): boolean {
  if (fault !== 'claimsChallenge') {
    return false;
  }
  const capable = capabilities.some((capability) => capability.toLowerCase() === 'cp1');
  return (onlyCapable === true && !capable) || Object.entries(claims).every(([name, value]) => answeredClaims[name] === value);
}

function isDue(armed: Armed, seed: number): boolean {
  const { rule, number, seen, struck } = armed;
  if (struck >= (rule.count ?? Infinity) || (rule.nth !== undefined && rule.nth !== seen)) {
    return false;
  }
  return rule.rate === undefined || mix(seed, 90 + number, seen) / scale < rule.rate;
}

export function createFaults(seed: number, now: () => number): Faults {
  const armed: Armed[] = [];
  let added = 0;
  /** The claims that a challenge asks for when none are given: a token from now on. */
  const withClaims = (rule: FaultRule): FaultRule =>
    rule.fault === 'claimsChallenge' && rule.claims === undefined
      ? { ...rule, claims: { nbf: String(Math.floor(now() / 1000) + added) } }
      : rule;
  return {
    add: (rules) => {
      for (const rule of rules) {
        added += 1;
        armed.push({ rule: withClaims(rule), number: added, seen: 0, struck: 0 });
      }
    },
    clear: () => {
      armed.length = 0;
    },
    states: () => armed.map(({ rule, seen, struck }) => ({ rule, seen, struck })),
    strike: (target) => {
      let found: FaultRule | undefined;
      for (const each of armed) {
        if (!concerns(each.rule, target) || isAnswered(each.rule, target.caller)) {
          continue;
        }
        each.seen += 1;
        if (found === undefined && isDue(each, seed)) {
          each.struck += 1;
          found = each.rule;
        }
      }
      return found;
    },
  };
}
