import type { NetworkCause } from './networkCause';
import type { OperationId } from './operation';
import type { Permission } from './permissions';

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

/** What of the input cannot be sent: the name of a value, and what is wrong with it. */
export interface InvalidInput {
  readonly name: string;
  readonly problem: 'empty' | 'tooLong' | 'controlCharacters' | 'relativePath' | 'malformed' | 'notAnOption';
}

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
  readonly invalid?: InvalidInput | undefined;
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

/** What exactly stood behind a reason, where it is known. */
export type SignInCondition =
  | 'accountDisabled'
  | 'accountLocked'
  | 'accountNotInTenant'
  | 'notAssigned'
  | 'passwordChanged'
  | 'passwordExpired'
  | 'conditionalAccess'
  | 'signInEnded'
  | 'signedOut'
  | 'signInLost'
  | 'secretStoreFailed'
  | 'consentDeclined'
  | 'consentMissing'
  | 'adminConsentNeeded'
  | 'permissionMissing'
  | 'tenantNotFound'
  | 'appNotFound'
  | 'appNotPublic'
  | 'redirectNotRegistered'
  | 'secretWrong'
  | 'secretExpired'
  | 'certificateMissing'
  | 'certificateUnreadable'
  | 'certificateExpired'
  | 'certificateRefused'
  | 'passphraseWrong'
  | 'tokenEnding'
  | 'tokenUnreadable'
  | 'variableMissing'
  | 'browserNotOpened'
  | 'browserNotFinished'
  | 'codeExpired'
  | 'codeDeclined'
  | 'clockSkew'
  | 'serviceDown'
  | 'proxyAnswered';

/** What is known of a sign-in that did not work: ids, codes and times only, fit for a log. */
export interface SignInFacts {
  readonly condition?: SignInCondition | undefined;
  /** Code of the service, such as `AADSTS65001`, or of the system, such as `ECONNREFUSED`. */
  readonly errorCode?: string | undefined;
  /** What kind of trouble the network had. */
  readonly network?: NetworkCause | undefined;
  readonly correlationId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly expectedTenantId?: string | undefined;
  readonly answeredTenantId?: string | undefined;
  readonly permissions?: readonly Permission[] | undefined;
  readonly adminConsentUrl?: string | undefined;
  /** Local clock minus the service's clock. */
  readonly skewMs?: number | undefined;
  /** Decoded claims that the next interactive sign-in has to answer. */
  readonly claims?: string | undefined;
  readonly variable?: string | undefined;
}

/** Signing in, or getting a token, did not work. */
export class SignInError extends Error {
  readonly kind = 'signIn';
  readonly facts: SignInFacts;

  constructor(
    message: string,
    readonly reason: SignInReason,
    options: SignInFacts & { readonly cause?: unknown } = {},
  ) {
    const { cause, ...facts } = options;
    super(message, { cause });
    this.name = 'SignInError';
    this.facts = facts;
  }

  get retryAfterMs(): number | undefined {
    return this.facts.retryAfterMs;
  }

  get errorCode(): string | undefined {
    return this.facts.errorCode;
  }

  get correlationId(): string | undefined {
    return this.facts.correlationId;
  }
}

/** The person, or the window that closed, stopped it. `executed` says whether the call under way may have been carried out. */
export class CancelledError extends Error {
  readonly kind = 'cancelled';

  constructor(readonly executed: Executed = 'no') {
    super('Cancelled.');
    this.name = 'CancelledError';
  }
}
