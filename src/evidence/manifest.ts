import { join, relative, sep } from 'node:path';
import { EvidenceError, isMissing } from './errors';
import { hashFile, readText, writeText } from './files';
import type { WrittenFile } from './files';
import { withLock } from './lock';

export const manifestName = 'MANIFEST.sha256';

/** Relative paths with `/`, and the SHA-256 each file had when it was written. */
export type Manifest = ReadonlyMap<string, string>;

export interface ManifestReading {
  readonly entries: Manifest;
  /** Lines, numbered from 1, that do not name a file inside the folder and its hash, or name one a second time. */
  readonly damaged: readonly { readonly line: number; readonly text: string }[];
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
const unescapes: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r' };

/** Names with a backslash or a line break are escaped and the line marked with a backslash. Source: GNU coreutils, sha256sum. */
function lineOf(path: string, sha256: string): string {
  const escaped = path.replace(/[\\\n\r]/g, (character) => escapes[character] ?? character);
  return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}

const linePattern = /^(\\?)([0-9a-f]{64}) [ *](.+)$/;

function entryOf(line: string): readonly [string, string] | undefined {
  const [, mark, sha256, name] = linePattern.exec(line) ?? [];
  if (sha256 === undefined || name === undefined) {
    return undefined;
  }
  const path = mark === '' ? name : name.replace(/\\[\\nr]/g, (pair) => unescapes[pair] ?? pair);
  return isInside(path) ? [path, sha256] : undefined;
}

function isInside(path: string): boolean {
  return (
    !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && path.split(/[\\/]/).every((part) => part !== '..' && part !== '.' && part !== '')
  );
}

/** The manifest as text, in the order of code units, as `sha256sum -c` reads it. */
export function manifestText(entries: Manifest): string {
  return [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sha256]) => lineOf(path, sha256))
    .join('');
}

export function readManifestText(text: string): ManifestReading {
  const entries = new Map<string, string>();
  const damaged: { line: number; text: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') {
      continue;
    }
    const entry = entryOf(line);
    if (entry === undefined || entries.has(entry[0])) {
      damaged.push({ line: index + 1, text: line });
    } else {
      entries.set(...entry);
    }
  }
  return { entries, damaged };
}

/** The manifest of a folder, or undefined when there is none. Throws EvidenceError. */
export async function readManifest(folder: string): Promise<ManifestReading | undefined> {
  try {
    return readManifestText(await readText(join(folder, manifestName)));
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** A path as the manifest writes it: relative to its folder, with `/`. Throws EvidenceError for one outside of it. */
export function evidencePath(folder: string, path: string): string {
  const inside = relative(folder, path).split(sep).join('/');
  if (isInside(inside)) {
    return inside;
  }
  throw new EvidenceError({ kind: 'outside', folder }, 'refused', { path });
}

/**
 * Enters files just written into the manifest of their folder. Hashes of other files stay what they were, so that a file
 * changed by somebody else is still found; damaged lines are kept as they are, for the same reason. One window at a time.
 * Gives the SHA-256 of the manifest itself. Throws EvidenceError.
 */
export async function recordWritten(folder: string, files: readonly WrittenFile[]): Promise<WrittenFile> {
  const path = join(folder, manifestName);
  const entered = files.map((file) => [evidencePath(folder, file.path), file.sha256] as const);
  return withLock(join(folder, '.manifest-lock'), async () => {
    const before = await readManifest(folder);
    const entries = new Map([...(before?.entries ?? []), ...entered]);
    const kept = (before?.damaged ?? []).map(({ text }) => `${text}\n`).join('');
    return writeText(path, manifestText(entries) + kept);
  });
}

/** Whether somebody has changed a file since it was entered, or put it there: writing over it would lose their work. Throws EvidenceError. */
export async function wasEdited(folder: string, path: string, manifest: Manifest): Promise<boolean> {
  try {
    return (await hashFile(path)) !== manifest.get(evidencePath(folder, path));
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}
