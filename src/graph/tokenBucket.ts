import type { Rate } from './throttleLimits';

/** Holds `rate.count` tokens when full and refills evenly within `rate.perMs`. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly rate: Rate,
    private at: number,
  ) {
    this.tokens = rate.count;
  }

  /** Milliseconds until `count` tokens are there; 0 when they are. */
  delayMs(count: number, now: number): number {
    this.refill(now);
    return Math.max(0, ((count - this.tokens) * this.rate.perMs) / this.rate.count);
  }

  take(count: number, now: number): void {
    this.refill(now);
    this.tokens -= count;
  }

  private refill(now: number): void {
    const elapsed = Math.max(0, now - this.at);
    this.tokens = Math.min(this.rate.count, this.tokens + (elapsed * this.rate.count) / this.rate.perMs);
    this.at = Math.max(this.at, now);
  }
}
