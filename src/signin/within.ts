import { CancelledError } from '../graph/errors';
import { signInError } from './failure';

/** Whether the task has been cancelled, and how long the person may take where there is one. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** Gives what comes first: the result, the cancellation (CancelledError), or the end of the time (SignInError `timedOut`). The task itself goes on. */
export async function within<T>(task: Promise<T>, { timeoutMs, signal }: Patience): Promise<T> {
  const over = new AbortController();
  const ended = new Promise<never>((_resolve, reject) => {
    const cancel = (): void => reject(new CancelledError('no'));
    const late = (): void => reject(signInError({ reason: 'timedOut', condition: 'browserNotFinished' }));
    const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
    over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    signal.addEventListener('abort', cancel, { once: true, signal: over.signal });
    if (signal.aborted) {
      cancel();
    }
  });
  task.catch(() => undefined);
  try {
    return await Promise.race([task, ended]);
  } finally {
    over.abort();
  }
}
