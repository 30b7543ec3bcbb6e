import type { FrameLocator, Locator, Page } from 'playwright-core';

export type Name = string | RegExp;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Clicks something that comes and goes, such as a menu item, until what should follow is there. */
async function clickUntil(target: Locator, followed: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await target.click({ timeout: 5000 }).catch(() => undefined);
    if (await followed()) {
      return;
    }
  }
  throw new Error(`Nothing followed a click on ${target.toString()}`);
}

const appears = (locator: Locator, timeout = 1000) =>
  locator.waitFor({ state: 'visible', timeout }).then(
    () => true,
    () => false,
  );

const disappears = (locator: Locator, timeout = 1000) =>
  locator.waitFor({ state: 'hidden', timeout }).then(
    () => true,
    () => false,
  );

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
    await clickUntil(option, () => (stays ? Promise.resolve(true) : disappears(option, 5000)));
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

  async press(name: Name): Promise<void> {
    await this.box.locator('.dialog-buttons').getByRole('button', { name }).click();
    await this.box.waitFor({ state: 'hidden' });
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
    if ((await item.getAttribute('aria-expanded')) === 'false') {
      await item.locator('.monaco-tl-twistie').click();
      await this.box.locator('[aria-expanded="true"]').and(item).waitFor();
    }
  }

  async select(...names: readonly Name[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      await this.item(name).click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] });
    }
  }

  /** Scrolls until the row is drawn. */
  async reveal(name: Name): Promise<Locator> {
    const item = this.item(name);
    await this.box.hover();
    for (let step = 0; step < 200 && !(await item.isVisible()); step += 1) {
      await this.page.mouse.wheel(0, 300);
      await appears(item, 100);
    }
    await item.scrollIntoViewIfNeeded();
    return item;
  }

  /** Clicks a row until what it opens is there: a row that is drawn anew under the mouse loses the click. */
  async openRow(name: Name, opened: Locator | (() => Promise<Locator>)): Promise<void> {
    await clickUntil(this.item(name), async () => appears(typeof opened === 'function' ? await opened() : opened, 5000));
  }

  /** Opens the row's context menu and chooses an entry; a path of names goes through submenus. */
  async choose(name: Name, ...path: readonly string[]): Promise<void> {
    await clickMenu(this.page, () => this.item(name).click({ button: 'right' }), path);
  }

  async contextMenu(name: Name): Promise<readonly string[]> {
    await this.item(name).click({ button: 'right' });
    const items = this.page.getByRole('menuitem').locator('.action-label');
    await items.first().waitFor({ state: 'visible' });
    const found = await items.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return found.filter((text) => text !== '');
  }

  /** Presses a button that a row shows when the mouse is over it. */
  async pressInline(name: Name, button: Name): Promise<void> {
    const item = this.item(name);
    await item.hover();
    await item.getByRole('button', { name: button }).click();
  }
}

export async function clickMenu(page: Page, open: () => Promise<void>, path: readonly string[]): Promise<void> {
  await open();
  for (const [index, name] of path.entries()) {
    const entry = page.getByRole('menuitem', { name: new RegExp(`^${escaped(name)}`) }).last();
    await entry.waitFor({ state: 'visible' });
    const next = path[index + 1];
    const followed =
      next === undefined
        ? () => disappears(entry)
        : () => appears(page.getByRole('menuitem', { name: new RegExp(`^${escaped(next)}`) }).last());
    await clickUntil(entry, followed);
  }
}

/** Runs a command as people do: by its title in the command palette, with its category where it has one. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = new QuickInput(page);
  await page.keyboard.press('F1');
  await input.fill(`>${title}`);
  const entry = input.box.getByRole('option', { name: new RegExp(`^${escaped(title)}(,|$)`) }).first();
  await entry.waitFor({ state: 'visible' });
  await entry.click();
}

export const notification = (page: Page, text: Name): Locator =>
  page.locator('.notifications-toasts .notification-list-item, .notifications-center .notification-list-item').filter({ hasText: text });

export async function pressInNotification(page: Page, text: Name, button: string): Promise<void> {
  await notification(page, text).first().getByRole('button', { name: button }).click();
}

/** The document inside the webview that is in front. */
export const webview = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
