import { callsAtOnce } from './runPace';
import { Fuse } from './fuse';
import type { Decision } from './fuse';
import { doItem } from './itemCall';
import type { RunScope } from './itemCall';
import type { ItemEnd, ItemResult } from './itemResult';
import type { PlanItem } from './plan';
import type { ProgressMeter } from './runProgress';
import { Settling } from './settling';

export interface RunnerOptions {
  readonly scope: RunScope;
  readonly meter: ProgressMeter;
  /** Items to do. */
  readonly queue: readonly PlanItem[];
  /** Removals whose answer was lost earlier: looked up, never sent. */
  readonly unknown: readonly PlanItem[];
  /** Waits before each further look at a removal whose answer was lost, in milliseconds: what was removed may show for a while. */
  readonly settleAfterMs: readonly number[];
  readonly onResult: (item: PlanItem, result: ItemResult) => void;
}

/** Does the items of a run, some at a time, until they are done or the run is halted for good. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #queue: PlanItem[];
  readonly #fuse = new Fuse();
  readonly #settling: Settling;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#queue = [...options.queue].reverse();
    const { scope, settleAfterMs: afterMs } = options;
    this.#settling = new Settling({ scope, afterMs, onGone: async (item, result) => this.#record(item, result) });
  }

  /** Resolves when nothing is under way any more. Never throws: trouble halts the run. */
  async work(): Promise<void> {
    const { scope, unknown, meter } = this.#options;
    if (scope.plan.verb === 'remove') {
      unknown.forEach((item) => this.#settling.take(item));
    }
    await Promise.all(Array.from({ length: callsAtOnce }, async () => this.#worker()));
    if (!this.#settling.isOver && !scope.halt.ended) {
      meter.state('settling');
    }
    await this.#settling.finish();
  }

  async #worker(): Promise<void> {
    const { halt } = this.#options.scope;
    for (;;) {
      await halt.untilNotPaused();
      const item = halt.ended ? undefined : this.#queue.pop();
      if (item === undefined) {
        return;
      }
      await this.#take(item, await doItem(this.#options.scope, item));
    }
  }

  async #take(item: PlanItem, end: ItemEnd): Promise<void> {
    const decision: Decision = this.#fuse.judge(item.key, end);
    switch (decision.kind) {
      case 'again':
        this.#queue.push(item);
        return;
      case 'record':
        await this.#record(item, decision.result);
        return;
      case 'stop':
        this.#options.scope.halt.stop(decision.why);
        await (decision.record === undefined ? undefined : this.#record(item, decision.record));
    }
  }

  async #record(item: PlanItem, result: ItemResult): Promise<void> {
    const { journal, halt, run, plan } = this.#options.scope;
    this.#options.onResult(item, result);
    const { outcome, ids, status, why, operation } = result;
    const clientRequestId = ids?.clientRequestId ?? null;
    const requestId = ids?.requestId ?? null;
    try {
      await journal.append({
        kind: 'result',
        run,
        plan: plan.sha256,
        item: item.key,
        outcome,
        clientRequestId,
        requestId,
        status,
        why,
        operation,
      });
    } catch (error) {
      halt.stop({ kind: 'journal', error: error as Error });
    }
    this.#options.meter.ended(item.key, outcome);
    if (outcome === 'unknown' && plan.verb === 'remove') {
      this.#settling.take(item);
    }
  }
}
