import { t } from '@vscode/l10n';
import type { RegisterRow } from '../../evidence/register';
import { notificationStatuses } from '../../evidence/register';
import { registerCells, registerColumnIds, registerColumns, registerText, type RegisterColumn } from '../../present/table/registerCells';
import { statusText } from '../../present/registerText';
import type { Facet, SelectionChange, TableColumn, TableRemark, TableRow } from '../../present/table/table';
import { foldText } from '../../profiles/foldText';
import { noRows, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';
import { ordered, sameRows } from '../triage/rowOrder';
import { changedSelection } from '../triage/selection';
import { pressedItems, type ListQuery, type TriageList } from '../triage/triageList';

const statusFacetId = 'status';

function keyOf(row: RegisterRow, column: RegisterColumn): string {
  return column === 'people' ? String(row.people).padStart(12, '0') : foldText(registerText(row, column));
}

function isColumn(column: string): column is RegisterColumn {
  return registerColumnIds.some((each) => each === column);
}

/** The rows of a notification register. */
export class RegisterList implements TriageList {
  readonly id = 'register';
  readonly title = t('Register');
  readonly isReading = false;
  readonly columns: readonly TableColumn[] = registerColumns();
  facets: readonly Facet[] = [];
  places = 0;
  private shown: RowNumbers = noRows;
  private matching: RowSet = RowSet.of([], 0);
  private selection: RowSet = RowSet.of([], 0);

  constructor(
    private entries: readonly RegisterRow[],
    public remarks: readonly TableRemark[],
  ) {}

  /** Takes the rows as they are now. What was selected stays selected, wherever it stands. */
  take(entries: readonly RegisterRow[], remarks: readonly TableRemark[]): void {
    const selected = new Set(this.selectedEntries.map(({ tenantId }) => tenantId));
    const isSameOrder = entries.length === this.entries.length && entries.every((row, at) => row.tenantId === this.entries[at]?.tenantId);
    const indexes = entries.flatMap(({ tenantId }, index) => (selected.has(tenantId) ? [index] : []));
    this.selection = RowSet.of(indexes, entries.length);
    this.shown = isSameOrder ? this.shown : noRows;
    this.places += isSameOrder ? 0 : 1;
    this.entries = entries;
    this.remarks = remarks;
  }

  get all(): number {
    return this.entries.length;
  }

  get rows(): number {
    return this.shown.length;
  }

  get selected(): number {
    return this.selection.length;
  }

  get selectedHidden(): number {
    return this.selection.without(this.matching).length;
  }

  get selectedEntries(): readonly RegisterRow[] {
    return this.entries.filter((_row, index) => this.selection.has(index));
  }

  entryAt(position: number): RegisterRow | undefined {
    const row = this.shown.at(position);
    return row === undefined ? undefined : this.entries[row];
  }

  update({ filter, sort, pressed }: ListQuery): Promise<void> {
    const words = foldText(filter)
      .split(/\s+/u)
      .filter((word) => word !== '');
    const texts = this.entries.map((row) =>
      foldText([row.tenantId, ...registerColumnIds.map((column) => registerText(row, column))].join('\n')),
    );
    const found = texts.flatMap((text, index) => (words.every((word) => text.includes(word)) ? [index] : []));
    const statuses = pressedItems(pressed, statusFacetId);
    const isWanted = (index: number): boolean => statuses.length === 0 || statuses.includes(this.entries[index]?.status ?? '');
    this.matching = RowSet.of(found.filter(isWanted), this.entries.length);
    const shown =
      sort === undefined
        ? this.matching
        : ordered(this.matching, this.order(isColumn(sort.column) ? sort.column : 'organisation'), sort.descending);
    if (!sameRows(shown, this.shown)) {
      this.places += 1;
    }
    this.shown = shown;
    this.facets = [this.statusFacet(found, statuses)];
    return Promise.resolve();
  }

  window(start: number, count: number): readonly TableRow[] {
    return [...this.shown.window(start, count)].flatMap((index) => {
      const row = this.entries[index];
      return row === undefined ? [] : [{ id: row.tenantId, cells: registerCells(row), selected: this.selection.has(index) }];
    });
  }

  select(change: SelectionChange): void {
    this.selection = changedSelection(this.selection, change, this.shown, this.entries.length);
  }

  private order(column: RegisterColumn): Uint32Array {
    const keys = this.entries.map((row) => keyOf(row, column));
    const rows = Uint32Array.from(keys.keys());
    return rows.sort((one, other) =>
      (keys[one] ?? '') < (keys[other] ?? '') ? -1 : (keys[one] ?? '') > (keys[other] ?? '') ? 1 : one - other,
    );
  }

  private statusFacet(found: readonly number[], pressed: readonly string[]): Facet {
    const items = notificationStatuses.map((status) => {
      const count = found.filter((index) => this.entries[index]?.status === status).length;
      return {
        id: status,
        title: statusText(status),
        detail: '',
        count,
        share: found.length === 0 ? 0 : count / found.length,
        pressed: pressed.includes(status),
      };
    });
    return { id: statusFacetId, title: t('Status'), items, more: 0, busy: false };
  }
}
