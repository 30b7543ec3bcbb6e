import type { RowNumbers } from './rowNumbers';

export type MatchDirection = 'inbound' | 'outbound';

/** Rows of one store that an entry of a list stands for. */
export interface ListHit {
  readonly contextId: string;
  readonly direction: MatchDirection;
  readonly rows: RowNumbers;
}

/** Rows found for one entry in one store. `severalPeople` where the entry names one. */
export interface Found {
  readonly rows: RowNumbers;
  readonly severalPeople: boolean;
}
