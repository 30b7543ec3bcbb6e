import { CancelledError } from '../graph/errors';
import type { InboundProfiles } from './inboundProfiles';
import { InboundStore } from './inboundStore';
import { hasOneOf, type TextMark } from './lookAlike';
import { createBreather } from './loading';
import { RowSet } from './rowSet';

/** What rows have to be, all of it. What is left out is not asked. Ids and domains without regard to case. */
export interface RowPredicate {
  readonly homeTenantIds?: readonly string[];
  readonly domains?: readonly string[];
  /** At least one of these marks in the display name or the user principal name. */
  readonly marks?: readonly TextMark[];
}

/** The rows for which a predicate holds. In slices. Throws CancelledError. */
export async function selectRows(profiles: InboundProfiles, predicate: RowPredicate, signal?: AbortSignal): Promise<RowSet> {
  const store = InboundStore.from(profiles);
  const { columns, size } = store;
  const tenants = predicate.homeTenantIds && flags(columns.homeTenants, predicate.homeTenantIds);
  const domains = predicate.domains && flags(columns.domains, predicate.domains);
  const bits = new Uint32Array(Math.ceil(size / 32));
  const breathe = createBreather();
  for (let row = 0; row < size; row += 1) {
    if (row % rowsBetweenBreaths === 0) {
      await breathe();
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
    }
    const inTenant = tenants === undefined || tenants[columns.homeTenant(row)] === 1;
    const inDomain = domains === undefined || domains[columns.domain(row)] === 1;
    if (inTenant && inDomain && (predicate.marks === undefined || hasMark(store, row, predicate.marks))) {
      bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
    }
  }
  return new RowSet(bits, size);
}

const rowsBetweenBreaths = 32;

function flags(texts: { readonly size: number; text(number: number): string }, wanted: readonly string[]): Uint8Array {
  const keys = new Set(wanted.map((text) => text.toLowerCase()));
  return Uint8Array.from({ length: texts.size }, (_, number) => (keys.has(texts.text(number).toLowerCase()) ? 1 : 0));
}

function hasMark(store: InboundStore, row: number, marks: readonly TextMark[]): boolean {
  if (store.isPlainAscii(row)) {
    return false;
  }
  return hasOneOf(marks, store.displayName(row)) || hasOneOf(marks, store.userPrincipalName(row));
}
