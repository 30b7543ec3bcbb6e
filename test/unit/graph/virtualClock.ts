import type { Clock } from '../../../src/graph/throttleGate';

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** Time that passes as fast as it can be computed. */
export class VirtualClock implements Clock {
  private time = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  later(delayMs: number, work: () => void): () => void {
    const timer = { at: this.time + delayMs, work };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.later(delayMs, resolve);
    });
  }

  async runUntil(isDone: () => boolean): Promise<void> {
    await settled();
    while (!isDone()) {
      const next = [...this.timers].reduce<Timer | undefined>(
        (first, timer) => (first !== undefined && first.at <= timer.at ? first : timer),
        undefined,
      );
      if (next === undefined) {
        throw new Error('Nothing will ever happen.');
      }
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.work();
      await settled();
    }
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await Promise.resolve();
  }
}
