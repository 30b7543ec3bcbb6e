import type { ProfilesOfContext } from './startingPoints';

export type MatchDirection = 'inbound' | 'outbound';

/** A row of a store of one context. */
export interface MatchedRow {
  readonly contextId: string;
  readonly direction: MatchDirection;
  readonly row: number;
}

/** One distinct entry of a list. `lines` from 1: every line that has it. `kind` by its form, not by what it matched. */
export interface ListEntry {
  readonly text: string;
  readonly lines: readonly number[];
  readonly kind: 'userPrincipalName' | 'id' | 'domain' | 'other';
}

export type MatchedEntry =
  | { readonly kind: 'matched'; readonly entry: ListEntry; readonly rows: readonly MatchedRow[] }
  /** One person was meant and several are there: the rows differ in home tenant or in user id. */
  | { readonly kind: 'ambiguous'; readonly entry: ListEntry; readonly rows: readonly MatchedRow[] }
  | { readonly kind: 'unmatched'; readonly entry: ListEntry };

export interface MatchedList {
  readonly matched: readonly MatchedEntry[];
  readonly ambiguous: readonly MatchedEntry[];
  readonly unmatched: readonly MatchedEntry[];
  readonly linesRead: number;
  readonly blankLines: number;
  readonly duplicates: number;
}

export interface MatchOptions {
  readonly signal?: AbortSignal;
}

export type MatchList = (text: string, contexts: readonly ProfilesOfContext[], options?: MatchOptions) => Promise<MatchedList>;
