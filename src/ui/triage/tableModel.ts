import { CancelledError } from '../../graph/errors';
import type { CellEdit, SelectionChange, TableMessage, TableRow, TableState, TableVerb } from '../../present/table/table';
import { pressedKey, type ListQuery, type TriageList } from './triageList';
import { t } from '@vscode/l10n';
import { numberText } from '../../present/numberText';

/** What a table is besides its lists. */
export interface TableFrame<List extends TriageList> {
  readonly title: string;
  readonly subtitle: string;
  readonly lists: readonly List[];
  /** What every list is filtered by from the start; its tabs then count what the filter lets through. */
  readonly filter?: string;
  /** Everything is selected when it is first there. */
  readonly selectsAll?: boolean;
  verbs(list: List): readonly TableVerb[];
  run(verb: string, list: List): Promise<void>;
  open(list: List, position: number): Promise<void>;
  /** Keeps what was typed into a cell; gives the reason, in words, when it cannot be kept. */
  edit?(list: List, edit: CellEdit): Promise<string | undefined>;
}

const nothingAsked: ListQuery = { filter: '', sort: undefined, pressed: new Set() };

/** The state of one open table: which list is shown, what is asked of it, and what came of it. Knows no page. */
export class TableModel<List extends TriageList> {
  private tab = 0;
  private revision = 0;
  private places = -1;
  private selectionCount = 0;
  private busy = false;
  private isNew = true;
  private readonly queries = new Map<string, ListQuery>();
  private stop = new AbortController();
  /** The list that `revision` is of: another may be chosen already. */
  private shown: List | undefined;

  /** `tell`: something to show has changed. `failed`: working the rows out, or a verb, has thrown. */
  constructor(
    private readonly frame: TableFrame<List>,
    private readonly tell: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  get list(): List | undefined {
    return this.frame.lists[this.tab];
  }

  /** Changes when other rows are selected. */
  get selectionNumber(): number {
    return this.selectionCount;
  }

  state(): TableState {
    const { frame } = this;
    const list = this.shown;
    const query = this.queryOf(list);
    return {
      revision: this.revision,
      selection: this.selectionCount,
      title: frame.title,
      subtitle: frame.subtitle,
      tabs: frame.lists.map((each) => ({ id: each.id, title: each.title, count: this.countOf(each) })),
      tab: list?.id ?? '',
      columns: list?.columns ?? [],
      sort: query.sort,
      filter: query.filter,
      rows: list?.rows ?? 0,
      all: list?.all ?? 0,
      selected: list?.selected ?? 0,
      facets: list?.facets ?? [],
      verbs: list === undefined ? [] : frame.verbs(list),
      remarks: list === undefined ? [] : [...list.remarks, ...hiddenRemark(list)],
      busy: this.busy || list?.isReading === true,
    };
  }

  /** The rows of a place, when it is still what it was when they were asked for. */
  rows(revision: number, start: number, count: number): readonly TableRow[] | undefined {
    return this.isCurrent(revision) ? this.shown?.window(start, count) : undefined;
  }

  /** Keeps what was typed into a cell; gives the reason, in words, when it is not kept. */
  async edit(edit: CellEdit): Promise<string | undefined> {
    const { list, frame } = this;
    const why = list === undefined || frame.edit === undefined ? t('This cell cannot be changed.') : await frame.edit(list, edit);
    if (why === undefined) {
      await this.update();
    }
    return why;
  }

  /** Does what the page asks, except for its rows and what is typed into them. */
  async take(message: Exclude<TableMessage, { readonly kind: 'rows' | 'edit' }>): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.update();
      case 'filter':
        return this.ask({ filter: message.text });
      case 'sort':
        return this.ask({ sort: this.nextSort(message.column) });
      case 'facet':
        return this.ask({ pressed: this.pressedAfter(pressedKey(message.facet, message.item)) });
      case 'tab':
        this.tab = Math.max(
          this.frame.lists.findIndex(({ id }) => id === message.id),
          0,
        );
        return this.workOut([]);
      case 'select': {
        this.select(message.revision, message.change);
        return;
      }
      case 'verb':
        return this.shown === undefined ? undefined : this.attempt(this.frame.run(message.id, this.shown));
      case 'open':
        return this.shown === undefined || !this.isCurrent(message.revision)
          ? undefined
          : this.attempt(this.frame.open(this.shown, message.position));
    }
  }

  /** Works everything out anew: what it is made of has changed. */
  update(): Promise<void> {
    return this.workOut(this.frame.lists.filter((list) => list !== this.list));
  }

  /** The list that is shown, and the numbers of `others`. What is shown stays until it is done. */
  private async workOut(others: readonly List[]): Promise<void> {
    this.stop.abort();
    const stop = (this.stop = new AbortController());
    this.busy = true;
    try {
      await this.list?.update(this.query, stop.signal);
      await Promise.all(others.map((list) => list.update({ ...this.queryOf(list), sort: undefined }, stop.signal)));
    } catch (error) {
      if (!(error instanceof CancelledError)) {
        this.failed(error);
      }
    }
    if (!stop.signal.aborted) {
      this.busy = false;
      this.selectAtFirst();
      this.show();
      this.tell();
    }
  }

  private selectAtFirst(): void {
    const { lists, selectsAll } = this.frame;
    (this.isNew && selectsAll === true ? lists : []).forEach((list) => list.select({ how: 'all' }));
    this.isNew = false;
  }

  /** Rows at other places make another revision; the same rows are only drawn anew, and what was clicked meanwhile still counts. */
  private show(): void {
    const { list } = this;
    if (list !== this.shown || list?.places !== this.places) {
      this.revision += 1;
    }
    this.selectionCount += 1;
    this.shown = list;
    this.places = list?.places ?? -1;
  }

  private isCurrent(revision: number): boolean {
    return revision === this.revision && this.shown?.places === this.places;
  }

  dispose(): void {
    this.stop.abort();
  }

  private get query(): ListQuery {
    return this.queryOf(this.list);
  }

  private queryOf(list: List | undefined): ListQuery {
    return this.queries.get(list?.id ?? '') ?? this.asked;
  }

  private get asked(): ListQuery {
    const { filter } = this.frame;
    return filter === undefined ? nothingAsked : { ...nothingAsked, filter };
  }

  /** Undefined when it is not read: unknown, not none. */
  private countOf({ all, rows }: List): number | undefined {
    return this.frame.filter === undefined || all === undefined ? all : rows;
  }

  private ask(change: Partial<ListQuery>): Promise<void> {
    this.queries.set(this.list?.id ?? '', { ...this.query, ...change });
    return this.workOut([]);
  }

  private nextSort(column: string): ListQuery['sort'] {
    const { sort } = this.query;
    if (sort?.column !== column) {
      return { column, descending: false };
    }
    return sort.descending ? undefined : { column, descending: true };
  }

  private pressedAfter(key: string): ReadonlySet<string> {
    const pressed = new Set(this.query.pressed);
    if (!pressed.delete(key)) {
      pressed.add(key);
    }
    return pressed;
  }

  private select(revision: number, change: SelectionChange): void {
    if (this.isCurrent(revision)) {
      this.shown?.select(change);
      this.selectionCount += 1;
      this.tell();
    }
  }

  private async attempt(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.failed(error);
    }
    this.tell();
  }
}

function hiddenRemark({ selectedHidden }: TriageList): TableState['remarks'] {
  return selectedHidden === 0
    ? []
    : [{ kind: 'warning', text: t('{0} of the selected rows are not among those shown.', numberText(selectedHidden)) }];
}
