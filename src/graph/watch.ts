/** Watches one exchange: ends it when the caller cancels, or when a time limit passes. `end()` must be called. */
export class Watch {
  timedOut = false;
  private readonly controller = new AbortController();
  private readonly gone: Promise<never>;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly outer: AbortSignal) {
    this.gone = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.reason()), { once: true });
    });
    this.gone.catch(() => undefined);
    if (outer.aborted) {
      this.abandon();
    }
    outer.addEventListener('abort', this.abandon, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The result, or a rejection as soon as the exchange is ended, whatever the platform does with the signal. */
  first<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([work, this.gone]);
  }

  /** Sets the time limit, replacing the one before. */
  limit(limitMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timedOut = true;
      this.abandon();
    }, limitMs);
  }

  readonly abandon = (): void => {
    this.controller.abort();
  };

  private reason(): Error {
    return this.timedOut ? new DOMException('No answer in time.', 'TimeoutError') : new DOMException('Ended.', 'AbortError');
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.abandon);
  }
}
