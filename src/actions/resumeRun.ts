import type { JournalEvent, Outcome } from './journalEntry';
import type { Plan, PlanItem } from './plan';
import type { RunOptions, StartedRun } from './run';
import type { ItemState, RunState } from './runState';
import { setGoing } from './runUnderWay';
import type { Remainder } from './runUnderWay';
import type { ActionServices } from './services';
import { atDesk, refusalToRun } from './runDesk';
import type { TenantDesk } from './tenantDesk';
import { readKeptPlan, tenantFolder } from './tenantFolder';
import { isUnknown } from './tenantRecord';

export interface ResumeOptions extends RunOptions {
  /** Items with an unknown or failed outcome that the person wants sent again, or left as they are, by key. */
  readonly decisions?: ReadonlyMap<string, 'sendAgain' | 'leave'>;
}

/**
 * Goes on with a run that ended early, in the same context only. What is done is never sent again; a call whose answer is missing is
 * looked up, and sent again only by decision. Throws JournalError when the journal cannot be written or trusted; nothing was sent then.
 */
export async function resumeRun(run: string, planHash: string, services: ActionServices, options: ResumeOptions = {}): Promise<StartedRun> {
  const kept = await readKeptPlan(tenantFolder(services.place, services.context), planHash);
  if (kept?.kind !== 'plan' || kept.plan.sha256 !== planHash) {
    return { kind: 'notFound' };
  }
  const refused = refusalToRun(kept.plan, services);
  if (refused !== undefined) {
    return refused;
  }
  return atDesk(services, `${kept.plan.verb} ${planHash}`, async (desk) => {
    const state = desk.record.runs().find((candidate) => candidate.run === run && candidate.plan === planHash);
    if (state === undefined) {
      return { kind: 'notFound' };
    }
    await desk.journal.append({ kind: 'runResumed', run, plan: planHash });
    await decide(desk, state, options.decisions ?? new Map());
    const before = await remainderOf(desk, kept.plan, state);
    return { kind: 'started', run: setGoing(desk, before, services, options) };
  });
}

async function decide(desk: TenantDesk, state: RunState, decisions: ReadonlyMap<string, 'sendAgain' | 'leave'>): Promise<void> {
  for (const [key, decision] of decisions) {
    const item = state.items.get(key);
    if (item !== undefined && (isUnknown(item) || item.outcome === 'failed')) {
      await desk.journal.append({ kind: 'decision', run: state.run, plan: state.plan, item: key, decision });
      item.phase = decision === 'sendAgain' ? 'unsent' : item.phase;
      item.outcome = decision === 'sendAgain' ? undefined : item.outcome;
    }
  }
}

/** What is left of a run. A call without an answer is written down as unknown first. */
async function remainderOf(desk: TenantDesk, plan: Plan, state: RunState): Promise<Remainder> {
  const stateOf = (item: PlanItem): ItemState | undefined => state.items.get(item.key);
  const lost = plan.items.filter((item) => stateOf(item)?.phase === 'sent');
  await Promise.all(lost.map(async (item) => desk.journal.append(lostResult(state, stateOf(item), item))));
  const known = new Map<string, Outcome>();
  for (const item of plan.items) {
    const outcome = stateOf(item)?.phase === 'sent' ? 'unknown' : stateOf(item)?.outcome;
    if (outcome !== undefined) {
      known.set(item.key, outcome);
    }
  }
  const unknown = plan.items.filter(({ key }) => known.get(key) === 'unknown');
  return { run: state.run, plan, queue: plan.items.filter(({ key }) => !known.has(key)), unknown, known };
}

function lostResult(state: RunState, item: ItemState | undefined, { key }: PlanItem): JournalEvent {
  const clientRequestId = item?.clientRequestId ?? null;
  return {
    kind: 'result',
    run: state.run,
    plan: state.plan,
    item: key,
    outcome: 'unknown',
    clientRequestId,
    requestId: null,
    status: null,
    why: 'noAnswerOnRecord',
    operation: null,
  };
}
