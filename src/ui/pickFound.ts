import { t } from '@vscode/l10n';
import { ThemeIcon, window, type QuickInputButton, type QuickPick, type QuickPickItem } from 'vscode';
import { CancelledError } from '../graph/errors';
import { numberText } from '../present/numberText';

const againAfterMs = 250;

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
}

/** The first choices for a query, and how many there are in all. `remarks` say why they may not be all; `summary` stands in the title. */
export interface Found<T> {
  readonly choices: readonly Choice<T>[];
  readonly total: number;
  readonly remarks?: readonly string[];
  readonly summary?: string;
}

/** Something to do with the query itself, as a button in the title. */
export interface QueryAct<T> {
  readonly icon: string;
  readonly tooltip: string;
  readonly valueOf: (query: string) => T;
}

export interface Search<T> {
  readonly title: string;
  readonly placeholder: string;
  find(query: string, signal: AbortSignal): Promise<Found<T>>;
  /** Told when the same query may find more. */
  readonly changed?: (again: () => void) => { dispose(): unknown };
  readonly acts?: readonly QueryAct<T>[];
}

interface Item<T> extends QuickPickItem {
  readonly value?: T;
}

function itemsOf<T>({ choices, total, remarks = [] }: Found<T>): readonly Item<T>[] {
  const items = choices.map((choice) => ({ ...choice, alwaysShow: true }));
  const rest = total - choices.length;
  const more = rest > 0 ? [t('{0} more: type to find them', numberText(rest))] : [];
  const notes = [...remarks, ...(total === 0 ? [t('Nothing found')] : []), ...more];
  return [...items, ...notes.map((label) => ({ label: '', description: label, alwaysShow: true }))];
}

/** What the person sees of an item. Values are never written out: they may be large. */
function textOf({ label, description, detail }: QuickPickItem): string {
  return [label, description, detail].join('\n');
}

/** Shows what was found, when it is something else; the entry that is chosen by keyboard stays chosen. */
class ShownItems<T> {
  private text = '';
  private query = '';

  constructor(private readonly pick: QuickPick<Item<T>>) {}

  show(items: readonly Item<T>[]): void {
    const { pick } = this;
    const text = items.map(textOf).join('\n\n');
    if (text === this.text && pick.value === this.query) {
      return;
    }
    const [active] = pick.value === this.query ? pick.activeItems : [];
    this.text = text;
    this.query = pick.value;
    pick.items = items;
    const same = active && items.find((item) => textOf(item) === textOf(active));
    if (same !== undefined) {
      pick.activeItems = [same];
    }
  }
}

interface ActButton<T> extends QuickInputButton {
  readonly valueOf: (query: string) => T;
}

/** Calls that come close together become one. */
function gathered(work: () => void): { readonly soon: () => void; dispose(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, againAfterMs);
    },
    dispose: () => clearTimeout(timer),
  };
}

/** Looks for what is typed, as often as it is asked to: the last time counts. */
class Looking<T> {
  private readonly shown: ShownItems<T>;
  private stop = new AbortController();

  constructor(
    private readonly pick: QuickPick<Item<T>>,
    private readonly search: Search<T>,
  ) {
    this.shown = new ShownItems(pick);
  }

  async look(): Promise<void> {
    const { pick, search } = this;
    this.end();
    const { signal } = (this.stop = new AbortController());
    pick.busy = true;
    const found = await search.find(pick.value, signal).catch((error: unknown) => {
      if (error instanceof CancelledError) {
        return undefined;
      }
      throw error;
    });
    if (found !== undefined && !signal.aborted) {
      this.shown.show(itemsOf(found));
      pick.title = found.summary === undefined ? search.title : `${search.title} · ${found.summary}`;
      pick.busy = false;
    }
  }

  end(): void {
    this.stop.abort();
  }
}

/**
 * Lets the person choose one of many, found while typing. Only the first of what is found is shown. Gives undefined when dismissed. Throws what
 * the search throws.
 */
export function pickFound<T>(search: Search<T>): Promise<T | undefined> {
  const pick = window.createQuickPick<Item<T>>();
  const looking = new Looking(pick, search);
  const toButton = ({ icon, tooltip, valueOf }: QueryAct<T>): ActButton<T> => ({ iconPath: new ThemeIcon(icon), tooltip, valueOf });
  const buttons = (search.acts ?? []).map(toButton);
  Object.assign(pick, { title: search.title, placeholder: search.placeholder, keepScrollPosition: true, buttons });
  return new Promise<T | undefined>((resolve, reject) => {
    const look = (): void => {
      looking.look().catch(reject);
    };
    const take = (value: T | undefined): void => {
      if (value !== undefined) {
        resolve(value);
        pick.hide();
      }
    };
    const again = gathered(look);
    const listening: readonly ({ dispose(): unknown } | undefined)[] = [
      again,
      pick.onDidChangeValue(look),
      pick.onDidAccept(() => take(pick.selectedItems[0]?.value)),
      pick.onDidTriggerButton((button) => take(buttons.find((each) => each === button)?.valueOf(pick.value))),
      search.changed?.(again.soon),
    ];
    pick.onDidHide(() => {
      looking.end();
      listening.forEach((each) => void each?.dispose());
      resolve(undefined);
    });
    pick.show();
    look();
  }).finally(() => pick.dispose());
}
