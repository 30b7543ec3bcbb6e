import type { DataPolicyOperation } from '../graph/resources';
import { createEmitter } from '../profiles/emitter';
import type { Listen } from '../profiles/emitter';
import { isCancelled, isGraphError } from './errorKinds';
import { gentlePace, nextLookMs } from './exportPace';
import type { ExportPace } from './exportPace';
import { recordExportEnd } from './recordExportEnd';
import { readRunningExports } from './runningExports';
import type { RunningExport } from './runningExports';
import type { ExportEnd } from './journalEntry';
import type { ActionServices } from './services';

/** Why the progress of an export cannot be seen just now. */
export type FollowTrouble =
  | { readonly kind: 'noOperation' | 'notFoundYet' | 'notPermitted' | 'otherPerson' | 'notRecorded' }
  | { readonly kind: 'unread'; readonly error: Error };

/** An export that the service accepted, as last seen. `status` is the service's own word; `ended` is set when it is over. */
export interface FollowedExport extends RunningExport {
  readonly status: string | undefined;
  readonly progress: number | null;
  readonly ended: ExportEnd | undefined;
  readonly trouble: FollowTrouble | undefined;
  readonly nextLookAt: number | undefined;
}

/** Follows the running exports of one tenant until they end. */
export interface ExportWatch {
  readonly exports: readonly FollowedExport[];
  readonly changed: Listen<FollowedExport>;
  /** Takes exports up that the journal knows and the watch does not: at the start, and after a run. Throws JournalError. */
  refresh(): Promise<void>;
  /** Looks at every running export now, whatever the pace. */
  lookNow(): Promise<void>;
  dispose(): void;
}

export function watchExports(services: ActionServices, pace: ExportPace = gentlePace): ExportWatch {
  return new Watch(services, pace);
}

interface Followed {
  seen: FollowedExport;
  looks: number;
}

class Watch implements ExportWatch {
  readonly #emitter = createEmitter<FollowedExport>();
  readonly #followed = new Map<string, Followed>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    readonly services: ActionServices,
    readonly pace: ExportPace,
  ) {}

  get exports(): readonly FollowedExport[] {
    return [...this.#followed.values()].map(({ seen }) => seen);
  }

  get changed(): Listen<FollowedExport> {
    return this.#emitter.listen;
  }

  async refresh(): Promise<void> {
    for (const running of await readRunningExports(this.services)) {
      const key = `${running.run} ${running.key}`;
      if (!this.#followed.has(key)) {
        const trouble: FollowTrouble | undefined = running.operation === undefined ? { kind: 'noOperation' } : undefined;
        const nextLookAt = running.operation === undefined ? undefined : this.#firstLookAt(running);
        const seen = { ...running, status: undefined, progress: null, ended: undefined, trouble, nextLookAt };
        this.#followed.set(key, { seen, looks: 0 });
        this.#emitter.fire(seen);
      }
    }
    this.#schedule();
  }

  async lookNow(): Promise<void> {
    this.#running().forEach((followed) => (followed.seen = { ...followed.seen, nextLookAt: 0 }));
    await this.#lookAtDue();
  }

  dispose(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  #firstLookAt({ acceptedAt, operation }: RunningExport): number {
    return Date.parse(acceptedAt) + nextLookMs(this.pace, operation?.retryAfterMs, 0, this.#followed.size);
  }

  #running(): readonly Followed[] {
    return [...this.#followed.values()].filter(({ seen }) => seen.operation !== undefined && !isOver(seen));
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const due = this.#running().map(({ seen }) => seen.nextLookAt ?? Number.POSITIVE_INFINITY);
    const next = Math.min(...due);
    if (Number.isFinite(next) && !this.#abort.signal.aborted) {
      this.#timer = setTimeout(() => void this.#lookAtDue(), Math.max(0, next - Date.now()));
    }
  }

  /** One look after the other: this path is throttled without saying for how long. */
  async #lookAtDue(): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      for (const followed of this.#running().filter(({ seen }) => (seen.nextLookAt ?? Number.POSITIVE_INFINITY) <= Date.now())) {
        await this.#look(followed);
      }
      this.#schedule();
    });
    await this.#looking;
  }

  async #look(followed: Followed): Promise<void> {
    if (this.#abort.signal.aborted) {
      return;
    }
    const { seen } = followed;
    const change = seen.ended === undefined ? await this.#ask(seen, followed.looks) : {};
    followed.looks += 1;
    const looked: FollowedExport = { ...seen, trouble: undefined, ...change };
    const recorded = looked.ended === undefined || (await recordExportEnd(this.services, looked, looked.ended));
    const nextLookAt = Date.now() + nextLookMs(this.pace, seen.operation?.retryAfterMs, followed.looks, this.#running().length);
    const over = looked.ended !== undefined && recorded;
    followed.seen = {
      ...looked,
      trouble: recorded ? looked.trouble : { kind: 'notRecorded' },
      nextLookAt: over || looked.trouble?.kind === 'notPermitted' ? undefined : nextLookAt,
    };
    this.#emitter.fire(followed.seen);
  }

  async #ask(seen: FollowedExport, looks: number): Promise<Partial<FollowedExport>> {
    try {
      const path = { dataPolicyOperationId: seen.operation?.id ?? '' };
      const { value } = await this.services.client.get('getDataPolicyOperation', path, { signal: this.#abort.signal });
      return seenIn(value, seen);
    } catch (error) {
      return isCancelled(error) ? {} : whenNotRead(error, looks, this.pace);
    }
  }
}

function isOver({ ended, trouble }: FollowedExport): boolean {
  return ended !== undefined && trouble?.kind !== 'notRecorded';
}

/** Only `complete` and `failed` are final; any other word, known or not, means that it goes on. */
function seenIn(operation: DataPolicyOperation, { item }: FollowedExport): Partial<FollowedExport> {
  if (item !== undefined && operation.userId.toLowerCase() !== item.userId.toLowerCase()) {
    return { trouble: { kind: 'otherPerson' } };
  }
  const { status, progress } = operation;
  return { status, progress, ended: status === 'complete' || status === 'failed' ? status : undefined };
}

function whenNotRead(error: unknown, looks: number, pace: ExportPace): Partial<FollowedExport> {
  const status = isGraphError(error) ? error.details.status : undefined;
  if (status === 404) {
    return looks + 1 < pace.notFoundLooks ? { trouble: { kind: 'notFoundYet' } } : { ended: 'notFound' };
  }
  return { trouble: status === 403 ? { kind: 'notPermitted' } : { kind: 'unread', error: error as Error } };
}
