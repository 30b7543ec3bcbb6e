/** After being throttled again, this share of the speed that was too fast. */
const slower = 0.7;
/** Speed gained per second without being throttled. */
const gainPerSecond = 1.05;
/** What was slowed down shows its effect only after a while. */
const patienceMs = 2000;
/** The speed that was too fast is measured over this long. */
const measuredMs = 2000;
const slowestPerSecond = 2;
const fastestPerSecond = 10_000;
/** Timers are late by some milliseconds: calls that were due meanwhile go at once. */
const catchUpMs = 20;

/** How fast calls go out after being throttled again and again: slower than before, then faster by and by. Otherwise it holds nothing back. */
export class Pace {
  private perSecond = Infinity;
  private measured = Infinity;
  private nextAt = 0;
  private grownAt: number;
  private recent: number[] = [];
  private slowedAt = -Infinity;

  constructor(now: number) {
    this.grownAt = now;
  }

  delayMs(now: number): number {
    return Math.max(0, this.nextAt - now);
  }

  take(now: number): void {
    this.grow(now);
    this.recent.push(now);
    if (this.recent.length > 8192) {
      this.recent = this.since(now);
    }
    this.nextAt = this.perSecond === Infinity ? 0 : Math.max(this.nextAt, now - catchUpMs) + 1000 / this.perSecond;
  }

  /** Remembers the speed that led to a pause. */
  measure(now: number): void {
    this.grow(now);
    this.measured = (this.since(now).length * 1000) / measuredMs;
  }

  slowDown(now: number): void {
    if (now - this.slowedAt < patienceMs) {
      return;
    }
    this.slowedAt = now;
    this.perSecond = Math.max(slowestPerSecond, Math.min(this.measured, this.perSecond) * slower);
    this.grownAt = now;
  }

  private since(now: number): number[] {
    return this.recent.filter((time) => time > now - measuredMs);
  }

  private grow(now: number): void {
    const seconds = Math.max(0, now - this.grownAt) / 1000;
    const grown = this.perSecond * gainPerSecond ** seconds;
    this.perSecond = grown > fastestPerSecond ? Infinity : grown;
    this.grownAt = now;
  }
}
