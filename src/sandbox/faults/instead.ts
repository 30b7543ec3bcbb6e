import type { Answer } from '../graph/answer';
import { ApiError, errorAnswer, type RequestIds } from '../graph/apiError';
import { missingRole, missingScope, unauthorized } from '../graph/authorise';
import type { FaultRule } from './fault';

const page =
  '<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>Our services are not available right now</h1></body></html>';

export interface FaultScene {
  readonly ids: RequestIds;
  readonly now: number;
  /** Address of the sign-in service. */
  readonly authority: string;
  /** Address asked for, with its query. */
  readonly url: string;
}

const retryAfter = (seconds: number | undefined): Readonly<Record<string, string>> =>
  seconds === undefined ? {} : { 'Retry-After': String(seconds) };

function challenge(rule: FaultRule, authority: string): ApiError {
  const wanted = Object.entries(rule.claims ?? {}).map(([name, value]) => [name, { essential: true, value }] as const);
  const claims = Buffer.from(JSON.stringify({ access_token: Object.fromEntries(wanted) }), 'utf8').toString('base64');
  const header = `Bearer realm="", authorization_uri="${authority}/common/oauth2/authorize", error="insufficient_claims", claims="${claims}"`;
  return new ApiError(
    401,
    'InvalidAuthenticationToken',
    'Continuous access evaluation resulted in challenge with result: InteractionRequired.',
    {
      'WWW-Authenticate': header,
    },
  );
}

/** The error that a fault puts in the place of a call, where it is one that Graph itself would send. */
function insteadError(rule: FaultRule, authority: string): ApiError | undefined {
  switch (rule.fault) {
    case 'throttled':
      return new ApiError(429, 'TooManyRequests', 'Too many requests.', retryAfter(rule.retryAfterSeconds ?? 1));
    case 'throttledWithoutRetryAfter':
      return new ApiError(429, 'TooManyRequests', 'Too many requests.');
    case 'unavailable':
      return new ApiError(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', retryAfter(rule.retryAfterSeconds));
    case 'gatewayTimeoutBefore':
      return gatewayTimeout;
    case 'expiredToken':
      return unauthorized({ kind: 'refusal', reason: 'expired', message: 'Lifetime validation failed, the token is expired.' }, authority);
    case 'claimsChallenge':
      return challenge(rule, authority);
    case 'missingScope':
      return missingScope;
    case 'missingRole':
      return missingRole;
    default:
      return undefined;
  }
}

export const gatewayTimeout = new ApiError(504, 'UnknownError', 'The server did not answer in time.');

/** What the caller gets instead of the call being carried out. Undefined for a fault of another kind. */
export function answerInstead(rule: FaultRule, scene: FaultScene): Answer | undefined {
  const error = insteadError(rule, scene.authority);
  if (error) {
    return errorAnswer(error, scene.ids, scene.now);
  }
  switch (rule.fault) {
    case 'droppedBefore':
      return { status: 0, headers: {}, body: undefined, delivery: { kind: 'dropped' } };
    case 'redirect':
      return { status: rule.status ?? 302, headers: { Location: rule.location ?? scene.url }, body: undefined };
    case 'htmlErrorPage':
      return { status: rule.status ?? 503, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: Buffer.from(page, 'utf8') };
    default:
      return undefined;
  }
}
