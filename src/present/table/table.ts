/** One cell as the page shows it: visible text, and words that mark it as not what it looks like. */
export interface TableCell {
  readonly text: string;
  readonly marks?: readonly string[];
  /** What its editor begins with, where the cell can be edited: the text as it is kept. */
  readonly edit?: CellValue;
}

/** What a cell holds; `detail` goes with a choice that asks for more. */
export interface CellValue {
  readonly value: string;
  readonly detail?: string;
}

/** How the cells of a column are edited: as text, or as one of several; `asks` says what else a choice needs. */
export type CellEditor =
  | { readonly kind: 'text'; readonly hint: string }
  | {
      readonly kind: 'choice';
      readonly choices: readonly { readonly id: string; readonly title: string; readonly asks?: string }[];
    };

export interface TableRow {
  /** Names the row wherever it is shown; rows that can be edited have one. */
  readonly id?: string;
  readonly cells: readonly TableCell[];
  readonly selected: boolean;
}

export interface TableColumn {
  readonly id: string;
  readonly title: string;
  /** Share of the width. */
  readonly width: number;
  /** Pixels that it has at least: numbers and times are not cut off. */
  readonly least?: number;
  readonly numeric?: boolean;
  readonly editor?: CellEditor;
}

export interface TableTab {
  readonly id: string;
  readonly title: string;
  /** Undefined when it is not known, which is not none. */
  readonly count: number | undefined;
}

/** A thing that rows can be narrowed to; the bar is its share of the rows. */
export interface FacetItem {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly count: number;
  readonly share: number;
  readonly pressed: boolean;
}

export interface Facet {
  readonly id: string;
  readonly title: string;
  readonly items: readonly FacetItem[];
  /** How many more there are than shown. */
  readonly more: number;
  readonly busy: boolean;
}

export interface TableVerb {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
}

export interface TableRemark {
  readonly kind: 'note' | 'warning';
  readonly text: string;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/**
 * Everything of the page but its rows. `revision` changes when rows at the same place may be others; what the page asks for or selects by place
 * names the revision that it showed, and means nothing in another. `selection` changes when rows look different at the same place.
 */
export interface TableState {
  readonly revision: number;
  readonly selection: number;
  readonly title: string;
  readonly subtitle: string;
  readonly tabs: readonly TableTab[];
  readonly tab: string;
  readonly columns: readonly TableColumn[];
  readonly sort: TableSort | undefined;
  readonly filter: string;
  readonly rows: number;
  readonly all: number;
  readonly selected: number;
  readonly facets: readonly Facet[];
  readonly verbs: readonly TableVerb[];
  readonly remarks: readonly TableRemark[];
  readonly busy: boolean;
}

/**
 * How the selection changes. Positions are those of the rows as shown; `all` is everything that the filter and the facets let through, shown on
 * screen or not.
 */
export type SelectionChange =
  | { readonly how: 'only' | 'toggle'; readonly position: number }
  | { readonly how: 'range'; readonly from: number; readonly to: number }
  | { readonly how: 'all' | 'none' };

/** What was typed into a cell. It names its row, not a place: rows may move while somebody types. */
export interface CellEdit {
  readonly row: string;
  readonly column: string;
  readonly value: string;
  readonly detail?: string;
}

/** What the page may ask for. */
export type TableMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rows'; readonly revision: number; readonly start: number; readonly count: number }
  | { readonly kind: 'filter'; readonly text: string }
  | { readonly kind: 'tab'; readonly id: string }
  | { readonly kind: 'sort'; readonly column: string }
  | { readonly kind: 'facet'; readonly facet: string; readonly item: string }
  | { readonly kind: 'select'; readonly revision: number; readonly change: SelectionChange }
  | { readonly kind: 'verb'; readonly id: string }
  | { readonly kind: 'edit'; readonly edit: CellEdit }
  | { readonly kind: 'open'; readonly revision: number; readonly position: number };

const mostRowsAtOnce = 1000;
const longestFilter = 1000;
const longestCell = 10_000;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function selectionChange({ how, position, from, to }: Fields): SelectionChange | undefined {
  switch (how) {
    case 'only':
    case 'toggle':
      return isPosition(position) ? { how, position } : undefined;
    case 'range':
      return isPosition(from) && isPosition(to) ? { how, from: Math.min(from, to), to: Math.max(from, to) } : undefined;
    case 'all':
    case 'none':
      return { how };
    default:
      return undefined;
  }
}

function rowsMessage({ revision, start, count }: Fields): TableMessage | undefined {
  const isSound = isPosition(revision) && isPosition(start) && isPosition(count) && count <= mostRowsAtOnce;
  return isSound ? { kind: 'rows', revision, start, count } : undefined;
}

function editMessage({ row, column, value, detail }: Fields): TableMessage | undefined {
  const isText = (text: unknown): text is string => typeof text === 'string' && text.length <= longestCell;
  if (!isText(row) || !isText(column) || !isText(value)) {
    return undefined;
  }
  return { kind: 'edit', edit: { row, column, value, ...(isText(detail) && { detail }) } };
}

function textMessage(fields: Fields): TableMessage | undefined {
  const text = (name: string): string | undefined => (typeof fields[name] === 'string' ? fields[name] : undefined);
  const [id, column, facet, item, filter] = [text('id'), text('column'), text('facet'), text('item'), text('text')];
  switch (fields['kind']) {
    case 'filter':
      return filter === undefined ? undefined : { kind: 'filter', text: filter.slice(0, longestFilter) };
    case 'tab':
      return id === undefined ? undefined : { kind: 'tab', id };
    case 'verb':
      return id === undefined ? undefined : { kind: 'verb', id };
    case 'sort':
      return column === undefined ? undefined : { kind: 'sort', column };
    case 'facet':
      return facet === undefined || item === undefined ? undefined : { kind: 'facet', facet, item };
    default:
      return undefined;
  }
}

/** The message as it should be, or undefined: what a page sends is not trusted either. */
export function tableMessage(message: unknown): TableMessage | undefined {
  const fields = fieldsOf(message);
  const { revision, position } = fields;
  switch (fields['kind']) {
    case 'ready':
      return { kind: 'ready' };
    case 'rows':
      return rowsMessage(fields);
    case 'select': {
      const change = selectionChange(fieldsOf(fields['change']));
      return change === undefined || !isPosition(revision) ? undefined : { kind: 'select', revision, change };
    }
    case 'edit':
      return editMessage(fields);
    case 'open':
      return isPosition(position) && isPosition(revision) ? { kind: 'open', revision, position } : undefined;
    default:
      return textMessage(fields);
  }
}
