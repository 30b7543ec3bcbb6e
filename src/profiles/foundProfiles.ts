import type { RowNumbers } from './rowNumbers';

export interface FoundProfiles {
  readonly query: string;
  /** All of them: `rows.length` is the count, `rows.window(0, 200)` what a first screen shows. */
  readonly rows: RowNumbers;
  /** Rows that were there to be searched: a store that is loading has more later. */
  readonly searched: number;
}
