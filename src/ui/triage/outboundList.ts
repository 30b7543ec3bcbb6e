import { t } from '@vscode/l10n';
import type { Facet, SelectionChange, TableColumn, TableRemark, TableRow, TableSort } from '../../present/table/table';
import { outboundCells, outboundTableColumns } from '../../present/table/triageRows';
import { askedTenants, isInTenant } from '../../profiles/askedTenants';
import { mergeSort } from '../../profiles/mergeSort';
import { foldText } from '../../profiles/foldText';
import type { OutboundProfiles } from '../../profiles/outboundProfiles';
import { noRows, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';
import { wordsOf } from '../../profiles/searchWord';
import { ordered, sameRows } from './rowOrder';
import { outboundReferences, type OutboundReferences, type ReferenceFilter } from './outboundReferences';
import { changedSelection } from './selection';
import { tenantFacet, type CountedTenant } from './tenantFacet';
import { pressedItems, type ListQuery, type TriageList } from './triageList';
import type { TriageSource } from './triageSource';

const tenantFacetId = 'tenant';
/** What the page shows: everything of it belongs together. */
interface Current {
  readonly store: OutboundProfiles | undefined;
  readonly references: OutboundReferences;
  readonly matching: RowSet;
  readonly shown: RowNumbers;
}

const nothing: OutboundReferences = { users: new Uint32Array(0), tenants: new Uint32Array(0), tenantIds: [] };

export interface OutboundReference {
  readonly userId: string;
  readonly tenantId: string;
}

/** Our users in other tenants: a row for each user and each tenant. */
export class OutboundList implements TriageList {
  readonly id: string;
  readonly columns: readonly TableColumn[] = outboundTableColumns();
  facets: readonly Facet[] = [];
  places = 0;
  private current: Current = { store: undefined, references: nothing, matching: RowSet.of([], 0), shown: noRows };
  private selection: RowSet = RowSet.of([], 0);

  constructor(
    readonly source: TriageSource,
    readonly title: string,
    private readonly filter: ReferenceFilter,
  ) {
    this.id = `outbound ${source.id}`;
  }

  get all(): number | undefined {
    return this.current.store === undefined ? undefined : this.current.references.users.length;
  }

  get rows(): number {
    return this.current.shown.length;
  }

  get selected(): number {
    return this.selection.length;
  }

  get selectedHidden(): number {
    return this.selection.length === 0 ? 0 : this.selection.without(this.current.matching).length;
  }

  get isReading(): boolean {
    return this.source.isReading('outbound');
  }

  get remarks(): readonly TableRemark[] {
    return this.source.remarks('outbound');
  }

  selectedReferences(): readonly OutboundReference[] {
    return [...this.selection].map((row) => this.reference(row));
  }

  async update(query: ListQuery, signal: AbortSignal): Promise<void> {
    const store = this.source.outbound();
    const references = store === undefined ? nothing : outboundReferences(store, this.filter);
    const found = store === undefined ? [] : this.find(store, references, query.filter);
    const tenants = pressedItems(query.pressed, tenantFacetId);
    const chosen = new Set(tenants.map((tenantId) => tenantId.toLowerCase()));
    const isChosen = (row: number): boolean => chosen.size === 0 || chosen.has(tenantIdOf(references, row).toLowerCase());
    const matching = RowSet.of(found.filter(isChosen), references.users.length);
    const order = query.sort === undefined || store === undefined ? undefined : await this.order(store, references, query.sort, signal);
    const shown = order === undefined ? matching : ordered(matching, order, query.sort?.descending === true);
    const isSame = this.isSame(store, references);
    if (!isSame) {
      this.selection = RowSet.of([], references.users.length);
    }
    if (!isSame || !sameRows(shown, this.current.shown)) {
      this.places += 1;
    }
    this.current = { store, references, matching, shown };
    const counts = countTenants(references, found);
    this.facets = [tenantFacet(tenantFacetId, t('Organisations'), counts, tenants, (id) => this.source.namesOf(id))];
  }

  window(start: number, count: number): readonly TableRow[] {
    return [...this.current.shown.window(start, count)].map((row) => {
      const { userId, tenantId } = this.reference(row);
      return { cells: outboundCells(userId, tenantId, (id) => this.source.namesOf(id)), selected: this.selection.has(row) };
    });
  }

  select(change: SelectionChange): void {
    this.selection = changedSelection(this.selection, change, this.current.shown, this.current.references.users.length);
  }

  referenceAt(position: number): OutboundReference | undefined {
    const row = this.current.shown.at(position);
    return row === undefined ? undefined : this.reference(row);
  }

  /** When pairs were added in between, the same numbers mean others. */
  private isSame(store: OutboundProfiles | undefined, { users, tenants }: OutboundReferences): boolean {
    const before = this.current.references;
    return (
      store === this.current.store &&
      users.length === before.users.length &&
      users.every((user, row) => user === before.users[row] && tenants[row] === before.tenants[row])
    );
  }

  /** The same as Find: the rows of a user stand together. */
  private find(store: OutboundProfiles, { users, tenants, tenantIds }: OutboundReferences, filter: string): readonly number[] {
    const words = wordsOf(filter);
    if (words.length === 0) {
      return [...users.keys()];
    }
    const hasWords = tenantIds.map((tenantId) => words.map((word) => isInTenant(tenantId, word, this.source.tenants)));
    const found: number[] = [];
    for (let start = 0, end = 0; start < users.length; start = end) {
      const user = users[start] ?? 0;
      while (users[end] === user) {
        end += 1;
      }
      const has = [...tenants.subarray(start, end)].map((tenant) => hasWords[tenant] ?? []);
      found.push(...askedTenants(store.row(user).userId, words, has).map((place) => start + place));
    }
    return found;
  }

  private async order(
    store: OutboundProfiles,
    references: OutboundReferences,
    { column }: TableSort,
    signal: AbortSignal,
  ): Promise<Uint32Array> {
    const names = references.tenantIds.map((tenantId) => this.source.namesOf(tenantId));
    const textOf = (row: number): string => {
      const tenant = names[references.tenants[row] ?? 0];
      switch (column) {
        case 'tenant':
          return tenant?.displayName ?? tenantIdOf(references, row);
        case 'domain':
          return tenant?.defaultDomainName ?? '';
        case 'tenantId':
          return tenantIdOf(references, row);
        default:
          return store.row(references.users[row] ?? 0).userId;
      }
    };
    const keys = Array.from({ length: references.users.length }, (_, row) => foldText(textOf(row)));
    const rows = Uint32Array.from(keys.keys());
    await mergeSort(rows, (one, other) => compareTexts(keys[one] ?? '', keys[other] ?? ''), signal);
    return rows;
  }

  private reference(row: number): OutboundReference {
    const { store, references } = this.current;
    const user = references.users[row];
    if (store === undefined || user === undefined) {
      throw new RangeError(`There is no row ${row}.`);
    }
    return { userId: store.row(user).userId, tenantId: tenantIdOf(references, row) };
  }
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function tenantIdOf({ tenants, tenantIds }: OutboundReferences, row: number): string {
  return tenantIds[tenants[row] ?? 0] ?? '';
}

function countTenants({ tenants, tenantIds }: OutboundReferences, rows: readonly number[]): readonly CountedTenant[] {
  const counts = new Uint32Array(tenantIds.length);
  for (const row of rows) {
    const tenant = tenants[row] ?? 0;
    counts[tenant] = (counts[tenant] ?? 0) + 1;
  }
  return tenantIds
    .map((tenantId, tenant) => ({ tenantId, count: counts[tenant] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
}
