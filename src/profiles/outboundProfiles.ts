import type { Completeness } from '../graph/client';
import type { RowNumbers } from './rowNumbers';
import type { UnreadableRow } from './inboundProfiles';

/** What is known of the tenants that hold one user's data. `failed`: nobody knows; never to be shown as none. */
export type TenantsOfUser =
  | { readonly kind: 'pending' }
  | { readonly kind: 'known'; readonly tenantIds: readonly string[]; readonly unreadable: number }
  | { readonly kind: 'failed'; readonly error: Error; readonly tenantIds: readonly string[] };

export interface OutboundUser {
  readonly userId: string;
  readonly tenants: TenantsOfUser;
}

export interface ExternalTenant {
  readonly tenantId: string;
  /** Our users whose data this tenant holds, as far as known. */
  readonly count: number;
}

/** How much is known: the list of users, and for how many of them the tenants. `kind` is `complete` only when both are. */
export interface OutboundCompleteness {
  readonly kind: 'complete' | 'partial';
  readonly users: Completeness;
  readonly tenantsKnown: number;
  readonly tenantsPending: number;
  readonly tenantsFailed: number;
  /** Tenant references of the wrong shape, over all users. */
  readonly tenantsUnreadable: number;
}

/** Our users whose profiles are stored in other tenants, in the order in which the service listed them. Readers see the store grow. */
export interface OutboundProfiles {
  readonly size: number;
  readonly unreadable: readonly UnreadableRow[];
  readonly completeness: OutboundCompleteness | undefined;
  readonly byteLength: number;
  /** Throws RangeError for a row that is not there. */
  row(index: number): OutboundUser;
  /** The row as it was served. Throws RangeError for a row that is not there. */
  raw(index: number): Readonly<Record<string, unknown>>;
  /** Every external tenant met, in order of appearance, ids as served. */
  tenants(): readonly ExternalTenant[];
  /** Our users whose data this tenant holds, as far as known. Letters of a GUID match in either case. */
  rowsOfTenant(tenantId: string): RowNumbers;
  rowsOfUserId(userId: string): readonly number[];
  /** Users whose tenants could not be read, or have not been yet. */
  rowsWithoutTenants(): RowNumbers;
}
