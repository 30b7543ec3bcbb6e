import type { Facet, SelectionChange, TableColumn, TableRemark, TableRow, TableSort } from '../../present/table/table';

export interface ListQuery {
  readonly filter: string;
  readonly sort: TableSort | undefined;
  /** Pressed items of facets: `facet item`. */
  readonly pressed: ReadonlySet<string>;
}

/** One list of a table, with a selection of its own. Rows and facets are those of the last update that ended. */
export interface TriageList {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Undefined when it is not read: unknown, not none. */
  readonly all: number | undefined;
  readonly rows: number;
  /** Changes when other rows may be at the same places. */
  readonly places: number;
  readonly selected: number;
  /** Selected rows that the filter does not let through. */
  readonly selectedHidden: number;
  readonly facets: readonly Facet[];
  readonly remarks: readonly TableRemark[];
  readonly isReading: boolean;
  /** Works the rows out anew. Throws CancelledError. */
  update(query: ListQuery, signal: AbortSignal): Promise<void>;
  window(start: number, count: number): readonly TableRow[];
  select(change: SelectionChange): void;
}

export function pressedKey(facet: string, item: string): string {
  return `${facet} ${item}`;
}

/** The pressed items of one facet. */
export function pressedItems(pressed: ReadonlySet<string>, facet: string): readonly string[] {
  return [...pressed].filter((key) => key.startsWith(`${facet} `)).map((key) => key.slice(facet.length + 1));
}
