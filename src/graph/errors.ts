import type { OperationId } from './operation';

/** What is known of a call whose answer was not the expected one. */
export interface CallIds {
  readonly clientRequestId: string;
  readonly requestId: string | undefined;
  readonly date: string | undefined;
}

/**
 * Why a call failed:
 * `refused` the service answered with an error status; `unreachable` nothing was sent or nothing came back (network, time-out);
 * `unreadable` the answer was not what the contract says (not JSON, cut short, too large, wrong shape);
 * `untrusted` the answer pointed to another host, redirected or looped; `notHere` this cloud does not have the operation;
 * `locked` the context is not unlocked for writing; `invalid` the input cannot be sent.
 */
export type GraphFailure = 'refused' | 'unreachable' | 'unreadable' | 'untrusted' | 'notHere' | 'locked' | 'invalid';

/** Whether the service may have carried the call out: `no` it did not, `unknown` nobody can say without looking. */
export type Executed = 'no' | 'unknown';

export interface GraphErrorDetails {
  readonly failure: GraphFailure;
  readonly operation: OperationId;
  readonly executed: Executed;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly serviceMessage?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly claims?: string | undefined;
  readonly ids?: CallIds | undefined;
  readonly attempts?: number | undefined;
  readonly cause?: unknown;
}

export class GraphError extends Error {
  readonly kind = 'graph';

  constructor(
    message: string,
    readonly details: GraphErrorDetails,
  ) {
    super(message, { cause: details.cause });
    this.name = 'GraphError';
  }
}

export type SignInReason =
  | 'interactionRequired'
  | 'cancelled'
  | 'timedOut'
  | 'consentRequired'
  | 'wrongTenant'
  | 'wrongAccount'
  | 'wrongAudience'
  | 'expired'
  | 'throttled'
  | 'unreachable'
  | 'refused'
  | 'notSupported';

/** Signing in, or getting a token, did not work. */
export class SignInError extends Error {
  readonly kind = 'signIn';

  constructor(
    message: string,
    readonly reason: SignInReason,
    options?: { readonly cause?: unknown; readonly retryAfterMs?: number; readonly errorCode?: string; readonly correlationId?: string },
  ) {
    super(message, { cause: options?.cause });
    this.name = 'SignInError';
    this.retryAfterMs = options?.retryAfterMs;
    this.errorCode = options?.errorCode;
    this.correlationId = options?.correlationId;
  }

  readonly retryAfterMs: number | undefined;
  readonly errorCode: string | undefined;
  readonly correlationId: string | undefined;
}

/** The person, or the window that closed, stopped it. `executed` says whether the call under way may have been carried out. */
export class CancelledError extends Error {
  readonly kind = 'cancelled';

  constructor(readonly executed: Executed = 'no') {
    super('Cancelled.');
    this.name = 'CancelledError';
  }
}
