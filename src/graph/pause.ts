import { CancelledError } from './errors';

/** setTimeout cannot count further than this: 24.8 days. */
const longestTimerMs = 2 ** 31 - 1;

/** Waits, however long, and ends at once when cancelled. @throws CancelledError */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  const until = Date.now() + delayMs;
  for (let left = delayMs; left > 0; left = until - Date.now()) {
    await timer(Math.min(left, longestTimerMs), signal);
  }
}

function timer(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new CancelledError('no'));
      return;
    }
    const cancel = (): void => {
      clearTimeout(handle);
      reject(new CancelledError('no'));
    };
    const handle = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, delayMs);
    signal.addEventListener('abort', cancel, { once: true });
  });
}
