import { adviceOf, nextDelayMs } from './backoff';
import { claimsChallenge } from './challenge';
import type { RetryPolicy, Waiting } from './client';
import { serviceError } from './errorBody';
import type { CallIds, Executed, GraphError } from './errors';
import type { AnswerHeaders, Exchange } from './exchange';
import { graphError, unreadable, untrusted } from './graphErrors';
import { failedBeforeSending, type NetworkCause } from './networkCause';
import type { Operation } from './operation';
import type { Answer } from './wire';

/** What to do after one attempt. */
export type Verdict =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'again'; readonly reason: Waiting['reason']; readonly delayMs: number; readonly adviceGiven: boolean }
  | { readonly kind: 'newToken'; readonly claims: string | undefined; readonly error: GraphError }
  | { readonly kind: 'failed'; readonly error: GraphError };

export interface Attempt {
  readonly operation: Operation;
  readonly number: number;
  readonly clientRequestId: string;
  readonly retry: RetryPolicy;
}

type Answered = Extract<Exchange, { kind: 'answered' }>;
type Lost = Extract<Exchange, { kind: 'lost' }>;

const unavailable: readonly number[] = [502, 503, 504];
const longestId = 128;

/**
 * Judges what came of an attempt. What may be repeated (Graph throttling and error pages): everything on 429, which says that nothing was done;
 * reads also on 502, 503, 504 and dropped connections. A write that may have been carried out is never repeated.
 */
export function judge(attempt: Attempt, exchange: Answered | Lost): Verdict {
  if (exchange.kind === 'lost') {
    return judgeLost(attempt, exchange.network, exchange.cause, undefined);
  }
  return exchange.status >= 200 && exchange.status < 300 ? judgeSuccess(attempt, exchange) : judgeRefusal(attempt, exchange);
}

/** Request id and date: headers first, the error body next. Source: Graph best practices; the body of an error repeats both. */
export function callIds(
  clientRequestId: string,
  headers: AnswerHeaders | undefined,
  body?: { requestId: string | undefined; date: string | undefined },
): CallIds {
  return {
    clientRequestId,
    requestId: (headers?.get('request-id') ?? body?.requestId)?.slice(0, longestId),
    date: (headers?.get('date') ?? body?.date)?.slice(0, longestId),
  };
}

function judgeSuccess(attempt: Attempt, { status, headers, body }: Answered): Verdict {
  const ids = callIds(attempt.clientRequestId, headers);
  if (body.kind === 'whole') {
    return { kind: 'answered', answer: { status, headers, bytes: body.bytes, ids, attempts: attempt.number } };
  }
  if (attempt.operation.effect !== 'read') {
    return { kind: 'answered', answer: { status, headers, bytes: undefined, ids, attempts: attempt.number } };
  }
  return body.kind === 'cut'
    ? judgeLost(attempt, body.network, body.cause, ids)
    : { kind: 'failed', error: unreadable(attempt.operation, 'it is larger than any page should be', { ids }) };
}

function judgeRefusal(attempt: Attempt, { status, headers, body }: Answered): Verdict {
  const service = serviceError(body.kind === 'whole' ? body.bytes : new Uint8Array());
  const advice = adviceOf(headers);
  const claims = status === 401 || status === 403 ? claimsChallenge(headers.get('www-authenticate')) : undefined;
  const error = graphError(attempt.operation, 'refused', `was refused: ${status} ${service.code ?? ''}`.trimEnd(), {
    executed: executedAfter(attempt.operation, status),
    status,
    code: service.code,
    serviceMessage: service.message,
    retryAfterMs: advice,
    claims,
    ids: callIds(attempt.clientRequestId, headers, service),
    attempts: attempt.number,
  });
  if (status === 401 || claims !== undefined) {
    return { kind: 'newToken', claims, error };
  }
  return mayRepeat(attempt.operation, status)
    ? again(attempt, status === 429 ? 'throttled' : 'unavailable', advice, error)
    : { kind: 'failed', error };
}

function judgeLost(attempt: Attempt, network: NetworkCause, cause: unknown, ids: CallIds | undefined): Verdict {
  const { operation, number } = attempt;
  const executed = operation.effect === 'read' || failedBeforeSending(cause) ? 'no' : 'unknown';
  const details = { executed, cause, attempts: number, ids: ids ?? callIds(attempt.clientRequestId, undefined) } as const;
  if (network === 'redirect') {
    return { kind: 'failed', error: untrusted(operation, 'the answer is a redirect', details) };
  }
  const error = graphError(operation, 'unreachable', `got no answer (${network})`, details);
  return network === 'reset' && operation.repeat === 'safe' ? again(attempt, 'dropped', undefined, error) : { kind: 'failed', error };
}

function again(attempt: Attempt, reason: Waiting['reason'], advice: number | undefined, error: GraphError): Verdict {
  const delayMs = nextDelayMs(attempt.retry, attempt.number, advice);
  return delayMs === undefined ? { kind: 'failed', error } : { kind: 'again', reason, delayMs, adviceGiven: advice !== undefined };
}

function mayRepeat(operation: Operation, status: number): boolean {
  return status === 429 || (operation.repeat === 'safe' && unavailable.includes(status));
}

/** A refusal with a 4xx says that nothing was done; 408 and anything else says nothing about it. */
function executedAfter(operation: Operation, status: number): Executed {
  const clearRefusal = status >= 400 && status < 500 && status !== 408;
  return operation.effect === 'read' || clearRefusal ? 'no' : 'unknown';
}
