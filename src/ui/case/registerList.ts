import { t } from '@vscode/l10n';
import type { RegisterRow } from '../../evidence/register';
import { hasGrown, notificationStatuses } from '../../evidence/register';
import { plainText } from '../../present/plainText';
import { contactLine, statusText } from '../../present/registerText';
import type { Facet, SelectionChange, TableColumn, TableRemark, TableRow } from '../../present/table/table';
import { foldText } from '../../profiles/foldText';
import { noRows, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';
import { ordered, sameRows } from '../triage/rowOrder';
import { changedSelection } from '../triage/selection';
import { pressedItems, type ListQuery, type TriageList } from '../triage/triageList';

const statusFacetId = 'status';

const columns = ['organisation', 'domains', 'people', 'contact', 'status', 'since', 'note'] as const;
type Column = (typeof columns)[number];

function textOf(row: RegisterRow, column: Column): string {
  switch (column) {
    case 'organisation':
      return row.displayName ?? row.tenantId;
    case 'domains':
      return [...row.domains, ...(row.moreDomains ? ['…'] : [])].join(' ');
    case 'people':
      return row.people.toLocaleString();
    case 'contact':
      return row.contacts.map(contactLine).join(' / ');
    case 'status':
      return row.reason === null ? statusText(row.status) : `${statusText(row.status)}: ${row.reason}`;
    case 'since':
      return (row.dates[row.status] ?? '').slice(0, 16).replace('T', ' ');
    case 'note':
      return row.note ?? '';
  }
}

function keyOf(row: RegisterRow, column: Column): string {
  return column === 'people' ? String(row.people).padStart(12, '0') : foldText(textOf(row, column));
}

function isColumn(column: string): column is Column {
  return columns.some((each) => each === column);
}

/** The rows of a notification register. */
export class RegisterList implements TriageList {
  readonly id = 'register';
  readonly title = t('Register');
  readonly isReading = false;
  readonly columns: readonly TableColumn[] = [
    { id: 'organisation', title: t('Organisation'), width: 24 },
    { id: 'domains', title: t('Domains'), width: 20 },
    { id: 'people', title: t('People'), width: 8, numeric: true },
    { id: 'contact', title: t('Contact'), width: 20 },
    { id: 'status', title: t('Status'), width: 14 },
    { id: 'since', title: t('Since (UTC)'), width: 14 },
    { id: 'note', title: t('Note'), width: 16 },
  ];
  facets: readonly Facet[] = [];
  places = 0;
  private shown: RowNumbers = noRows;
  private matching: RowSet = RowSet.of([], 0);
  private selection: RowSet = RowSet.of([], 0);

  constructor(
    public entries: readonly RegisterRow[],
    readonly remarks: readonly TableRemark[],
  ) {}

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

  isSelected(index: number): boolean {
    return this.selection.has(index);
  }

  entryAt(position: number): RegisterRow | undefined {
    const row = this.shown.at(position);
    return row === undefined ? undefined : this.entries[row];
  }

  update({ filter, sort, pressed }: ListQuery): Promise<void> {
    const words = foldText(filter)
      .split(/\s+/u)
      .filter((word) => word !== '');
    const texts = this.entries.map((row) => foldText([row.tenantId, ...columns.map((column) => textOf(row, column))].join('\n')));
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
      const cells = row === undefined ? [] : columns.map((column) => ({ text: plainText(textOf(row, column)), ...marksOf(row, column) }));
      return row === undefined ? [] : [{ cells, selected: this.selection.has(index) }];
    });
  }

  select(change: SelectionChange): void {
    this.selection = changedSelection(this.selection, change, this.shown, this.entries.length);
  }

  private order(column: Column): Uint32Array {
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

function marksOf(row: RegisterRow, column: Column): { readonly marks?: readonly string[] } {
  if (column === 'people' && hasGrown(row)) {
    return { marks: [t('more than when told')] };
  }
  return column === 'organisation' && row.naming === 'notFound' ? { marks: [t('no longer exists')] } : {};
}
