import { access, readFile } from 'node:fs/promises';
import { ShapeError } from '../actions/checked';
import { nobodyProtected, readProtectedPeople, type ProtectedPeople } from '../actions/protectedPeople';
import type { CasePaths } from './caseFolder';
import { diskError, EvidenceError, isMissing } from './errors';
import { writeJson } from './files';

/**
 * Reads whom the legal hold of a case protects, in every tenant that the case is about; nobody when the case has no such list.
 * Throws EvidenceError when the list or the folder of the case cannot be read, since it may protect somebody.
 */
export async function readLegalHold({ legalHold, caseFile }: CasePaths): Promise<ProtectedPeople> {
  const text = await textOf(legalHold);
  if (text === undefined) {
    await access(caseFile).catch((error: unknown) => {
      throw diskError(error, caseFile);
    });
    return nobodyProtected;
  }
  try {
    return readProtectedPeople(JSON.parse(text));
  } catch (error) {
    const problem =
      error instanceof ShapeError ? ({ kind: 'legalHold', mismatch: error.mismatch } as const) : ({ kind: 'notJson' } as const);
    throw new EvidenceError(problem, 'damaged', { path: legalHold, cause: error });
  }
}

/** Makes the legal hold of a case, with nobody in it, when there is none yet. Gives its path. Throws EvidenceError. */
export async function makeLegalHold({ legalHold }: CasePaths): Promise<string> {
  if ((await textOf(legalHold)) === undefined) {
    await writeJson(legalHold, nobodyProtected);
  }
  return legalHold;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw diskError(error, path);
  }
}
