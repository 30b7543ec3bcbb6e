/** Ends an exchange when the caller cancels or a time limit passes. `end()` must be called when it ends by itself. */
export class Watch {
  timedOut = false;
  /** For who takes no signal: called when it is ended from outside. */
  destroy: (() => void) | undefined;
  private controller: AbortController | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly outer: AbortSignal,
    limitMs: number,
    private readonly onEnded: () => void,
  ) {
    this.timer = setTimeout(() => {
      this.timedOut = true;
      this.abandon();
    }, limitMs);
    outer.addEventListener('abort', this.abandon, { once: true });
  }

  /** For who takes a signal; made when it is asked for, which is not for nothing. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  /** Something came: the time limit begins anew. */
  goOn(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.abandon);
  }

  private readonly abandon = (): void => {
    this.end();
    this.onEnded();
    this.controller?.abort();
    this.destroy?.();
  };
}
