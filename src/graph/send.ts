import { setMaxListeners } from 'node:events';
import { callRecord } from './callRecord';
import { CancelledError, GraphError } from './errors';
import { exchange } from './exchange';
import { converseOverFetch } from './fetchConversation';
import { enterGate, leaveGate } from './gateVisit';
import { graphError } from './graphErrors';
import type { Operation } from './operation';
import { pause } from './pause';
import type { AccessToken, TokenRequest } from './tokenSource';
import { judge, type Verdict } from './verdict';
import { type Answer, type Call, neverAborted, type Sent, type Wire } from './wire';

/** Sends a call until it is answered with a 2xx or may not be repeated. @throws GraphError, SignInError, CancelledError */
export async function send(wire: Wire, call: Call): Promise<Answer> {
  const { answer } = await sendWithToken(wire, call);
  return answer;
}

/** As send, and tells which token went with it. @throws GraphError, SignInError, CancelledError */
export async function sendWithToken(wire: Wire, call: Call): Promise<Sent> {
  refuseBeforeSending(wire, call);
  setMaxListeners(0, call.options.signal ?? neverAborted);
  const asked = new Set<'claims' | 'refused'>();
  let request: TokenRequest = call.tokenRequest ?? { operation: call.permissionsOf };
  for (let attempt = 1; ; attempt += 1) {
    const { verdict, token } = await oneAttempt(wire, call, request, attempt);
    switch (verdict.kind) {
      case 'answered':
        return { answer: verdict.answer, token };
      case 'failed':
        throw verdict.error;
      case 'again':
        await waitVisibly(call, verdict, attempt);
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

interface Attempted {
  readonly verdict: Verdict;
  readonly token: AccessToken;
}

async function oneAttempt(wire: Wire, call: Call, request: TokenRequest, number: number): Promise<Attempted> {
  await enterGate(wire, call, number);
  let attempted: Attempted | undefined;
  try {
    attempted = await exchangeOnce(wire, call, request, number);
    return attempted;
  } finally {
    leaveGate(wire.gate, attempted?.verdict);
  }
}

async function exchangeOnce(wire: Wire, call: Call, request: TokenRequest, number: number): Promise<Attempted> {
  const { operation, permissionsOf, url, body, maxBytes, options, room, converse = converseOverFetch } = call;
  const { signal = neverAborted } = options;
  wire.permit(permissionsOf);
  throwIfCancelled(signal);
  const token = await wire.tokens.getAccessToken(request, signal);
  const clientRequestId = crypto.randomUUID();
  const headers = requestHeaders(call, token, clientRequestId);
  await options.beforeSend?.(clientRequestId);
  throwIfCancelled(signal);

  const startedAt = Date.now();
  const asked = { method: operation.method, url, headers, body, maxBytes, timeoutMs: wire.timeoutMs, room };
  const result = await exchange(asked, converse, signal);
  wire.onCall(callRecord(operation, url.href, result, number, startedAt, clientRequestId));
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

export async function waitVisibly(call: Call, again: Extract<Verdict, { kind: 'again' }>, attempt: number): Promise<void> {
  const { onWaiting, signal = neverAborted } = call.options;
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

/** Whether a refusal is the service's word with this status. */
export function isRefusal(error: unknown, status: number): error is GraphError {
  return error instanceof GraphError && error.details.failure === 'refused' && error.details.status === status;
}
