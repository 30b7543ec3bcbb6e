import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, afterEach, before } from 'mocha';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { inRepository } from './places';
import type { EditorServer, ServerOptions } from './server';
import { startServer } from './server';
import { becomes, doUntil, until } from './until';
import type { Name } from './widgets';
import { appears, clickMenu, ModalDialog, notification, pressInNotification, QuickInput, runCommand, Tree, webview } from './widgets';

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

export interface WorkbenchOptions extends ServerOptions {
  readonly theme?: Theme;
  /** A folder to open instead of a fresh empty one. */
  readonly folder?: string;
  /** Loads the extension from the repository as in a development window; false leaves that to `vsix`. */
  readonly development?: boolean;
  /** An unpacked extension to load instead of the one in the repository. */
  readonly extension?: string;
  /** The display language; the texts of the editor itself stay English, which is all that the server build has. */
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const themes: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

const slowestMs = 60_000;

/** Nothing of the editor's own lies over the rows: neither a tooltip that a waiting mouse brings up nor rows that stick to the top. */
const steadySettings = {
  'workbench.hover.delay': 1_000_000,
  'workbench.reduceMotion': 'on',
  'workbench.tree.enableStickyScroll': false,
};

/** Looks through what the editor has stored in the browser; the window's own words, for it runs there. */
const storedBy = (wanted: RegExp): string => `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('vscode-web-state-db'));
  for (const name of names) {
    const database = await done(indexedDB.open(name));
    const values = database.objectStoreNames.contains('ItemTable')
      ? await done(database.transaction('ItemTable').objectStore('ItemTable').getAll())
      : [];
    database.close();
    if (values.some((value) => ${wanted.toString()}.test(String(value)))) {
      return true;
    }
  }
  return false;
})()`;

/** One window of a real VS Code, driven through its keyboard, its mouse and its accessibility tree. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly dialog: ModalDialog;

  private constructor(
    readonly server: EditorServer,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly address: string,
  ) {
    this.quickInput = new QuickInput(page);
    this.dialog = new ModalDialog(page);
  }

  static async open(browser: Browser, options: WorkbenchOptions = {}): Promise<Workbench> {
    const { theme = 'light', settings = {}, folder, development = true, viewport = { width: 1280, height: 800 }, ...others } = options;
    const { extension = inRepository(), language, ...rest } = others;
    const server = await startServer({ ...rest, settings: { 'workbench.colorTheme': themes[theme], ...steadySettings, ...settings } });
    const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
    await keepSecrets(context);
    if (language !== undefined) {
      const known = `{ get: () => ${JSON.stringify(language)}, set: () => undefined }`;
      await context.addInitScript(`Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', ${known})`);
    }
    context.setDefaultTimeout(slowestMs);
    const page = await context.newPage();
    const address = server.urlOf({ ...(development ? { development: extension } : {}), ...(folder === undefined ? {} : { folder }) });
    const workbench = new Workbench(server, context, page, address);
    await workbench.load();
    await workbench.emptyClipboard();
    return workbench;
  }

  private async load(): Promise<void> {
    await this.page.goto(this.address);
    await this.page.waitForFunction('globalThis.driver !== undefined');
    await this.page.evaluate('globalThis.driver.whenWorkbenchRestored()');
  }

  run(title: string): Promise<void> {
    return runCommand(this.page, title);
  }

  tree(name: Name): Tree {
    return new Tree(this.page, name);
  }

  /** Opens the Shared Profiles side bar. */
  async openSideBar(): Promise<Locator> {
    const sideBar = this.page.locator('.part.sidebar');
    const title = sideBar
      .locator('.composite.title')
      .getByText(/shared profiles/i)
      .first();
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: /^Shared Profiles/ });
    await doUntil(
      async () => ((await title.isVisible()) ? undefined : tab.click()),
      () => appears(title),
    );
    return sideBar;
  }

  notification(text: Name): Locator {
    return notification(this.page, text);
  }

  pressInNotification(text: Name, button: string): Promise<void> {
    return pressInNotification(this.page, text, button);
  }

  /** Opens a menu with `open` and chooses an entry through its submenus. */
  chooseFromMenu(open: () => Promise<void>, ...path: readonly string[]): Promise<void> {
    return clickMenu(this.page, open, path);
  }

  /** The document inside the webview that is in front. */
  webview(): ReturnType<typeof webview> {
    return webview(this.page);
  }

  /** What was copied last, once it is there; takes it away, so that the next reading cannot find it again. */
  async takeClipboard(): Promise<string> {
    const read = (): Promise<string> => this.page.evaluate('navigator.clipboard.readText()');
    let text = await read();
    for (let waited = 0; text === '' && waited < slowestMs; waited += 100) {
      await this.page.waitForTimeout(100);
      text = await read();
    }
    await this.emptyClipboard();
    return text;
  }

  /** All windows of the browser share one clipboard. */
  private async emptyClipboard(): Promise<void> {
    await this.page.evaluate('navigator.clipboard.writeText("")');
  }

  /** The text of the editor in front, once it is the one that is meant: a tab is in front before its text is. */
  async editorText(expected: RegExp): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .monaco-editor .view-lines').filter({ visible: true });
    const read = async (): Promise<string> => (await lines.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
    await becomes(async () => expected.test(await read()), slowestMs);
    const text = await read();
    assert.match(text, expected);
    return text;
  }

  /** Saves a picture: into media/tour when pictures are being made, else into out. */
  async screenshot(name: string): Promise<void> {
    const folder =
      process.env['SHARED_PROFILES_PICTURES'] === undefined ? inRepository('out', 'screenshots') : inRepository('media', 'tour');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }

  /** Waits until the editor has stored that it shows this: it stores what it shows every few seconds, and nothing while its window closes. */
  async hasStored(wanted: RegExp): Promise<void> {
    await until(() => this.page.evaluate<boolean>(storedBy(wanted)));
  }

  async reload(): Promise<void> {
    await this.load();
  }

  /** Ends the extension host as a crash would; the workbench starts another. */
  async crashExtensionHost(): Promise<void> {
    await this.server.crashExtensionHost();
  }

  /** Ends the server as a crash would, starts it again and loads the window anew. */
  async restartServer(): Promise<void> {
    await this.server.restart();
    await this.load();
  }

  async keepFailure(title: string): Promise<void> {
    const folder = inRepository('out', 'ui-failures');
    const base = path.join(folder, title.replace(/[^\w-]+/g, '-').slice(0, 120));
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: `${base}.png` }).catch(() => undefined);
    await writeFile(`${base}.log`, `${await this.server.extensionHostLog()}\n\n${this.server.log()}`);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.server.stop();
  }
}

/** Half of the key that seals the editor's secrets in the browser comes from code-server's front, which is not started here: given in its place. */
async function keepSecrets(context: BrowserContext): Promise<void> {
  const key = randomBytes(32);
  await context.route(/\/mint-key$/, (route) => route.fulfill({ body: key, contentType: 'application/octet-stream' }));
}

const shared: { browser: Promise<Browser> | undefined; users: number } = { browser: undefined, users: 0 };

async function borrowBrowser(): Promise<Browser> {
  shared.browser ??= launchBrowser();
  return await shared.browser;
}

/** Root hook of the ui suite: the one browser of all its files ends with it. */
export async function closeBrowser(): Promise<void> {
  const browser = await shared.browser;
  await browser?.close();
}

/** Opens a window for the tests of a describe block, keeps the evidence of failures, closes it after them. */
export function useWorkbench(options: WorkbenchOptions | (() => WorkbenchOptions) = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before('open VS Code', async function () {
    this.timeout(240_000);
    workbench = await Workbench.open(await borrowBrowser(), typeof options === 'function' ? options() : options);
  });
  afterEach('keep what a failure looked like', async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench?.keepFailure(this.currentTest.fullTitle());
    }
  });
  after('close VS Code', async () => {
    await workbench?.close();
  });
  return () => {
    if (workbench === undefined) {
      throw new Error('VS Code is not open yet.');
    }
    return workbench;
  };
}
