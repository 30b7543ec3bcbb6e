import type { OperationId } from '../../graph/operation';
import type { Clock } from '../clock';
import type { Caller } from '../login/caller';
import type { RequestIds } from './apiError';

/** Something that was done to the tenant. `again` when the same was asked for before. */
interface Change {
  readonly sequence: number;
  readonly kind: 'export' | 'remove';
  readonly operation: OperationId;
  readonly when: string;
  readonly tenantId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly userId: string;
  /** Inbound: where the person is at home. Outbound: where the data was. */
  readonly otherTenantId: string;
  readonly again: boolean;
  readonly who: Pick<Caller, 'kind' | 'objectId' | 'userPrincipalName' | 'clientId' | 'tokenId'>;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** Of an export: its operation and its container, without the signature. */
  readonly exportOperationId?: string;
  readonly container?: string;
}

export interface CallEntry {
  readonly sequence: number;
  readonly when: string;
  readonly operation: OperationId | 'unknown';
  readonly status: number;
  /** What was done to the answer on purpose. */
  readonly fault: string | undefined;
  readonly tenantId: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly clientRequestId: string;
}

interface OperationCount {
  total: number;
  readonly statuses: Record<string, number>;
  readonly faults: Record<string, number>;
}

export interface LedgerReport {
  readonly since: string;
  readonly requests: { readonly total: number; readonly byOperation: Readonly<Record<string, OperationCount>> };
  readonly changes: readonly Change[];
}

export interface Ledger {
  call(entry: Omit<CallEntry, 'sequence' | 'when'>): void;
  change(change: Omit<Change, 'sequence' | 'when' | 'who' | keyof RequestIds>, caller: Caller, ids: RequestIds): void;
  report(): LedgerReport;
  calls(): readonly CallEntry[];
  reset(): void;
}

const mostCalls = 50_000;

function whoOf({ kind, objectId, userPrincipalName, clientId, tokenId }: Caller): Change['who'] {
  return { kind, objectId, ...(userPrincipalName === undefined ? {} : { userPrincipalName }), clientId, tokenId };
}

/** Counts what was asked and keeps what was done, so that a test can prove that something happened once. */
export function createLedger(clock: Clock): Ledger {
  const nowText = (): string => new Date(clock.now()).toISOString();
  let since = nowText();
  let total = 0;
  const counts = new Map<string, OperationCount>();
  const changes: Change[] = [];
  const calls: CallEntry[] = [];

  return {
    call: (entry) => {
      total += 1;
      const count = counts.get(entry.operation) ?? { total: 0, statuses: {}, faults: {} };
      counts.set(entry.operation, count);
      count.total += 1;
      count.statuses[entry.status] = (count.statuses[entry.status] ?? 0) + 1;
      if (entry.fault !== undefined) {
        count.faults[entry.fault] = (count.faults[entry.fault] ?? 0) + 1;
      }
      if (calls.length < mostCalls) {
        calls.push({ sequence: total, when: nowText(), ...entry });
      }
    },
    change: (change, caller, ids) => {
      changes.push({ sequence: changes.length + 1, when: nowText(), ...change, who: whoOf(caller), ...ids });
    },
    report: () => ({ since, requests: { total, byOperation: Object.fromEntries(counts) }, changes }),
    calls: () => calls,
    reset: () => {
      since = nowText();
      total = 0;
      counts.clear();
      changes.length = 0;
      calls.length = 0;
    },
  };
}
