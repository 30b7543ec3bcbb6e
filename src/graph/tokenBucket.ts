import type { Rate } from './throttleLimits';

/** The service counts a little later than we send: so much of a limit is left alone, at once and in the long run. */
const burst = 0.95;
const steady = 0.99;

/** Stays below a rate: holds nearly `rate.count` tokens when full, and refills evenly within `rate.perMs`. */
export class TokenBucket {
  private readonly full: number;
  private readonly perMs: number;
  private tokens: number;

  constructor(
    rate: Rate,
    private at: number,
  ) {
    this.full = Math.max(1, rate.count * burst);
    this.perMs = (rate.count * steady) / rate.perMs;
    this.tokens = this.full;
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
