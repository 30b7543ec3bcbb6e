import type { Gate } from './client';
import { CancelledError } from './errors';
import type { Operation } from './operation';
import { Pace } from './pace';
import { SharedPause } from './sharedPause';
import { costOf, publishedLimits, tenantSizeOf, type ThrottledResource, type ThrottleLimits } from './throttleLimits';
import { TokenBucket } from './tokenBucket';

/** Time and timers, so that a test can run hours in no time. `later` gives the way to call it off. */
export interface Clock {
  now(): number;
  later(delayMs: number, work: () => void): () => void;
}

const systemClock: Clock = {
  now: () => Date.now(),
  later: (delayMs, work) => {
    const timer = setTimeout(work, Math.min(delayMs, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

interface Waiter {
  readonly calls: number;
  readonly cost: Readonly<Partial<Record<ThrottledResource, number>>>;
  readonly admit: () => void;
  readonly onPaused: ((resumesAt: number | undefined) => void) | undefined;
  toldOfPause: boolean;
}

type Queue = Waiter[];

/**
 * One gate per tenant and app. Token buckets keep the published limits; when somebody is throttled all the same (other apps share the limits),
 * everyone pauses until the service wants to hear again, and goes on slower, gathering speed. Reads, writes and polls queue apart.
 */
export function createThrottleGate(limits: ThrottleLimits, clock: Clock = systemClock): Gate {
  return new ThrottleGate(limits, clock);
}

/** A gate that is told how many users of its own the tenant has at least: a larger tenant may do more. */
export interface TenantGate extends Gate {
  usersSeen(atLeast: number): void;
}

/** Begins with the published limits of the smallest tenants, for nobody says how large a tenant is, and goes on with those of the size that is seen. */
export function createTenantGate(clock: Clock = systemClock): TenantGate {
  return new ThrottleGate(publishedLimits.S, clock);
}

class ThrottleGate implements TenantGate {
  private readonly buckets: Readonly<Record<ThrottledResource, TokenBucket>>;
  private readonly queues = { reads: [] as Queue, writes: [] as Queue, polls: [] as Queue };
  private readonly pace: Pace;
  private readonly pause = new SharedPause();
  private callOff: (() => void) | undefined;

  constructor(
    limits: ThrottleLimits,
    private readonly clock: Clock,
  ) {
    const now = clock.now();
    this.buckets = {
      resourceUnits: new TokenBucket(limits.resourceUnits, now),
      writes: new TokenBucket(limits.writes, now),
      dataPolicyOperations: new TokenBucket(limits.dataPolicyOperations, now),
    };
    this.pace = new Pace(now);
  }

  /** @throws CancelledError */
  async enter(operation: Operation, signal: AbortSignal, onPaused?: (resumesAt: number | undefined) => void, calls = 1): Promise<void> {
    if (signal.aborted) {
      throw new CancelledError('no');
    }
    const cost = calls === 1 ? costOf(operation) : times(costOf(operation), calls);
    const queue = this.queueOf(cost);
    const follows = operation.id === 'batch';
    if (follows || (queue.length === 0 && this.delayMs(cost) <= 0)) {
      this.take({ cost, calls });
      return;
    }
    await this.wait(queue, { cost, calls, onPaused }, signal);
  }

  throttled(retryAfterMs: number): void {
    const now = this.clock.now();
    this.settle(now);
    if (this.pause.throttled(now, now + retryAfterMs)) {
      this.pace.measure(now);
    }
    this.tellWaiters();
    this.schedule();
  }

  passed(): void {
    const now = this.clock.now();
    this.settle(now);
    if (this.pause.passed()) {
      this.slowDownIfTooFast(now);
      Object.values(this.queues)
        .flat()
        .forEach((waiter) => this.tellOver(waiter));
    }
    this.schedule();
  }

  usersSeen(atLeast: number): void {
    const limits = publishedLimits[tenantSizeOf(atLeast)];
    const now = this.clock.now();
    for (const [name, bucket] of Object.entries(this.buckets)) {
      bucket.raise(limits[name as ThrottledResource], now);
    }
    this.schedule();
  }

  private slowDownIfTooFast(now: number): void {
    if (this.pause.tooFast) {
      this.pace.slowDown(now);
    }
  }

  private settle(now: number): void {
    if (this.pause.settle(now)) {
      this.pace.slowDown(now);
    }
  }

  private queueOf(cost: Waiter['cost']): Queue {
    if (cost.dataPolicyOperations !== undefined) {
      return this.queues.polls;
    }
    return cost.writes === undefined ? this.queues.reads : this.queues.writes;
  }

  private wait(queue: Queue, asked: Pick<Waiter, 'cost' | 'calls' | 'onPaused'>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        queue.splice(queue.indexOf(waiter), 1);
        this.tellOver(waiter);
        reject(new CancelledError('no'));
        this.schedule();
      };
      const admit = (): void => {
        signal.removeEventListener('abort', cancel);
        resolve();
      };
      const waiter: Waiter = { ...asked, admit, toldOfPause: false };
      signal.addEventListener('abort', cancel, { once: true });
      queue.push(waiter);
      this.tellWaiters();
      this.schedule();
    });
  }

  private readonly drain = (): void => {
    this.callOff = undefined;
    for (const queue of Object.values(this.queues)) {
      for (let head = queue[0]; head !== undefined && this.delayMs(head.cost) <= 0; head = queue[0]) {
        queue.shift();
        this.take(head);
        this.tellOver(head);
        head.admit();
      }
    }
    this.schedule();
  };

  private schedule(): void {
    this.callOff?.();
    this.callOff = undefined;
    if (this.isNobodyWaiting()) {
      return;
    }
    const delays = Object.values(this.queues).flatMap(([head]) => (head === undefined ? [] : [this.delayMs(head.cost)]));
    this.callOff = this.clock.later(Math.max(0, Math.ceil(Math.min(...delays))), this.drain);
  }

  private isNobodyWaiting(): boolean {
    const { reads, writes, polls } = this.queues;
    return reads.length === 0 && writes.length === 0 && polls.length === 0;
  }

  private delayMs(cost: Waiter['cost']): number {
    const now = this.clock.now();
    this.settle(now);
    const delays = Object.entries(cost).map(([name, count]) => this.buckets[name as ThrottledResource].delayMs(count, now));
    return Math.max(0, this.pause.delayMs(now), this.pace.delayMs(now), ...delays);
  }

  private take({ cost, calls }: Pick<Waiter, 'cost' | 'calls'>): void {
    const now = this.clock.now();
    for (let call = 0; call < calls; call += 1) {
      this.pace.take(now);
      this.pause.sent(now);
    }
    for (const [name, count] of Object.entries(cost)) {
      this.buckets[name as ThrottledResource].take(count, now);
    }
  }

  private tellWaiters(): void {
    if (this.clock.now() >= this.pause.until) {
      return;
    }
    for (const waiter of Object.values(this.queues).flat()) {
      waiter.toldOfPause = true;
      waiter.onPaused?.(this.pause.until);
    }
  }

  private tellOver(waiter: Waiter): void {
    if (waiter.toldOfPause) {
      waiter.toldOfPause = false;
      waiter.onPaused?.(undefined);
    }
  }
}

function times(cost: Waiter['cost'], calls: number): Waiter['cost'] {
  return Object.fromEntries(Object.entries(cost).map(([name, count]) => [name, count * calls]));
}
