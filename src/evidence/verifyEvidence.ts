import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledError } from '../graph/errors';
import { diskError, EvidenceError, isMissing } from './errors';
import { hashFile } from './files';
import { evidencePath, manifestName, readManifest } from './manifest';

/** What a look at every file of a folder found. Paths are relative with `/`, sorted; `verified` files are byte for byte as written. */
export interface Verification {
  readonly folder: string;
  /** SHA-256 of the manifest: compare it with one noted elsewhere; whoever can rewrite the files can rewrite the manifest too. */
  readonly manifestSha256: string;
  readonly verified: number;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  /** Files that are the person's to change, which no manifest vouches for. */
  readonly own: readonly string[];
  readonly damagedLines: readonly number[];
}

/** What a person keeps in an evidence folder and changes by hand. */
export const ownNames = {
  notes: 'notes.md',
  legalHold: 'legal-hold.json',
  contactsCsv: 'contacts.csv',
  contactsJson: 'contacts.json',
  template: 'notice-template.txt',
} as const;

const own: ReadonlySet<string> = new Set(Object.values(ownNames));

type Finding = 'verified' | 'changed' | 'missing';

async function findingOf(path: string, sha256: string, signal: AbortSignal | undefined): Promise<Finding> {
  try {
    if (!(await lstat(path)).isFile()) {
      return 'changed';
    }
    return (await hashFile(path, signal)) === sha256 ? 'verified' : 'changed';
  } catch (error) {
    if (isMissing(error)) {
      return 'missing';
    }
    throw diskError(error, path);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => evidencePath(folder, join(entry.parentPath, entry.name)));
  } catch (error) {
    throw diskError(error, folder);
  }
}

/**
 * Compares every file of a folder with its manifest and names what was changed, missing or added.
 * Throws EvidenceError when there is no manifest or a file cannot be read, CancelledError.
 */
export async function verifyEvidence(folder: string, signal?: AbortSignal): Promise<Verification> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) {
    throw new EvidenceError({ kind: 'noManifest' }, 'missing', { path: folder });
  }
  const found: Record<Finding, string[]> = { verified: [], changed: [], missing: [] };
  for (const [path, sha256] of manifest.entries) {
    if (signal?.aborted === true) {
      throw new CancelledError();
    }
    found[await findingOf(join(folder, path), sha256, signal)].push(path);
  }
  const unlisted = (await namesIn(folder)).filter((name) => name !== manifestName && !manifest.entries.has(name)).sort();
  return {
    folder,
    manifestSha256: await hashFile(join(folder, manifestName), signal),
    verified: found.verified.length,
    changed: found.changed.sort(),
    missing: found.missing.sort(),
    added: unlisted.filter((name) => !own.has(name)),
    own: unlisted.filter((name) => own.has(name)),
    damagedLines: manifest.damaged.map(({ line }) => line),
  };
}
