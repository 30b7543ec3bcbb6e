import { type NetworkCause, networkCause } from './networkCause';
import { Watch } from './watch';

/** What is asked of the headers of an answer; names in lower case. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Until the headers of the answer, and between two pieces of its body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Gives the memory for a body that comes in pieces; without it each gets its own. */
  readonly room?: ((bytes: number) => Uint8Array) | undefined;
}

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly network: NetworkCause; readonly cause: unknown }
  | { readonly kind: 'tooLarge' };

export type Head = Pick<Extract<Exchange, { kind: 'answered' }>, 'status' | 'headers'>;

/** One request and what came of it: an answer, nothing (with why), or cancelled by the caller. Never throws. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: AnswerHeaders; readonly body: Body }
  | { readonly kind: 'lost'; readonly network: NetworkCause; readonly cause: unknown }
  | { readonly kind: 'cancelled' };

/** A body that takes longer than this in all is given up, however busily it drips. */
export const longestBodyMs = 300_000;

/** The way a request takes: gives what came of it, and tells of the head as soon as that is there. Redirects are refused. */
export type Converse = (request: ExchangeRequest, watch: Watch, onHead: (head: Head) => void) => Promise<Exchange>;

/** Sends one request, within its time limits and until it is cancelled. */
export function exchange(request: ExchangeRequest, converse: Converse, signal: AbortSignal): Promise<Exchange> {
  if (signal.aborted) {
    return Promise.resolve({ kind: 'cancelled' });
  }
  return new Promise((resolve) => {
    const watch = new Watch(signal, request.timeoutMs, () => resolve(ended(watch.timedOut, head)));
    let head: Head | undefined;
    const onHead = (answered: Head): void => {
      head = answered;
      watch.goOn();
    };
    void converse(request, watch, onHead)
      .catch((cause: unknown): Exchange => ({ kind: 'lost', network: networkCause(cause, request.url.host), cause }))
      .then((result) => {
        watch.end();
        resolve(result);
      });
  });
}

/** What an exchange comes to as soon as it is ended from outside, whatever the platform does with the signal. */
function ended(timedOut: boolean, head: Head | undefined): Exchange {
  if (!timedOut) {
    return { kind: 'cancelled' };
  }
  const late = { network: 'timeout', cause: new DOMException('No answer in time.', 'TimeoutError') } as const;
  return head === undefined
    ? { kind: 'lost', ...late }
    : { kind: 'answered', status: head.status, headers: head.headers, body: { kind: 'cut', ...late } };
}
