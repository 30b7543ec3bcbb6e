import { t } from '@vscode/l10n';
import { window, type QuickPickItem } from 'vscode';

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
}

/** The first choices for a query, and how many there are in all. `remark` says when they may not be all. */
export interface Found<T> {
  readonly choices: readonly Choice<T>[];
  readonly total: number;
  readonly remark?: string | undefined;
}

export interface Search<T> {
  readonly title: string;
  readonly placeholder: string;
  find(query: string, signal: AbortSignal): Promise<Found<T>>;
  /** Told when the same query may find more. */
  readonly changed?: (again: () => void) => { dispose(): unknown };
}

interface Item<T> extends QuickPickItem {
  readonly value?: T;
}

function itemsOf<T>({ choices, total, remark }: Found<T>): readonly Item<T>[] {
  const items = choices.map((choice) => ({ ...choice, alwaysShow: true }));
  const rest = total - choices.length;
  const more = rest > 0 ? [t('{0} more: type to find them', rest.toLocaleString())] : [];
  const remarks = [...(remark === undefined ? [] : [remark]), ...(total === 0 ? [t('Nothing found')] : []), ...more];
  return [...items, ...remarks.map((label) => ({ label: '', description: label, alwaysShow: true }))];
}

/** Lets the person choose one of many, found while typing. Only the first of what is found is shown. Gives undefined when dismissed. */
export function pickFound<T>(search: Search<T>): Promise<T | undefined> {
  const pick = window.createQuickPick<Item<T>>();
  pick.title = search.title;
  pick.placeholder = search.placeholder;
  pick.keepScrollPosition = true;
  let stop = new AbortController();
  let shown = '';
  const show = (items: readonly Item<T>[]): void => {
    const text = JSON.stringify(items);
    if (text !== shown) {
      shown = text;
      pick.items = items;
    }
  };
  const look = async (): Promise<void> => {
    stop.abort();
    const current = (stop = new AbortController());
    pick.busy = true;
    const found = await search.find(pick.value, current.signal).catch(() => undefined);
    if (!current.signal.aborted && found !== undefined) {
      show(itemsOf(found));
      pick.busy = false;
    }
  };
  const listening: readonly ({ dispose(): unknown } | undefined)[] = [pick.onDidChangeValue(look), search.changed?.(() => void look())];
  return new Promise<T | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const value = pick.selectedItems[0]?.value;
      if (value !== undefined) {
        resolve(value);
        pick.hide();
      }
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
    void look();
  }).finally(() => {
    stop.abort();
    listening.forEach((each) => each?.dispose());
    pick.dispose();
  });
}
