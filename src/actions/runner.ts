import { callsAtOnce } from './runPace';
import { forEachConcurrently } from './concurrently';
import { Fuse } from './fuse';
import type { Decision } from './fuse';
import { doItem } from './itemCall';
import type { RunScope } from './itemCall';
import { ended, endOfFailedCall } from './itemResult';
import type { ItemEnd, ItemResult } from './itemResult';
import { lookUp } from './lookUp';
import type { LookUp } from './lookUp';
import type { PlanItem } from './plan';
import type { ProgressMeter } from './runProgress';

export interface RunnerOptions {
  readonly scope: RunScope;
  readonly meter: ProgressMeter;
  /** Items to do. */
  readonly queue: readonly PlanItem[];
  /** Removals whose answer was lost earlier: looked up, never sent. */
  readonly unknown: readonly PlanItem[];
  /** Waits before each further look at removals whose answer was lost, in milliseconds: what was removed may show for a while. */
  readonly settleAfterMs: readonly number[];
  readonly onResult: (item: PlanItem, result: ItemResult) => void;
}

/** Does the items of a run, some at a time, until they are done or the run is halted for good. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #queue: PlanItem[];
  readonly #fuse = new Fuse();
  readonly #unknown = new Map<string, PlanItem>();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#queue = [...options.queue].reverse();
    options.unknown.forEach((item) => this.#unknown.set(item.key, item));
  }

  /** Resolves when nothing is under way any more. Never throws: trouble halts the run. */
  async work(): Promise<void> {
    await Promise.all(Array.from({ length: callsAtOnce }, async () => this.#worker()));
    if (this.#options.scope.plan.verb === 'remove') {
      await this.#settle();
    }
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
    if (result.outcome === 'unknown') {
      this.#unknown.set(item.key, item);
    }
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
  }

  /** Looks for those whose answer was lost. Gone settles them; still there does not: the removal may be under way. */
  async #settle(): Promise<void> {
    const { halt } = this.#options.scope;
    for (const waitMs of this.#options.settleAfterMs) {
      if (this.#unknown.size === 0 || halt.ended) {
        return;
      }
      this.#options.meter.state('settling');
      await this.#wait(waitMs);
      await forEachConcurrently([...this.#unknown.values()], callsAtOnce, async (item) => this.#lookAgain(item));
    }
  }

  async #lookAgain(item: PlanItem): Promise<void> {
    const { client, halt } = this.#options.scope;
    const abort = new AbortController();
    const off = halt.onChange(() => (halt.ended ? abort.abort() : undefined));
    try {
      const found = halt.ended ? undefined : await lookUp(client, item, { signal: abort.signal });
      await (found === undefined ? undefined : this.#settled(item, found));
    } catch (error) {
      endOfFailedCall(error, false);
    } finally {
      off();
    }
  }

  async #settled(item: PlanItem, found: LookUp): Promise<void> {
    const { journal, halt, run, plan } = this.#options.scope;
    const state = found.kind === 'gone' ? 'gone' : found.kind === 'unread' ? 'unknown' : 'stillThere';
    const requestId = found.kind === 'unread' ? null : (found.ids?.requestId ?? null);
    try {
      await journal.append({ kind: 'lookedUp', run, plan: plan.sha256, item: item.key, state, requestId });
    } catch (error) {
      halt.stop({ kind: 'journal', error: error as Error });
      return;
    }
    if (found.kind === 'gone') {
      this.#unknown.delete(item.key);
      const end = ended({ outcome: 'goneAfterUnknown', why: 'lookedUp', ids: found.ids });
      await (end.kind === 'ended' ? this.#record(item, end.result) : undefined);
    }
  }

  async #wait(waitMs: number): Promise<void> {
    const { halt } = this.#options.scope;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(finish, waitMs);
      const off = halt.onChange(() => (halt.ended ? finish() : undefined));
      function finish(): void {
        clearTimeout(timer);
        off();
        resolve();
      }
    });
  }
}
