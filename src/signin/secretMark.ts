import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What lies beside a secret, readable by all windows at once: the number of its last change, whether it still exists, when that was
 * written (milliseconds since the epoch), and what may be said of it when the store has lost it. No secret.
 */
export interface Mark {
  readonly version: number;
  readonly state: 'kept' | 'gone';
  readonly at?: number;
  readonly about?: unknown;
}

const ending = '.mark';

function parsed(text: string): Mark | undefined {
  try {
    return JSON.parse(text) as Mark;
  } catch {
    return undefined;
  }
}

/** Gives the mark of a name; undefined when there is none, or when it cannot be read. */
export async function readMark(directory: string, name: string): Promise<Mark | undefined> {
  const text = await readFile(path.join(directory, `${name}${ending}`), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsed(text);
}

/** Writes the mark of a name. Throws the system's error where the directory cannot be written. */
export async function writeMark(directory: string, name: string, mark: Mark): Promise<void> {
  const file = path.join(directory, `${name}${ending}`);
  const aside = `${file}.${process.pid}`;
  const text = JSON.stringify(mark);
  await writeFile(aside, text, { mode: 0o600 });
  await rename(aside, file).catch(() => writeFile(file, text, { mode: 0o600 }));
}

/** Gives every mark of a directory that can be read. */
export async function marksIn(directory: string): Promise<readonly Mark[]> {
  const files = (await readdir(directory).catch(() => [])).filter((file) => file.endsWith(ending)).sort();
  const marks = await Promise.all(files.map((file) => readMark(directory, file.slice(0, -ending.length))));
  return marks.filter((mark) => mark !== undefined);
}
