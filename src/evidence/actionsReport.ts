import type { ExportEnd, JournalEntry, LookUpState, Outcome, RunEnd } from '../actions/journalEntry';
import type { Direction, Verb } from '../actions/plan';
import type { Damage } from '../actions/scanJournal';
import { scanJournal } from '../actions/scanJournal';
import { diskError } from './errors';

/** One call, or one item that was left out, as the journal tells it. `ids`: home tenant and person, or user and external tenant. */
export interface ReportedItem {
  readonly run: string;
  readonly ids: readonly string[];
  readonly at: string;
  /** `unanswered`: the call was sent and its answer never came. */
  readonly outcome: Outcome | 'unanswered';
  readonly status: number | null;
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  readonly why: string | null;
  readonly lookedUp: LookUpState | null;
  readonly exportEnd: ExportEnd | null;
}

export interface ReportedRun {
  readonly run: string;
  readonly plan: string;
  readonly verb: Verb;
  readonly direction: Direction;
  readonly reason: string;
  readonly actor: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly how: RunEnd | null;
  readonly planned: number;
  readonly outcomes: Readonly<Partial<Record<ReportedItem['outcome'], number>>>;
}

export interface ActionsReport {
  readonly journal: {
    readonly kind: 'intact' | 'damaged';
    readonly lines: number;
    /** SHA-256 of the last line: noted down elsewhere, it proves that nothing before was cut off. */
    readonly head: string;
    readonly damage: Damage | null;
  };
  readonly runs: readonly ReportedRun[];
  readonly items: readonly ReportedItem[];
}

interface OpenRun extends Omit<ReportedRun, 'outcomes' | 'endedAt' | 'how'> {
  endedAt: string | null;
  how: RunEnd | null;
  readonly items: Map<string, ReportedItem>;
}

const nothing = { status: null, requestId: null, clientRequestId: null, why: null, lookedUp: null, exportEnd: null } as const;

function idsOf(item: string): readonly string[] {
  return item.split('/').map((id) => decodeURIComponent(id));
}

type ItemEntry = Extract<JournalEntry, { readonly item: string }>;

function changed(before: ReportedItem | undefined, entry: ItemEntry): ReportedItem | undefined {
  const item = before ?? { run: entry.run, ids: idsOf(entry.item), at: entry.at, outcome: 'unanswered', ...nothing };
  switch (entry.kind) {
    case 'intent':
      return { ...item, at: entry.at, outcome: 'unanswered', clientRequestId: entry.clientRequestId };
    case 'notExecuted':
      return item.clientRequestId === entry.clientRequestId && item.outcome === 'unanswered' ? undefined : before;
    case 'result': {
      const { at, outcome, status, requestId, why } = entry;
      return { ...item, at, outcome, status, requestId, why, clientRequestId: entry.clientRequestId ?? item.clientRequestId };
    }
    case 'lookedUp':
      return { ...item, lookedUp: entry.state };
    case 'exportEnded':
      return { ...item, exportEnd: entry.status };
    case 'decision':
      return before;
  }
}

class JournalReading {
  readonly runs = new Map<string, OpenRun>();

  constructor(private readonly since: string | undefined) {}

  take(entry: JournalEntry): void {
    if (entry.kind === 'opened' || entry.kind === 'tornLineClosed') {
      return;
    }
    if (entry.kind === 'runStarted') {
      this.#start(entry);
      return;
    }
    const run = this.runs.get(entry.run);
    if (run === undefined) {
      return;
    }
    if (entry.kind === 'runEnded' || entry.kind === 'runResumed') {
      run.endedAt = entry.kind === 'runEnded' ? entry.at : null;
      run.how = entry.kind === 'runEnded' ? entry.how : null;
      return;
    }
    this.#change(run, entry);
  }

  #start(entry: Extract<JournalEntry, { readonly kind: 'runStarted' }>): void {
    if (this.since !== undefined && entry.at < this.since) {
      return;
    }
    const { run, plan, verb, direction, reason, actor, at, items: planned } = entry;
    const items = new Map<string, ReportedItem>();
    for (const { item, outcome, why } of entry.excluded) {
      items.set(item, { ...nothing, run, ids: idsOf(item), at, outcome, why });
    }
    this.runs.set(run, { run, plan, verb, direction, reason, actor, startedAt: at, endedAt: null, how: null, planned, items });
  }

  #change(run: OpenRun, entry: ItemEntry): void {
    const item = changed(run.items.get(entry.item), entry);
    if (item === undefined) {
      run.items.delete(entry.item);
    } else {
      run.items.set(entry.item, item);
    }
  }
}

function reportedRun({ items, ...run }: OpenRun): ReportedRun {
  const outcomes: Partial<Record<ReportedItem['outcome'], number>> = {};
  for (const { outcome } of items.values()) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { ...run, outcomes };
}

/**
 * What a journal tells of everything exported and removed, with the ids of the calls; runs that began before `since` (UTC, ISO 8601) are
 * left out. Throws EvidenceError when the file cannot be read.
 */
export async function actionsReport(journalFile: string, since?: string): Promise<ActionsReport> {
  const reading = new JournalReading(since);
  const scan = await scanJournal(journalFile, (entry) => reading.take(entry)).catch((error: unknown) => {
    throw diskError(error, journalFile);
  });
  const runs = [...reading.runs.values()];
  return {
    journal: {
      kind: scan.damage === undefined ? 'intact' : 'damaged',
      lines: scan.lines,
      head: scan.lastHash,
      damage: scan.damage ?? null,
    },
    runs: runs.map(reportedRun),
    items: runs.flatMap(({ items }) => [...items.values()]),
  };
}
