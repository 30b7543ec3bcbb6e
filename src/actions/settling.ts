import type { RunScope } from './itemCall';
import { ended, endOfFailedCall } from './itemResult';
import type { ItemResult } from './itemResult';
import { lookUp } from './lookUp';
import type { LookUp } from './lookUp';
import type { PlanItem } from './plan';
import { callsAtOnce } from './runPace';

export interface SettlingOptions {
  readonly scope: RunScope;
  /** Waits before each look at one removal, in milliseconds: what was removed may show for a while. */
  readonly afterMs: readonly number[];
  readonly onGone: (item: PlanItem, result: ItemResult) => Promise<void>;
}

/**
 * Looks for removals whose answer was lost, while the run goes on, and once more at its end for those whose looks were over before.
 * Gone settles them; still there does not: the removal may be under way.
 */
export class Settling {
  readonly #options: SettlingOptions;
  readonly #open = new Map<string, PlanItem>();
  readonly #following = new Map<string, Promise<void>>();
  readonly #lanes: Promise<void>[] = Array.from({ length: callsAtOnce }, () => Promise.resolve());
  #looks = 0;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** Takes up a removal whose answer was lost; its loss is in the journal. */
  take(item: PlanItem): void {
    this.#open.set(item.key, item);
    this.#following.set(
      item.key,
      this.#follow(item).finally(() => this.#following.delete(item.key)),
    );
  }

  get isOver(): boolean {
    return this.#open.size === 0;
  }

  /** Resolves when nobody is looked for any more. Never throws. */
  async finish(): Promise<void> {
    const waiting = [...this.#open.values()].filter(({ key }) => !this.#following.has(key));
    await Promise.all([...this.#following.values(), ...waiting.map(async (item) => this.#look(item))]);
  }

  async #follow(item: PlanItem): Promise<void> {
    for (const waitMs of this.#options.afterMs) {
      if (this.#options.scope.halt.ended || !this.#open.has(item.key)) {
        return;
      }
      await this.#wait(waitMs);
      await this.#look(item);
    }
  }

  /** Some at a time, each after those before it. */
  async #look(item: PlanItem): Promise<void> {
    const lane = this.#looks++ % callsAtOnce;
    const look = (this.#lanes[lane] ?? Promise.resolve()).then(async () => this.#lookAgain(item));
    this.#lanes[lane] = look;
    await look;
  }

  async #lookAgain(item: PlanItem): Promise<void> {
    const { client, halt } = this.#options.scope;
    await halt.untilNotPaused();
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
      this.#open.delete(item.key);
      const end = ended({ outcome: 'goneAfterUnknown', why: 'lookedUp', ids: found.ids });
      await (end.kind === 'ended' ? this.#options.onGone(item, end.result) : undefined);
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
