import { Halt } from './halt';
import type { HaltState, StopReason } from './halt';
import type { ItemResult } from './itemResult';
import type { Outcome, RunEnd } from './journalEntry';
import type { Plan, PlanItem } from './plan';
import { protectionBy } from './protectedPeople';
import type { Run, RunOptions } from './run';
import { ProgressMeter } from './runProgress';
import { Runner } from './runner';
import type { ActionServices } from './services';
import type { TenantDesk } from './tenantDesk';

const defaultSettleAfterMs: readonly number[] = [0, 2000, 5000];
const defaultGraceMs = 10_000;

/** What a run has to do, and what was known of its items before. */
export interface Remainder {
  readonly run: string;
  readonly plan: Plan;
  readonly queue: readonly PlanItem[];
  readonly unknown: readonly PlanItem[];
  readonly known: ReadonlyMap<string, Outcome>;
}

/** Sets a run going. Its end gives lock and journal back. */
export function setGoing(desk: TenantDesk, before: Remainder, services: ActionServices, options: RunOptions): Run {
  const { run, plan } = before;
  const halt = new Halt();
  const results = new Map<string, ItemResult>();
  const meter = new ProgressMeter(plan.items.length, options.onProgress ?? (() => undefined));
  before.known.forEach((outcome, key) => meter.known(key, outcome));
  const off = halt.onChange(() => meter.state(halt.going ? 'running' : halt.ended ? 'ending' : 'paused'));
  const scope = {
    run,
    plan,
    client: services.client,
    vault: services.vault,
    journal: desk.journal,
    halt,
    protectionOf: protectionBy(services.policy.protectedPeople),
    onWaiting: meter.waiting.bind(meter),
    graceMs: options.graceMs ?? defaultGraceMs,
  };
  const runner = new Runner({
    scope,
    meter,
    queue: before.queue,
    unknown: before.unknown,
    settleAfterMs: options.settleAfterMs ?? defaultSettleAfterMs,
    onResult: (item, result) => {
      results.set(item.key, result);
      options.onResult?.(item, result);
    },
  });
  const startedAt = new Date().toISOString();
  const finished = runner.work().then(async () => {
    off();
    const { how, why } = await endRun(desk, run, plan, halt.state);
    meter.close();
    const { counts, done, total } = meter.progress();
    const endedAt = new Date().toISOString();
    const outcomes = meter.outcomes();
    return { run, plan, how, why, counts, pending: total - done, results, outcomes, startedAt, endedAt, head: desk.journal.head() };
  });
  return {
    id: run,
    plan,
    progress: () => meter.progress(),
    pause: () => halt.pause(),
    resume: () => halt.resume(),
    cancel: () => halt.cancel(),
    finished,
  };
}

async function endRun(desk: TenantDesk, run: string, plan: Plan, state: HaltState): Promise<{ how: RunEnd; why: StopReason | undefined }> {
  const how: RunEnd = state.kind === 'cancelled' ? 'cancelled' : state.kind === 'stopped' ? 'stopped' : 'finished';
  const why = state.kind === 'stopped' ? state.why : undefined;
  try {
    await desk.journal.append({ kind: 'runEnded', run, plan: plan.sha256, how, why: why?.kind ?? null });
    return { how, why };
  } catch (error) {
    return { how: 'stopped', why: why ?? { kind: 'journal', error: error as Error } };
  } finally {
    await desk.close();
  }
}
