import type { Waiting } from '../graph/client';
import type { Outcome } from './journalEntry';

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** How far a run is. Rates in items per second over the last half minute; `secondsLeft` is undefined until there is a rate. */
export interface RunProgress {
  readonly state: 'running' | 'paused' | 'settling' | 'ending' | 'ended';
  readonly total: number;
  readonly done: number;
  readonly counts: OutcomeCounts;
  readonly ratePerSecond: number;
  readonly secondsLeft: number | undefined;
  readonly waiting: Pick<Waiting, 'reason' | 'resumesAt'> | undefined;
}

const windowMs = 30_000;
const reportEveryMs = 100;

const none: OutcomeCounts = { requested: 0, accepted: 0, alreadyGone: 0, goneAfterUnknown: 0, failed: 0, setAside: 0, unknown: 0 };

/** Counts what ended and tells a listener, at most ten times a second and always the last state. */
export class ProgressMeter {
  readonly #outcomes = new Map<string, Outcome>();
  #ends: number[] = [];
  #state: RunProgress['state'] = 'running';
  #waiting: RunProgress['waiting'];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly total: number,
    readonly listener: (progress: RunProgress) => void,
  ) {}

  /** Counts an item that ended before this run went on. */
  known(key: string, outcome: Outcome): void {
    this.#outcomes.set(key, outcome);
  }

  ended(key: string, outcome: Outcome): void {
    this.#outcomes.set(key, outcome);
    this.#ends.push(Date.now());
    this.#report();
  }

  state(state: RunProgress['state']): void {
    this.#state = state;
    this.#report();
  }

  waiting(waiting: Waiting | undefined): void {
    this.#waiting = waiting === undefined ? undefined : { reason: waiting.reason, resumesAt: waiting.resumesAt };
    this.#report();
  }

  /** Tells the last state at once and nothing after it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#state = 'ended';
    this.#waiting = undefined;
    this.listener(this.progress());
  }

  outcomes(): ReadonlyMap<string, Outcome> {
    return new Map(this.#outcomes);
  }

  counts(): OutcomeCounts {
    const counts = { ...none };
    this.#outcomes.forEach((outcome) => (counts[outcome] += 1));
    return counts;
  }

  progress(): RunProgress {
    const now = Date.now();
    this.#ends = this.#ends.filter((at) => at > now - windowMs);
    const first = this.#ends[0];
    const ratePerSecond = first === undefined || now - first < 1000 ? 0 : (this.#ends.length * 1000) / (now - first);
    const left = this.total - this.#outcomes.size;
    return {
      state: this.#state,
      total: this.total,
      done: this.#outcomes.size,
      counts: this.counts(),
      ratePerSecond,
      secondsLeft: ratePerSecond > 0 ? Math.ceil(left / ratePerSecond) : undefined,
      waiting: this.#waiting,
    };
  }

  #report(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.listener(this.progress());
    }, reportEveryMs);
  }
}
