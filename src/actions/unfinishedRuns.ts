import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isJournalError } from './errorKinds';
import type { JournalError } from './journal';
import { unfinished } from './runRemainder';
import type { UnfinishedRun } from './runRemainder';
import { readTenantRecord } from './tenantRecord';
import type { Place } from './tenantFolder';
import { holderOf } from './tenantLock';
import type { LockHolder } from './tenantLock';

/** What the journal of one tenant folder says. `busy`: a run is under way there now, in this window or another. */
export type FolderRuns =
  | { readonly kind: 'runs'; readonly folder: string; readonly runs: readonly UnfinishedRun[] }
  | { readonly kind: 'busy'; readonly folder: string; readonly holder: LockHolder }
  | { readonly kind: 'unusable'; readonly folder: string; readonly error: JournalError };

/** Looks into every journal of a place for runs that are not finished. Changes nothing. */
export async function findUnfinishedRuns(place: Place): Promise<readonly FolderRuns[]> {
  const names = await readdir(place.directory).catch(() => []);
  return Promise.all(names.map(async (name) => lookInto(place, name)));
}

async function lookInto(place: Place, name: string): Promise<FolderRuns> {
  const folder = join(place.directory, name);
  try {
    const holder = await holderOf(join(place.lockDirectory ?? place.directory, name, 'lock'));
    if (holder !== undefined) {
      return { kind: 'busy', folder, holder };
    }
    const record = await readTenantRecord(join(folder, 'journal.jsonl'));
    return {
      kind: 'runs',
      folder,
      runs: record
        .runs()
        .map(unfinished)
        .filter(({ pending, unknown }) => pending + unknown > 0),
    };
  } catch (error) {
    if (isJournalError(error)) {
      return { kind: 'unusable', folder, error };
    }
    throw error;
  }
}
