import { t } from '@vscode/l10n';
import type { Facet, SelectionChange, TableColumn, TableRemark, TableRow, TableSort } from '../../present/table/table';
import { markText } from '../../present/markText';
import { inboundCells, inboundColumns, inboundTableColumns } from '../../present/table/triageRows';
import { facetsOf } from '../../profiles/facets';
import type { InboundProfiles } from '../../profiles/inboundProfiles';
import { InboundSearch } from '../../profiles/inboundSearch';
import type { TextMark } from '../../profiles/lookAlike';
import { everyRow, noRows, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';
import { selectRows } from '../../profiles/selectRows';
import { sortRows, type SortColumn } from '../../profiles/sortRows';
import { inBoth, ordered, rowSetOf, sameRows } from './rowOrder';
import { changedSelection } from './selection';
import { tenantFacet } from './tenantFacet';
import { pressedItems, type ListQuery, type TriageList } from './triageList';
import type { TriageSource } from './triageSource';

const tenantFacetId = 'homeTenant';
const markFacetId = 'mark';

/** What the page shows: everything of it belongs together. */
interface Current {
  readonly store: InboundProfiles | undefined;
  readonly base: RowSet;
  readonly matching: RowSet;
  readonly shown: RowNumbers;
}

const nobody: Current = { store: undefined, base: RowSet.of([], 0), matching: RowSet.of([], 0), shown: noRows };

interface Order {
  readonly store: InboundProfiles;
  readonly size: number;
  readonly namesVersion: number;
  readonly rows: Uint32Array;
}

type Marks = ReadonlyMap<TextMark, RowSet>;

const textMarks: readonly TextMark[] = ['confusableLetters', 'mixedScripts', 'invisible', 'bidiControl', 'combiningStorm'];

const noMarks: Marks = new Map();

/** People of other organisations in one tenant. */
export class InboundList implements TriageList {
  readonly id: string;
  readonly columns: readonly TableColumn[] = inboundTableColumns();
  facets: readonly Facet[] = [];
  places = 0;
  private current: Current = nobody;
  private selection: RowSet = RowSet.of([], 0);
  private search: { readonly store: InboundProfiles; readonly search: InboundSearch } | undefined;
  private readonly orders = new Map<string, Order>();
  private marks: { readonly size: number; readonly store: InboundProfiles; readonly rows: Marks } | undefined;
  private marking: Promise<void> | undefined;

  /** `baseOf`: the rows that the list is about, of a store that may still grow. `again`: told when an update would show more. */
  constructor(
    readonly source: TriageSource,
    readonly title: string,
    private readonly baseOf: (store: InboundProfiles) => RowNumbers,
    private readonly again: () => void,
    private readonly locale: string,
  ) {
    this.id = `inbound ${source.id}`;
  }

  /** The store that the shown and the selected rows are of. */
  get store(): InboundProfiles | undefined {
    return this.current.store;
  }

  get all(): number | undefined {
    return this.store === undefined ? undefined : this.current.base.length;
  }

  get rows(): number {
    return this.current.shown.length;
  }

  get selected(): number {
    return this.selection.length;
  }

  get selectedRows(): RowSet {
    return this.selection;
  }

  get selectedHidden(): number {
    return this.selection.length === 0 ? 0 : this.selection.without(this.current.matching).length;
  }

  get isReading(): boolean {
    return this.source.isReading('inbound');
  }

  get remarks(): readonly TableRemark[] {
    return this.source.remarks('inbound');
  }

  async update(query: ListQuery, signal: AbortSignal): Promise<void> {
    const store = this.source.inbound();
    if (store === undefined) {
      this.show(nobody, []);
      return;
    }
    const { size } = store;
    const base = rowSetOf(this.baseOf(store), size);
    const { rows } = await this.searchIn(store).find(query.filter, signal);
    const found = inBoth(base, rowSetOf(rows, size), size);
    const pressedMarks = pressedItems(query.pressed, markFacetId);
    const marks = this.marksOf(store);
    const marked = withMarks(found, marks ?? noMarks, pressedMarks, size);
    const tenants = pressedItems(query.pressed, tenantFacetId);
    const matching = tenants.length === 0 ? marked : marked.and(await selectRows(store, { homeTenantIds: tenants }, signal));
    const order = await this.orderOf(store, query.sort, signal);
    const shown = order === undefined ? matching : ordered(matching, order, query.sort?.descending === true);
    const { homeTenants } = await facetsOf(store, marked, signal);
    this.show({ store, base, matching, shown }, [
      tenantFacet(tenantFacetId, t('Home organisations'), homeTenants, tenants, (id) => this.source.namesOf(id)),
      markFacet(marks, found, pressedMarks),
    ]);
  }

  window(start: number, count: number): readonly TableRow[] {
    const { store, shown } = this.current;
    if (store === undefined) {
      return [];
    }
    return [...shown.window(start, count)].map((row) => ({
      cells: inboundCells(store.row(row), (id) => this.source.namesOf(id)),
      selected: this.selection.has(row),
    }));
  }

  select(change: SelectionChange): void {
    this.selection = changedSelection(this.selection, change, this.current.shown, this.store?.size ?? 0);
  }

  rowAt(position: number): number | undefined {
    return this.current.shown.at(position);
  }

  /** A store that was read anew has other people at the same numbers: nobody stays selected. */
  private show(next: Current, facets: readonly Facet[]): void {
    if (next.store !== this.current.store) {
      this.selection = RowSet.of([], next.store?.size ?? 0);
    }
    if (next.store !== this.current.store || !sameRows(next.shown, this.current.shown)) {
      this.places += 1;
    }
    this.current = next;
    this.facets = facets;
  }

  private searchIn(store: InboundProfiles): InboundSearch {
    if (this.search?.store !== store) {
      this.search = { store, search: new InboundSearch(store, this.source.tenants) };
    }
    return this.search.search;
  }

  /** Looking at every name takes a while: done beside everything else, once all people are there. */
  private marksOf(store: InboundProfiles): Marks | undefined {
    if (this.marks?.store === store && this.marks.size === store.size) {
      return this.marks.rows;
    }
    if (!this.isReading) {
      this.marking ??= this.mark(store);
    }
    return undefined;
  }

  private async mark(store: InboundProfiles): Promise<void> {
    const { size } = store;
    const rows = new Map<TextMark, RowSet>();
    for (const mark of textMarks) {
      rows.set(mark, await selectRows(store, { marks: [mark] }));
    }
    this.marks = { store, size, rows };
    this.marking = undefined;
    this.again();
  }

  private async orderOf(store: InboundProfiles, sort: TableSort | undefined, signal: AbortSignal): Promise<Uint32Array | undefined> {
    if (sort === undefined) {
      return undefined;
    }
    const { size } = store;
    const namesVersion = sort.column === 'homeTenant' ? this.source.tenants.version : 0;
    const known = this.orders.get(sort.column);
    if (known?.store === store && known.size === size && known.namesVersion === namesVersion) {
      return known.rows;
    }
    const all = await sortRows(store, everyRow(size), {
      by: columnOf(sort.column),
      locale: this.locale,
      tenantNames: this.source.tenants,
      signal,
    });
    const rows = all.window(0, all.length);
    this.orders.set(sort.column, { store, size, namesVersion, rows });
    return rows;
  }
}

function columnOf(column: string): SortColumn {
  return inboundColumns.find((id) => id === column) ?? 'displayName';
}

function withMarks(found: RowSet, marks: Marks, pressed: readonly string[], size: number): RowSet {
  if (pressed.length === 0) {
    return found;
  }
  const any = [...marks].filter(([mark]) => pressed.includes(mark)).reduce((sum, [, rows]) => sum.or(rows), RowSet.of([], size));
  return found.and(any);
}

function markFacet(marks: Marks | undefined, found: RowSet, pressed: readonly string[]): Facet {
  const counted = [...(marks ?? noMarks)].map(([mark, rows]) => ({ mark, count: found.and(rows).length, pressed: pressed.includes(mark) }));
  const items = counted
    .filter((each) => each.count > 0 || each.pressed)
    .map((each) => ({
      id: each.mark,
      title: markText(each.mark),
      detail: t('Names that are not what they look like'),
      count: each.count,
      share: found.length === 0 ? 0 : each.count / found.length,
      pressed: each.pressed,
    }));
  return { id: markFacetId, title: t('Look twice'), items, more: 0, busy: marks === undefined };
}
