import type { FrameLocator, Locator, Page } from 'playwright-core';
import { doUntil } from './until';

export type Name = string | RegExp;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How long a click may take to show what follows from it before it counts as lost. */
const followsMs = 5000;

export const appears = (locator: Locator, timeout = followsMs): Promise<boolean> =>
  locator.waitFor({ state: 'visible', timeout }).then(
    () => true,
    () => false,
  );

export const disappears = (locator: Locator, timeout = followsMs): Promise<boolean> =>
  locator.waitFor({ state: 'hidden', timeout }).then(
    () => true,
    () => false,
  );

/** Clicks until what should follow is there. */
export const clickUntil = (target: Locator, followed: () => Promise<boolean>): Promise<void> =>
  doUntil(() => target.click({ timeout: followsMs }), followed);

/** Does something that ends in a click on what goes away with it. What went away by itself was not clicked, and all is done again. */
export async function clickAway(target: Locator, before: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  let isClicked = false;
  await doUntil(
    async () => {
      await before();
      await target.click({ timeout: followsMs });
      isClicked = true;
    },
    async () => isClicked && disappears(target),
  );
}

/** The box in which VS Code asks for a line of text or a choice. */
export class QuickInput {
  readonly box: Locator;
  readonly field: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget');
    this.field = this.box.locator('.quick-input-filter input, .quick-input-and-message input').first();
  }

  option(name: Name): Locator {
    return this.box.getByRole('option', { name }).or(this.box.getByRole('checkbox', { name })).first();
  }

  options(): Promise<readonly string[]> {
    return this.box.locator('.quick-input-list-entry .label-name').allInnerTexts();
  }

  title(): Promise<string> {
    return this.box.locator('.quick-input-title').innerText();
  }

  /** What is said under the field: the prompt, or why the text is refused. */
  message(): Locator {
    return this.box.locator('.quick-input-message');
  }

  async fill(text: string): Promise<void> {
    await this.field.waitFor({ state: 'visible' });
    await this.field.fill(text);
  }

  async answer(text: string): Promise<void> {
    await this.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses an entry. One that is drawn anew under the mouse loses the click, so it is chosen until it is gone; a box to tick stays. */
  async pick(name: Name): Promise<void> {
    const option = this.option(name);
    await option.waitFor();
    const stays = (await option.getAttribute('role')) === 'checkbox';
    await (stays ? option.click() : clickAway(option));
  }

  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }
}

/** A modal question. */
export class ModalDialog {
  readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  async text(): Promise<string> {
    await this.box.waitFor({ state: 'visible' });
    return await this.box.locator('.dialog-message-row').innerText();
  }

  async buttons(): Promise<readonly string[]> {
    await this.box.waitFor({ state: 'visible' });
    return await this.box.locator('.dialog-buttons').getByRole('button').allInnerTexts();
  }

  /** The button that Enter would press. */
  focusedButton(): Promise<string> {
    return this.box.locator('.dialog-buttons :focus').innerText();
  }

  /** Presses a button and waits until its question is gone; the next one may be there by then. */
  async press(name: Name): Promise<void> {
    const button = await this.box.locator('.dialog-buttons').getByRole('button', { name }).elementHandle();
    await button.click();
    await button.waitForElementState('hidden');
  }

  async cancel(): Promise<void> {
    await this.box.waitFor({ state: 'visible' });
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }
}

/** A tree in the side bar or the panel. */
export class Tree {
  readonly box: Locator;

  constructor(
    private readonly page: Page,
    name: Name,
  ) {
    this.box = page.getByRole('tree', { name });
  }

  /** A row that is drawn now; VS Code draws no row outside the visible part of the tree. */
  item(name: Name, level?: number): Locator {
    return this.box.getByRole('treeitem', level === undefined ? { name } : { name, level }).first();
  }

  items(level?: number): Locator {
    return this.box.getByRole('treeitem', level === undefined ? {} : { level });
  }

  labels(level?: number): Promise<readonly string[]> {
    return this.items(level).locator('.monaco-icon-label').allInnerTexts();
  }

  async expand(name: Name, level?: number): Promise<void> {
    const item = this.item(name, level);
    await item.waitFor({ state: 'visible' });
    await doUntil(
      async () => {
        if ((await item.getAttribute('aria-expanded')) === 'false') {
          await item.locator('.monaco-tl-twistie').click({ timeout: followsMs });
        }
      },
      () => appears(item.and(this.page.locator('[aria-expanded="true"]'))),
    );
  }

  async select(...names: readonly Name[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      const item = this.item(name);
      const selected = item.and(this.page.locator('[aria-selected="true"]'));
      const modifiers = index === 0 ? {} : { modifiers: ['ControlOrMeta' as const] };
      await doUntil(
        async () => ((await selected.isVisible()) ? undefined : item.click({ ...modifiers, timeout: followsMs })),
        () => appears(selected),
      );
    }
  }

  /** Scrolls down, then up, and so on until the row is drawn: rows move while the list is read. */
  async reveal(name: Name): Promise<Locator> {
    const item = this.item(name);
    const place = (): Promise<string | null> => this.box.locator('.monaco-list-rows').getAttribute('style');
    let step = 660;
    const scroll = async (): Promise<void> => {
      const before = await place();
      await this.page.mouse.wheel(0, step);
      if (!(await appears(item, 100)) && (await place()) === before) {
        await this.box.hover();
        step = -step;
      }
    };
    if (!(await appears(item, 100))) {
      await this.box.hover();
      await doUntil(scroll, () => item.isVisible());
    }
    await item.scrollIntoViewIfNeeded();
    return item;
  }

  /** Clicks a row until what it opens is there: a row that is drawn anew under the mouse loses the click. */
  async openRow(name: Name, opened: Locator | (() => Promise<Locator>)): Promise<void> {
    await clickUntil(this.item(name), async () => appears(typeof opened === 'function' ? await opened() : opened));
  }

  /** Opens the context menu of this row and of no other that came under the mouse meanwhile. */
  private async openMenu(name: Name): Promise<void> {
    const item = this.item(name);
    await item.click({ button: 'right', timeout: followsMs });
    await item.and(this.page.locator('.focused')).waitFor({ timeout: followsMs });
  }

  /** Opens the row's context menu and chooses an entry; a path of names goes through submenus. */
  async choose(name: Name, ...path: readonly string[]): Promise<void> {
    await clickMenu(this.page, () => this.openMenu(name), path);
  }

  async contextMenu(name: Name): Promise<readonly string[]> {
    const items = this.page.getByRole('menuitem').locator('.action-label');
    await openUntil(this.page, () => this.openMenu(name), items.first());
    const found = await items.allInnerTexts();
    await closeMenus(this.page);
    return found.filter((text) => text !== '');
  }

  /** Presses a button that a row shows when the mouse is over it, until what should follow is there. */
  async pressInline(name: Name, button: Name, followed: () => Promise<boolean>): Promise<void> {
    const item = this.item(name);
    await doUntil(async () => {
      await item.hover({ timeout: followsMs });
      await item.getByRole('button', { name: button }).click({ timeout: followsMs });
    }, followed);
  }
}

async function closeMenus(page: Page): Promise<void> {
  const entries = page.getByRole('menuitem').locator('.action-label');
  await doUntil(
    async () => ((await entries.first().isVisible()) ? page.keyboard.press('Escape') : undefined),
    () => disappears(entries.first()),
  );
}

/** Opens a menu until the entry is in it; one that was opened elsewhere is closed again. */
async function openUntil(page: Page, open: () => Promise<void>, entry: Locator): Promise<void> {
  await doUntil(
    () => open().catch(() => closeMenus(page)),
    async () => {
      const isThere = await appears(entry);
      await (isThere ? undefined : closeMenus(page));
      return isThere;
    },
  );
}

export async function clickMenu(page: Page, open: () => Promise<void>, path: readonly string[]): Promise<void> {
  const entryOf = (name: string): Locator => page.getByRole('menuitem', { name: new RegExp(`^${escaped(name)}`) }).last();
  await openUntil(page, open, entryOf(path[0] ?? ''));
  for (const [index, name] of path.entries()) {
    const [entry, next] = [entryOf(name), path[index + 1]];
    await (next === undefined ? clickAway(entry) : clickUntil(entry, () => appears(entryOf(next))));
  }
}

/** Runs a command as people do: by its title in the command palette, with its category where it has one. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = new QuickInput(page);
  const entry = input.box.getByRole('option', { name: new RegExp(`^${escaped(title)}(,|$)`) }).first();
  await clickAway(entry, async () => {
    await page.keyboard.press('F1');
    await input.field.waitFor({ state: 'visible', timeout: followsMs });
    await input.field.fill(`>${title}`);
  });
}

export const notification = (page: Page, text: Name): Locator =>
  page.locator('.notifications-toasts .notification-list-item, .notifications-center .notification-list-item').filter({ hasText: text });

export async function pressInNotification(page: Page, text: Name, button: string): Promise<void> {
  await clickAway(notification(page, text).first().getByRole('button', { name: button }));
}

/** The document inside the webview that is in front. */
export const webview = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
