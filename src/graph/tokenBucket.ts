import type { Rate } from './throttleLimits';

/** The service counts a little later than we send: so much of a limit is left alone, at once and in the long run. */
const burst = 0.95;
const steady = 0.99;

/** Stays below a rate: holds nearly `rate.count` tokens when full, and refills evenly within `rate.perMs`. */
export class TokenBucket {
  private full: number;
  private perMs: number;
  private tokens: number;

  constructor(
    rate: Rate,
    private at: number,
  ) {
    [this.full, this.perMs] = heldBy(rate);
    this.tokens = this.full;
  }

  /** The rate is higher than thought: what it would have held more is there at once. A lower one changes nothing. */
  raise(rate: Rate, now: number): void {
    const [full, perMs] = heldBy(rate);
    if (full < this.full || perMs < this.perMs) {
      return;
    }
    this.refill(now);
    this.tokens += full - this.full;
    [this.full, this.perMs] = [full, perMs];
  }

  /** Milliseconds until `count` tokens are there; 0 when they are. */
  delayMs(count: number, now: number): number {
    this.refill(now);
    return Math.max(0, (count - this.tokens) / this.perMs);
  }

  take(count: number, now: number): void {
    this.refill(now);
    this.tokens -= count;
  }

  private refill(now: number): void {
    const elapsed = Math.max(0, now - this.at);
    this.tokens = Math.min(this.full, this.tokens + elapsed * this.perMs);
    this.at = Math.max(this.at, now);
  }
}

function heldBy(rate: Rate): readonly [full: number, perMs: number] {
  return [Math.max(1, rate.count * burst), (rate.count * steady) / rate.perMs];
}
