import { CancelledError, SignInError, type SignInFacts } from '../graph/errors';
import { networkCause } from '../graph/networkCause';
import type { Network, NetworkRecord, ServiceRefusal } from './network';
import { meaningOf, type Meaning } from './serviceCodes';

const toleratedSkewMs = 300_000;

const sentences = {
  interactionRequired: 'The sign-in service wants the person to sign in.',
  cancelled: 'The sign-in was declined.',
  timedOut: 'The sign-in was not finished in time.',
  consentRequired: 'Consent is missing.',
  wrongTenant: 'The sign-in is for another tenant.',
  wrongAccount: 'The sign-in is for another account.',
  wrongAudience: 'The sign-in is not for Microsoft Graph.',
  expired: 'The sign-in has ended.',
  throttled: 'The sign-in service asks to wait.',
  unreachable: 'The sign-in service did not answer.',
  refused: 'The sign-in service refused.',
  notSupported: 'This way of signing in is not possible here.',
} as const satisfies Record<SignInError['reason'], string>;

/** Makes the error of a reason with its plain sentence. */
export function signInError(
  { reason, condition }: Meaning,
  facts: Omit<SignInFacts, 'condition'> & { readonly cause?: unknown } = {},
): SignInError {
  return new SignInError(sentences[reason], reason, { ...facts, ...(condition === undefined ? {} : { condition }) });
}

/** The service tells a clock that is far off by refusing what is long past or not yet valid. */
function skewOf(skewMs: number | undefined): SignInFacts {
  return skewMs !== undefined && Math.abs(skewMs) > toleratedSkewMs ? { skewMs } : {};
}

/** Gives the error that a refusal of the sign-in service stands for. */
export function refusalError(refusal: ServiceRefusal, skewMs?: number): SignInError {
  const { word, code, correlationId, traceId, claims } = refusal;
  const skew = skewOf(skewMs);
  const known = meaningOf(code, word) ?? { reason: 'refused' };
  const meaning: Meaning = skew.skewMs === undefined ? known : { reason: 'refused', condition: 'clockSkew' };
  return signInError(meaning, { errorCode: code === undefined ? word : `AADSTS${code}`, correlationId, traceId, claims, ...skew });
}

function errorOf(record: NetworkRecord, now: number): SignInError | undefined {
  const { failure, refusal, status = 0, throttledUntil, skewMs } = record;
  if (failure?.kind === 'nothing') {
    return signInError({ reason: 'unreachable' }, { cause: failure.cause, network: networkCause(failure.cause, record.host) });
  }
  if (failure !== undefined) {
    return signInError({ reason: 'unreachable', condition: 'proxyAnswered' }, { errorCode: String(status) });
  }
  if (throttledUntil !== undefined) {
    const meaning: Meaning = status === 429 ? { reason: 'throttled' } : { reason: 'unreachable', condition: 'serviceDown' };
    return signInError(meaning, { errorCode: String(status), retryAfterMs: Math.max(0, throttledUntil - now) });
  }
  return refusal === undefined ? undefined : refusalError(refusal, skewMs);
}

function codeOf(error: unknown): string | undefined {
  const { errorCode } = (error ?? {}) as { readonly errorCode?: unknown };
  return typeof errorCode === 'string' && errorCode !== '' ? errorCode : undefined;
}

const needsPerson = ['no_tokens_found', 'native_account_unavailable', 'refresh_token_expired', 'login_required', 'interaction_required'];

/**
 * What went wrong in a task of MSAL, judged by what the network saw last: MSAL's own error hides status and waiting time, and its text,
 * which can name people, goes nowhere.
 */
export function failureOf(error: unknown, network: Network, now: number, signal?: AbortSignal): SignInError | CancelledError {
  if (error instanceof SignInError || error instanceof CancelledError) {
    return error;
  }
  if (signal?.aborted === true) {
    return new CancelledError('no');
  }
  const code = codeOf(error);
  const local =
    code !== undefined && needsPerson.includes(code) ? signInError({ reason: 'interactionRequired' }, { errorCode: code }) : undefined;
  const seen = network.last === undefined ? undefined : errorOf(network.last, now);
  return seen ?? local ?? signInError({ reason: 'refused' }, { errorCode: code });
}

/** Whether only the person can go on from here. */
export function wantsPerson(error: unknown): error is SignInError {
  return error instanceof SignInError && ['interactionRequired', 'expired', 'consentRequired'].includes(error.reason);
}
