/** A pause that begins this soon after another one means that the speed itself is too high. */
const soonMs = 5000;

/** After a pause calls go out one, two, four, … at a time; beyond this many there is nothing left to hold back. */
const wideOpen = 256;

/** After a pause of a service that throttles now and then: enough at a time to see whether the next one is alone again. */
const fewAtOnce = 8;

/** A call that is held back because others are under way goes out after this long in any case. */
const patienceMs = 1000;

const rememberedAnswers = 100;
const enoughAnswers = 10;
const tooMany = 0.12;

interface Wave {
  throttled: number;
  passed: number;
  readonly underWay: number;
  readonly againSoon: boolean;
  probed: boolean;
}

/**
 * The pause that everyone keeps when one call was throttled, and the slow start after it. Calls that were under way then and pass all the same
 * show that the limit was not everyone's: when they are not the minority, the pause is over before its time (the throttled call itself still
 * waits for its Retry-After). Where none was under way, one call is let through to find out.
 */
export class SharedPause {
  until = 0;
  private lastUntil = -Infinity;
  private lastSentAt = 0;
  private underWay = 0;
  private width = Infinity;
  private wave: Wave | undefined;
  private readonly recent: boolean[] = [];

  /** Whether so many of the last answers were throttled that the speed itself must be too high. */
  get tooFast(): boolean {
    return this.recent.length >= enoughAnswers && this.recent.filter(Boolean).length > tooMany * this.recent.length;
  }

  sent(now: number): void {
    this.underWay += 1;
    this.lastSentAt = now;
    if (this.wave !== undefined) {
      this.wave.probed = true;
    }
  }

  /** True when this begins a pause. */
  throttled(now: number, until: number): boolean {
    this.ended(true);
    if (this.wave === undefined) {
      this.wave = { throttled: 1, passed: 0, underWay: this.underWay, againSoon: now - this.lastUntil < soonMs, probed: false };
      this.until = until;
      return true;
    }
    this.wave.throttled += 1;
    this.until = Math.max(this.until, until);
    return false;
  }

  /** True when this lifts the pause. */
  passed(): boolean {
    this.ended(false);
    this.width = this.width >= wideOpen ? Infinity : this.width + 1;
    if (this.wave === undefined) {
      return false;
    }
    this.wave.passed += 1;
    if (!isSporadic(this.wave)) {
      return false;
    }
    this.wave = undefined;
    this.until = 0;
    return true;
  }

  delayMs(now: number): number {
    if (this.underWay === 0 && this.wave?.probed === false && this.wave.passed === 0 && this.wave.throttled === 1) {
      return 0;
    }
    const held = this.underWay >= this.width ? this.lastSentAt + patienceMs - now : 0;
    return Math.max(0, this.until - now, held);
  }

  /** Called when time has gone on: closes a pause that is over. True when it had begun right after another one. */
  settle(now: number): boolean {
    const { wave } = this;
    if (wave === undefined || now < this.until) {
      return false;
    }
    this.wave = undefined;
    this.lastUntil = this.until;
    this.width = this.tooFast ? 1 : fewAtOnce;
    return wave.againSoon && this.tooFast;
  }

  private ended(throttled: boolean): void {
    this.recent.push(throttled);
    this.recent.splice(0, this.recent.length - rememberedAnswers);
    this.underWay = Math.max(0, this.underWay - 1);
  }
}

function isSporadic({ throttled, passed, underWay }: Wave): boolean {
  const allBack = throttled - 1 + passed >= underWay;
  return passed >= 3 * throttled || (allBack && passed >= throttled);
}
