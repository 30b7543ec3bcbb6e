import { ExportCount } from './exportCount';
import type { JournalEntry } from './journalEntry';
import { JournalError } from './journal';
import { RunStates } from './runState';
import type { ItemState, RunState } from './runState';
import { scanJournal } from './scanJournal';

/** What the journal of one tenant says of everything that was done there. */
export class TenantRecord {
  readonly #states = new RunStates();
  readonly exportCount = new ExportCount();

  take(entry: JournalEntry): void {
    this.#states.take(entry);
    this.exportCount.take(entry);
  }

  runs(): readonly RunState[] {
    return [...this.#states.runs.values()];
  }

  /** The last run of a plan. */
  runOfPlan(plan: string): RunState | undefined {
    return this.#states.ofPlan(plan);
  }

  /** Inbound people whose export was seen to be complete, by key. */
  exportedPeople(): ReadonlySet<string> {
    const exports = this.runs().filter(({ verb }) => verb === 'export');
    return new Set(
      exports.flatMap(({ items }) => [...items.values()].filter(({ exportEnd }) => exportEnd === 'complete').map(({ key }) => key)),
    );
  }

  /** Items of earlier runs with this verb whose outcome nobody knows, by key. Those that the person decided to leave so are settled. */
  unknownItems(verb: RunState['verb']): ReadonlySet<string> {
    const runs = this.runs().filter((run) => run.verb === verb);
    return new Set(runs.flatMap(({ items }) => [...items.values()].filter(isOpenQuestion).map(({ key }) => key)));
  }
}

function isOpenQuestion(item: ItemState): boolean {
  return isUnknown(item) && item.decision !== 'leave';
}

/** Whether a call was sent for an item and nobody knows what came of it. */
export function isUnknown(item: ItemState): boolean {
  return item.phase === 'sent' || item.outcome === 'unknown';
}

/** Reads the journal of a tenant without changing it. Throws JournalError when it was tampered with or cannot be read. */
export async function readTenantRecord(journalFile: string): Promise<TenantRecord> {
  const record = new TenantRecord();
  const scan = await scanJournal(journalFile, (entry) => record.take(entry)).catch((error: unknown) => {
    throw new JournalError((error as NodeJS.ErrnoException).code ?? 'unknown', undefined, error);
  });
  if (scan.damage !== undefined) {
    throw new JournalError('damaged', scan.damage);
  }
  return record;
}
