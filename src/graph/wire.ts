import type { CallOptions, CallRecord, Gate, RetryPolicy } from './client';
import type { CloudName } from './clouds';
import type { CallIds } from './errors';
import type { AnswerHeaders, Converse } from './exchange';
import type { Operation } from './operation';
import type { AccessToken, Permit, TokenRequest, TokenSource } from './tokenSource';

/** What every call of one client shares. */
export interface Wire {
  readonly endpoint: URL;
  readonly cloud: CloudName;
  readonly tokens: TokenSource;
  readonly permit: Permit;
  readonly gate: Gate | undefined;
  readonly onCall: (record: CallRecord) => void;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
}

/** One call, ready to be sent. `permissionsOf` is the operation that the token is for: in a batch, the one inside. */
export interface Call {
  readonly operation: Operation;
  readonly permissionsOf: Operation;
  readonly url: URL;
  readonly body: string | undefined;
  readonly maxBytes: number;
  readonly options: CallOptions;
  /** What the first token is asked for with, when it is not just any. */
  readonly tokenRequest?: TokenRequest;
  /** Memory for the body of the answer, where it is read before the next one comes. */
  readonly room?: (bytes: number) => Uint8Array;
  /** `fetch` unless told otherwise. Writes go by nothing else. */
  readonly converse?: Converse;
}

/** An answer with a 2xx status. `bytes` is undefined when the body of a write was lost: the write itself was accepted. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly bytes: Uint8Array | undefined;
  readonly ids: CallIds;
  readonly attempts: number;
}

/** An answer and the token that it was asked with: what is refused inside a batch names it. */
export interface Sent {
  readonly answer: Answer;
  readonly token: AccessToken;
}

/** A page of 999 profiles is about 0.2 MB; names have no length limit. */
export const maxPageBytes = 64 * 2 ** 20;
export const maxEntityBytes = 4 * 2 ** 20;

export const neverAborted: AbortSignal = new AbortController().signal;
