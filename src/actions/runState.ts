import type { ExportEnd, ExportOperation, JournalEntry, LookUpState, Outcome, RunEnd } from './journalEntry';
import type { Direction, Verb } from './plan';

/** What a journal tells of one item of one run. */
export interface ItemState {
  readonly key: string;
  /** `unsent`: no call was sent, or only calls that the service did not carry out. `sent`: a call was sent and its answer never came. */
  phase: 'unsent' | 'sent' | 'ended';
  outcome: Outcome | undefined;
  clientRequestId: string | undefined;
  sentAt: string | undefined;
  operation: ExportOperation | undefined;
  acceptedAt: string | undefined;
  exportEnd: ExportEnd | undefined;
  lookedUp: { readonly state: LookUpState; readonly at: string } | undefined;
  decision: 'sendAgain' | 'leave' | undefined;
}

export interface RunState {
  readonly run: string;
  readonly plan: string;
  readonly verb: Verb;
  readonly direction: Direction;
  readonly context: string;
  readonly startedAt: string;
  readonly total: number;
  readonly reason: string;
  readonly items: Map<string, ItemState>;
  end: { readonly how: RunEnd; readonly why: string | null; readonly at: string } | undefined;
}

/** Folds journal entries, in order, into the states of the runs. */
export class RunStates {
  readonly runs = new Map<string, RunState>();

  take(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'opened':
      case 'tornLineClosed':
        return;
      case 'runStarted':
        this.#start(entry);
        return;
      case 'runResumed':
        this.#change(entry.run, (run) => (run.end = undefined));
        return;
      case 'runEnded':
        this.#change(entry.run, (run) => (run.end = { how: entry.how, why: entry.why, at: entry.at }));
        return;
      default:
        this.#change(entry.run, (run) => changeItem(itemOf(run, entry.item), entry));
    }
  }

  /** The last run of a plan. */
  ofPlan(plan: string): RunState | undefined {
    return [...this.runs.values()].findLast((run) => run.plan === plan);
  }

  #start(entry: JournalEntry & { readonly kind: 'runStarted' }): void {
    const { run, plan, verb, direction, context, at, items: total, reason } = entry;
    const state: RunState = { run, plan, verb, direction, context, startedAt: at, total, reason, items: new Map(), end: undefined };
    for (const { item, outcome } of entry.excluded) {
      const excluded = itemOf(state, item);
      excluded.phase = 'ended';
      excluded.outcome = outcome;
    }
    this.runs.set(run, state);
  }

  #change(run: string, change: (state: RunState) => void): void {
    const state = this.runs.get(run);
    if (state !== undefined) {
      change(state);
    }
  }
}

type ItemEntry = Extract<JournalEntry, { readonly item: string }>;

function itemOf(run: RunState, key: string): ItemState {
  const known = run.items.get(key);
  if (known !== undefined) {
    return known;
  }
  const state: ItemState = {
    key,
    phase: 'unsent',
    outcome: undefined,
    clientRequestId: undefined,
    sentAt: undefined,
    operation: undefined,
    acceptedAt: undefined,
    exportEnd: undefined,
    lookedUp: undefined,
    decision: undefined,
  };
  run.items.set(key, state);
  return state;
}

function changeItem(item: ItemState, entry: ItemEntry): void {
  switch (entry.kind) {
    case 'intent':
      item.phase = 'sent';
      item.outcome = undefined;
      item.clientRequestId = entry.clientRequestId;
      item.sentAt = entry.at;
      return;
    case 'notExecuted':
      item.phase = item.phase === 'sent' && item.clientRequestId === entry.clientRequestId ? 'unsent' : item.phase;
      return;
    case 'result':
      item.phase = 'ended';
      item.outcome = entry.outcome;
      item.operation = entry.operation ?? item.operation;
      item.acceptedAt = entry.outcome === 'accepted' ? entry.at : item.acceptedAt;
      return;
    case 'decision':
      item.decision = entry.decision;
      item.phase = entry.decision === 'sendAgain' ? 'unsent' : item.phase;
      item.outcome = entry.decision === 'sendAgain' ? undefined : item.outcome;
      return;
    case 'lookedUp':
      item.lookedUp = { state: entry.state, at: entry.at };
      return;
    case 'exportEnded':
      item.exportEnd = entry.status;
  }
}
