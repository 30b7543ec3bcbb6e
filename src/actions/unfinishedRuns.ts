import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isJournalError } from './errorKinds';
import type { JournalError } from './journal';
import type { RunEnd } from './journalEntry';
import type { Direction, Verb } from './plan';
import type { RunState } from './runState';
import { isUnknown, readTenantRecord } from './tenantRecord';
import type { Place } from './tenantFolder';
import { holderOf } from './tenantLock';
import type { LockHolder } from './tenantLock';

/** A run with people who were not done, or of whom nobody knows. `how` is undefined when it ended without saying so: a crash, a closed window. */
export interface UnfinishedRun {
  readonly run: string;
  readonly planHash: string;
  readonly contextId: string;
  readonly verb: Verb;
  readonly direction: Direction;
  readonly startedAt: string;
  readonly how: RunEnd | undefined;
  readonly total: number;
  readonly pending: number;
  readonly unknown: number;
}

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

/** How much of a run is left. */
export function unfinished(run: RunState): UnfinishedRun {
  const items = [...run.items.values()];
  const unknown = items.filter(isUnknown);
  const ended = items.filter((item) => item.phase === 'ended' && !isUnknown(item)).length;
  return {
    run: run.run,
    planHash: run.plan,
    contextId: run.context,
    verb: run.verb,
    direction: run.direction,
    startedAt: run.startedAt,
    how: run.end?.how,
    total: run.total,
    pending: run.total - ended - unknown.length,
    unknown: unknown.filter(({ decision }) => decision !== 'leave').length,
  };
}
