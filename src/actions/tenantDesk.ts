import { contextDifferences } from './actingContext';
import { JournalError, openJournal } from './journal';
import type { Journal } from './journal';
import type { Plan } from './plan';
import type { StartedRun } from './run';
import type { ActionServices } from './services';
import { makeTenantFolder, tenantFolder } from './tenantFolder';
import type { TenantFolder } from './tenantFolder';
import { takeLock } from './tenantLock';
import type { TenantLock } from './tenantLock';
import { TenantRecord } from './tenantRecord';

/** The files of one tenant in our hands: its lock taken, its journal open, everything it says read. */
export interface TenantDesk {
  readonly folder: TenantFolder;
  readonly lock: TenantLock;
  readonly journal: Journal;
  readonly record: TenantRecord;
}

/**
 * Takes the lock of the tenant of a plan, opens its journal and does the work there. Lock and journal stay with a run that started and are
 * given back otherwise. Throws JournalError when the files cannot be used.
 */
export async function atDesk(plan: Plan, services: ActionServices, work: (desk: TenantDesk) => Promise<StartedRun>): Promise<StartedRun> {
  const differences = contextDifferences(plan.context, services.context);
  if (differences.length > 0) {
    return { kind: 'otherContext', differences };
  }
  const folder = tenantFolder(services.place, services.context);
  try {
    await makeTenantFolder(folder);
    const locked = await takeLock(folder.lockDirectory, `${plan.verb} ${plan.sha256}`);
    return locked.kind === 'busy' ? locked : await underLock(folder, locked.lock, services, work);
  } catch (error) {
    throw error instanceof JournalError ? error : new JournalError((error as NodeJS.ErrnoException).code ?? 'unknown', undefined, error);
  }
}

async function underLock(
  folder: TenantFolder,
  lock: TenantLock,
  services: ActionServices,
  work: (desk: TenantDesk) => Promise<StartedRun>,
): Promise<StartedRun> {
  const record = new TenantRecord();
  let desk: TenantDesk | undefined;
  let started = false;
  try {
    const journal = await openJournal(folder.journalFile, services.context, (entry) => record.take(entry));
    desk = { folder, lock, journal, record };
    const result = await work(desk);
    started = result.kind === 'started';
    return result;
  } finally {
    if (!started) {
      await desk?.journal.close();
      await lock.release();
    }
  }
}
