import type { CallRecord } from './client';
import { CancelledError, GraphError } from './errors';
import { type Exchange, exchange } from './exchange';
import { graphError } from './graphErrors';
import type { Operation } from './operation';
import { pause } from './pause';
import type { AccessToken, TokenRequest } from './tokenSource';
import { callIds, judge, type Verdict } from './verdict';
import { type Answer, type Call, neverAborted, type Wire } from './wire';

/** Sends a call until it is answered with a 2xx or may not be repeated. @throws GraphError, SignInError, CancelledError */
export async function send(wire: Wire, call: Call): Promise<Answer> {
  refuseBeforeSending(wire, call);
  const asked = new Set<'claims' | 'refused'>();
  let request: TokenRequest = { operation: call.permissionsOf };
  for (let attempt = 1; ; attempt += 1) {
    const { verdict, token } = await oneAttempt(wire, call, request, attempt);
    switch (verdict.kind) {
      case 'answered':
        return verdict.answer;
      case 'failed':
        throw verdict.error;
      case 'again':
        await waitVisibly(wire, call, verdict, attempt);
        break;
      case 'newToken':
        request = nextTokenRequest(call.permissionsOf, verdict, token, asked);
    }
  }
}

function refuseBeforeSending(wire: Wire, call: Call): void {
  for (const operation of new Set([call.operation, call.permissionsOf])) {
    if (!operation.clouds.includes(wire.cloud)) {
      throw graphError(operation, 'notHere', `does not exist in the cloud ${wire.cloud}`, { executed: 'no' });
    }
    wire.permit(operation);
  }
}

async function oneAttempt(
  wire: Wire,
  call: Call,
  request: TokenRequest,
  number: number,
): Promise<{ verdict: Verdict; token: AccessToken }> {
  const signal = call.options.signal ?? neverAborted;
  await enterGate(wire, call, number, signal);
  wire.permit(call.permissionsOf);
  throwIfCancelled(signal);
  const token = await wire.tokens.getAccessToken(request, signal);
  const clientRequestId = crypto.randomUUID();
  const headers = requestHeaders(call, token, clientRequestId);
  await call.options.beforeSend?.(clientRequestId);
  throwIfCancelled(signal);

  const { operation, url, body, maxBytes } = call;
  const startedAt = Date.now();
  const result = await exchange({ method: operation.method, url, headers, body, maxBytes, timeoutMs: wire.timeoutMs }, signal);
  wire.onCall(callRecord(operation, result, number, startedAt, clientRequestId));
  if (result.kind === 'cancelled') {
    throw new CancelledError(operation.effect === 'read' ? 'no' : 'unknown');
  }
  return { verdict: judge({ operation, number, clientRequestId, retry: wire.retry }, result), token };
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new CancelledError('no');
  }
}

function requestHeaders(call: Call, token: AccessToken, clientRequestId: string): Readonly<Record<string, string>> {
  // fetch would quote an unfit header value, and so the token, in its error.
  if (!/^[\x21-\x7e]+$/.test(token.value)) {
    throw graphError(call.operation, 'invalid', 'cannot be sent: the access token is empty or not one word', { executed: 'no' });
  }
  return {
    Authorization: `Bearer ${token.value}`,
    Accept: 'application/json',
    'client-request-id': clientRequestId,
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

async function enterGate(wire: Wire, call: Call, attempt: number, signal: AbortSignal): Promise<void> {
  const { onWaiting } = call.options;
  await wire.gate?.enter(call.operation, signal, (resumesAt) => {
    onWaiting?.(
      resumesAt === undefined
        ? undefined
        : { operation: call.operation.id, reason: 'throttled', attempt, resumesAt, retryAfterGiven: true },
    );
  });
}

async function waitVisibly(wire: Wire, call: Call, again: Extract<Verdict, { kind: 'again' }>, attempt: number): Promise<void> {
  const { onWaiting, signal = neverAborted } = call.options;
  if (again.reason === 'throttled') {
    wire.gate?.throttled(again.delayMs);
  }
  onWaiting?.({
    operation: call.operation.id,
    reason: again.reason,
    attempt,
    resumesAt: Date.now() + again.delayMs,
    retryAfterGiven: again.adviceGiven,
  });
  try {
    await pause(again.delayMs, signal);
  } finally {
    onWaiting?.(undefined);
  }
}

/** A refused token is replaced once, a claims challenge is answered once; the next refusal stands. */
function nextTokenRequest(
  operation: Operation,
  verdict: Extract<Verdict, { kind: 'newToken' }>,
  token: AccessToken,
  asked: Set<'claims' | 'refused'>,
): TokenRequest {
  const question = verdict.claims === undefined ? 'refused' : 'claims';
  if (asked.has(question)) {
    throw verdict.error;
  }
  asked.add(question);
  const refused = verdict.error.details.status === 401 ? { refused: token.value } : {};
  return { operation, ...refused, ...(verdict.claims === undefined ? {} : { claims: verdict.claims }) };
}

function callRecord(operation: Operation, result: Exchange, attempt: number, startedAt: number, clientRequestId: string): CallRecord {
  const answered = result.kind === 'answered';
  return {
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    status: answered ? result.status : undefined,
    failure: failureOf(result),
    attempt,
    startedAt,
    durationMs: Date.now() - startedAt,
    ids: callIds(clientRequestId, answered ? result.headers : undefined),
  };
}

function failureOf(result: Exchange): string | undefined {
  switch (result.kind) {
    case 'cancelled':
      return 'cancelled';
    case 'lost':
      return result.network;
    case 'answered':
      return result.body.kind === 'whole' ? undefined : result.body.kind;
  }
}

/** Whether a refusal is the service's word with this status. */
export function isRefusal(error: unknown, status: number): error is GraphError {
  return error instanceof GraphError && error.details.failure === 'refused' && error.details.status === status;
}
