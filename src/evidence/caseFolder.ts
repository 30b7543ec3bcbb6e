import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from './case';
import { caseFormat, caseFrom } from './case';
import type { JsonObject } from './documents';
import { readDocument } from './documents';
import { diskError, EvidenceError, isMissing } from './errors';
import type { WrittenFile } from './files';
import { makeFolder, writeJson, writeText } from './files';
import { recordWritten } from './manifest';
import { ownNames } from './verifyEvidence';
import { workTreeAbove } from './workTree';

/** Where everything of a case lies. `notes` and `legalHold` are the person's own: they are never written again after they were made. */
export interface CasePaths {
  readonly folder: string;
  readonly caseFile: string;
  readonly snapshots: string;
  readonly plans: string;
  readonly journal: string;
  readonly register: string;
  readonly notices: string;
  readonly report: string;
  readonly notes: string;
  readonly legalHold: string;
}

export interface OpenedCase {
  readonly paths: CasePaths;
  readonly case: Case;
  /** False for a folder that can be looked at only. */
  readonly writable: boolean;
  /** The git work tree the folder lies in: a warning, because what is in it may be committed. */
  readonly workTree: string | undefined;
  /** `case.json` as it was read, with fields this version does not know: they are written back. */
  readonly raw: JsonObject;
}

export function casePaths(folder: string): CasePaths {
  return {
    folder,
    caseFile: join(folder, 'case.json'),
    snapshots: join(folder, 'snapshots'),
    plans: join(folder, 'plans'),
    journal: join(folder, 'journal'),
    register: join(folder, 'register'),
    notices: join(folder, 'notices'),
    report: join(folder, 'report.md'),
    notes: join(folder, ownNames.notes),
    legalHold: join(folder, ownNames.legalHold),
  };
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) {
      return [];
    }
    throw diskError(error, folder);
  }
}

/** Opens a case folder. Throws EvidenceError: `missing` when it is not a case, `newerFormat`, `damaged`. */
export async function openCase(folder: string): Promise<OpenedCase> {
  const paths = casePaths(folder);
  const raw = await readDocument(paths.caseFile, caseFormat).catch((error: unknown) => {
    if (!isMissing(error)) {
      throw error;
    }
    throw new EvidenceError({ kind: 'noCase' }, 'missing', { path: folder, cause: error });
  });
  const [writable, workTree] = await Promise.all([isWritable(folder), workTreeAbove(folder)]);
  return { paths, case: caseFrom(raw, paths.caseFile), writable, workTree, raw };
}

function documentOf(value: Case, raw: JsonObject): JsonObject {
  return { ...raw, format: caseFormat.name, version: caseFormat.version, ...value };
}

/** Writes `case.json` again, with the fields it had and this version does not know. Throws EvidenceError. */
export async function saveCase(opened: OpenedCase, changed: Case): Promise<OpenedCase> {
  const raw = documentOf(changed, opened.raw);
  await recordWritten(opened.paths.folder, [await writeJson(opened.paths.caseFile, raw)]);
  return { ...opened, case: changed, raw };
}

async function writeNew(paths: CasePaths, value: Case, notes: string): Promise<readonly WrittenFile[]> {
  await Promise.all([paths.snapshots, paths.plans, paths.journal, paths.register].map(makeFolder));
  await writeText(paths.notes, notes);
  return [await writeJson(paths.caseFile, documentOf(value, {}))];
}

/** Makes a case in a new or an empty folder; `notes` is what the notes of the person begin with. Throws EvidenceError: `refused` when something is in it, `readOnly`, `full`. */
export async function createCase(folder: string, value: Case, notes: string): Promise<OpenedCase> {
  await makeFolder(folder);
  const names = await namesIn(folder);
  if (names.length > 0) {
    throw new EvidenceError({ kind: 'folderNotEmpty' }, 'refused', { path: folder });
  }
  await recordWritten(folder, await writeNew(casePaths(folder), value, notes));
  return openCase(folder);
}
