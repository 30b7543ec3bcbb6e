import type { RowNumbers } from './rowNumbers';

export type MatchDirection = 'inbound' | 'outbound';

/**
 * Rows of one store that an entry of a list stands for. `tenantIds`: the organisations that it stands for, where it is not people: outbound,
 * of the users in these rows only what concerns these organisations is meant.
 */
export interface ListHit {
  readonly contextId: string;
  readonly direction: MatchDirection;
  readonly rows: RowNumbers;
  readonly tenantIds?: readonly string[];
}

/** Rows found for one entry in one store. `severalPeople` where the entry names one; `tenantIds` where it names organisations. */
export interface Found {
  readonly rows: RowNumbers;
  readonly severalPeople: boolean;
  readonly tenantIds?: readonly string[];
}
