import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** Something that a window shows or leaves behind. Files are read as bytes: each character is one. */
export interface Trace {
  readonly kind: 'file' | 'browser' | 'page' | 'clipboard';
  readonly where: string;
  readonly text: string;
}

async function filesIn(folder: string): Promise<readonly Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (where) => ({ kind: 'file', where, text: await readFile(where, 'latin1').catch(() => '') }) as const));
}

/** The web build keeps its state, and with another key sealed its secrets, in the browser. Bytes become characters, one each. */
const storagesOfPage = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const plain = (_name, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? Array.from(new Uint8Array(value.buffer ?? value), (byte) => String.fromCharCode(byte)).join('')
      : value;
  const found = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).map(([where, text]) => ({ where, text })));
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const open = () => database.transaction(store).objectStore(store);
      const [keys, values] = [await done(open().getAllKeys()), await done(open().getAll())];
      found.push(...keys.map((key, index) => ({ where: [name, store, key].join(' '), text: JSON.stringify(values[index], plain) ?? '' })));
    }
    database.close();
  }
  return found;
})()`;

async function inBrowser(page: Page): Promise<readonly Trace[]> {
  const found: readonly { readonly where: string; readonly text: string }[] = await page.evaluate(storagesOfPage);
  return found.map((each) => ({ kind: 'browser', ...each }));
}

/** Everything that a window shows and has left behind: its files (settings, state, logs), its storages in the browser, the page itself. */
export async function tracesOf({ server, context, page }: Workbench, clipboard: readonly string[]): Promise<readonly Trace[]> {
  const shown = context.pages().flatMap((each) => each.frames());
  const pages = await Promise.all(shown.map(async (frame) => ({ kind: 'page', where: frame.url(), text: await frame.content() }) as const));
  const copied = clipboard.map((text) => ({ kind: 'clipboard', where: 'clipboard', text }) as const);
  return [...(await filesIn(server.home)), ...(await inBrowser(page)), ...pages, ...copied];
}

const asBytes = (text: string, encoding: 'utf8' | 'utf16le'): string => Buffer.from(text, encoding).toString('latin1');

/** The forms in which a text may lie somewhere. */
function formsOf(secret: string): readonly string[] {
  const [inJson, inBase64] = [JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
  return [
    ...new Set([secret, encodeURIComponent(secret), inJson, inBase64.slice(0, -1), asBytes(secret, 'utf8'), asBytes(secret, 'utf16le')]),
  ];
}

/** The traces in which a text is found, in whatever form. */
export function holding(traces: readonly Trace[], secret: string): readonly Trace[] {
  const forms = formsOf(secret);
  return traces.filter(({ text }) => forms.some((form) => text.includes(form)));
}

/** Finds none of the secrets anywhere, and nothing else that looks like a token. Names where, not what. */
export function assertNoneOf(secrets: Iterable<string>, traces: readonly Trace[]): void {
  const leaks = [...secrets].flatMap((secret) => holding(traces, secret).map(({ where }) => `${secret.slice(0, 10)}… in ${where}`));
  const tokens = traces.filter(({ text }) => /eyJ[\w-]{20,}\.eyJ/.test(text)).map(({ where }) => `something like a token in ${where}`);
  assert.deepEqual([...leaks, ...tokens], []);
}
