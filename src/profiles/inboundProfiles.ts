import type { Completeness } from '../graph/client';
import type { InboundSharedUserProfile } from '../graph/resources';
import type { RowNumbers } from './rowNumbers';

export interface HomeTenant {
  readonly tenantId: string;
  readonly count: number;
}

/** A row that the service sent and that is not what the contract says. `position` counts every row of the list from 0. */
export interface UnreadableRow {
  readonly position: number;
  readonly reason: string;
  readonly raw: unknown;
}

/**
 * The inbound shared user profiles of one tenant, in the order in which the service listed them. Rows are only ever appended: a row number
 * keeps its meaning, and readers see the store grow while it is loading.
 */
export interface InboundProfiles {
  /** Readable rows so far. */
  readonly size: number;
  readonly unreadable: readonly UnreadableRow[];
  /** Undefined while rows may still come. */
  readonly completeness: Completeness | undefined;
  /** Memory held, in bytes. */
  readonly byteLength: number;
  /** Throws RangeError for a row that is not there. */
  row(index: number): InboundSharedUserProfile;
  /** The row as it was served, unknown fields included. Throws RangeError for a row that is not there. */
  raw(index: number): Readonly<Record<string, unknown>>;
  /** The rows from `from` to before `to` as they were served, a line of JSON each, in pieces of whole lines. A piece is good until the second one after it is asked for. */
  jsonLines(from: number, to: number): Iterable<Uint8Array>;
  /** Every home tenant met, in order of appearance, ids as served. */
  homeTenants(): readonly HomeTenant[];
  /** Letters of a GUID match in either case. */
  rowsOfHomeTenant(tenantId: string): RowNumbers;
  /** Rows of one person: more than one when the service listed the person twice. */
  rowNumbersByKey(homeTenantId: string, userId: string): readonly number[];
  /** Rows with this user id in any home tenant. The inbound calls take only a user id: refuse when two home tenants show the same. */
  rowsOfUserId(userId: string): readonly number[];
}
