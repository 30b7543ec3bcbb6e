import type { Clock } from '../clock';

/** One call of the sign-in service. Codes, tokens and secrets are not kept. */
export interface SignInCall {
  readonly sequence: number;
  readonly when: string;
  readonly endpoint: string;
  readonly grant: string | undefined;
  readonly tenantName: string;
  readonly clientId: string | undefined;
  /** Who signed in or was answered for, where that is known. */
  readonly userPrincipalName: string | undefined;
  readonly scope: string | undefined;
  /** Whether the call answered a claims challenge. */
  readonly withClaims: boolean;
  /** 0: the connection was dropped. */
  readonly status: number;
  /** Number of the refusal: 65001 for AADSTS65001. */
  readonly code: number | undefined;
  readonly fault: string | undefined;
  readonly correlationId: string;
}

interface EndpointCount {
  total: number;
  readonly statuses: Record<string, number>;
  readonly grants: Record<string, number>;
  readonly codes: Record<string, number>;
}

export interface LoginReport {
  readonly total: number;
  readonly byEndpoint: Readonly<Record<string, EndpointCount>>;
}

export interface LoginLedger {
  call(entry: Omit<SignInCall, 'sequence' | 'when'>): void;
  report(): LoginReport;
  calls(): readonly SignInCall[];
  clear(): void;
}

const mostCalls = 20_000;

function count(counts: Record<string, number>, name: string | number | undefined): void {
  if (name !== undefined) {
    counts[name] = (counts[name] ?? 0) + 1;
  }
}

/** Counts what was asked of the sign-in service, apart from what was asked of Graph. */
export function createLoginLedger(clock: Clock): LoginLedger {
  let total = 0;
  const counts = new Map<string, EndpointCount>();
  const calls: SignInCall[] = [];
  return {
    call: (entry) => {
      total += 1;
      const at = counts.get(entry.endpoint) ?? { total: 0, statuses: {}, grants: {}, codes: {} };
      counts.set(entry.endpoint, at);
      at.total += 1;
      count(at.statuses, entry.status);
      count(at.grants, entry.grant);
      count(at.codes, entry.code);
      if (calls.length < mostCalls) {
        calls.push({ sequence: total, when: new Date(clock.now()).toISOString(), ...entry });
      }
    },
    report: () => ({ total, byEndpoint: Object.fromEntries(counts) }),
    calls: () => calls,
    clear: () => {
      total = 0;
      counts.clear();
      calls.length = 0;
    },
  };
}
