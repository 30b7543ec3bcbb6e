import { isJournalError } from './errorKinds';
import { JournalError, openJournal } from './journal';
import type { Journal } from './journal';
import type { ActionServices } from './services';
import { makeTenantFolder, tenantFolder } from './tenantFolder';
import type { TenantFolder } from './tenantFolder';
import { takeLock } from './tenantLock';
import type { LockHolder } from './tenantLock';
import { TenantRecord } from './tenantRecord';
import { unfinished } from './runRemainder';

/** The files of one tenant in our hands: its lock taken, its journal open, everything it says read. */
export interface TenantDesk {
  readonly folder: TenantFolder;
  readonly journal: Journal;
  readonly record: TenantRecord;
  /** Closes the journal and gives the lock back. */
  close(): Promise<void>;
}

export type OpenedDesk = { readonly kind: 'open'; readonly desk: TenantDesk } | { readonly kind: 'busy'; readonly holder: LockHolder };

export type AtDesk<T> = { readonly kind: 'done'; readonly result: T } | { readonly kind: 'busy'; readonly holder: LockHolder };

/** Takes the lock of the tenant at hand and opens its journal, or says who has it. Throws JournalError when the files cannot be used. */
export async function openDesk(services: ActionServices, purpose: string): Promise<OpenedDesk> {
  const folder = tenantFolder(services.place, services.context);
  try {
    await makeTenantFolder(folder);
    const locked = await takeLock(folder.lockDirectory, purpose);
    return locked.kind === 'busy' ? locked : { kind: 'open', desk: await deskOf(folder, services, async () => locked.lock.release()) };
  } catch (error) {
    throw asJournalError(error);
  }
}

/** Does short work at the desk of the tenant at hand. Throws JournalError, and what the work throws. */
export async function withDesk<T>(services: ActionServices, purpose: string, work: (desk: TenantDesk) => Promise<T>): Promise<AtDesk<T>> {
  const opened = await openDesk(services, purpose);
  if (opened.kind === 'busy') {
    return opened;
  }
  try {
    return { kind: 'done', result: await work(opened.desk) };
  } finally {
    await opened.desk.close();
  }
}

async function deskOf(folder: TenantFolder, services: ActionServices, release: () => Promise<void>): Promise<TenantDesk> {
  const record = new TenantRecord();
  try {
    const journal = await openJournal(folder.journalFile, services.context, (entry) => record.take(entry));
    const close = async (): Promise<void> => {
      await journal.close().finally(release);
    };
    const desk: TenantDesk = { folder, journal, record, close };
    await endRunsWithNothingLeft(desk);
    return desk;
  } catch (error) {
    await release();
    throw error;
  }
}

/** A run that was killed between its last result and the line that says so is over: whoever holds the lock next writes that line. */
async function endRunsWithNothingLeft({ journal, record }: TenantDesk): Promise<void> {
  for (const state of record.runs()) {
    const { how, pending, unknown } = unfinished(state);
    if (how === undefined && pending + unknown === 0) {
      await journal.append({ kind: 'runEnded', run: state.run, plan: state.plan, how: 'finished', why: 'foundComplete' });
    }
  }
}

function asJournalError(error: unknown): JournalError {
  return isJournalError(error) ? error : new JournalError((error as NodeJS.ErrnoException).code ?? 'unknown', undefined, error);
}
