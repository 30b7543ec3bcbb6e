import type { CallOptions, Waiting } from '../graph/client';

/** What a load has so far. `items` counts every row, unreadable ones included. `calls` and `callsExpected` count the calls behind it; the second is unknown while pages still come. */
export interface LoadProgress {
  readonly items: number;
  readonly unreadable: number;
  readonly calls: number;
  readonly callsExpected: number | undefined;
}

export interface LoadOptions<Profiles> {
  readonly signal?: AbortSignal;
  /** Told at most every 100 ms and once at the end, with the store as it is now: its rows can be shown. */
  readonly onProgress?: (progress: LoadProgress, profiles: Profiles) => void;
  readonly onWaiting?: (waiting: Waiting | undefined) => void;
}

export function callOptions({ signal, onWaiting }: LoadOptions<never>): CallOptions {
  return { ...(signal && { signal }), ...(onWaiting && { onWaiting }) };
}

const progressIntervalMs = 100;

/** Lets the first call and then one call per interval through; `now` makes the next one go through whatever the time. */
export function throttled(tell: () => void): { readonly soon: () => void; readonly now: () => void } {
  let last = -Infinity;
  const now = (): void => {
    last = performance.now();
    tell();
  };
  const soon = (): void => {
    if (performance.now() - last >= progressIntervalMs) {
      now();
    }
  };
  return { soon, now };
}

/** Lets waiting events run when more than `sliceMs` have passed since the last time, so that nothing is held longer than a frame. */
export function createBreather(sliceMs = 5): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) {
      return undefined;
    }
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
