import type { ListOptions, PathValues } from './client';
import type { GraphError } from './errors';
import { answersInside, type BatchItem } from './batchAnswer';
import { leaveGate } from './gateVisit';
import { invalidInput } from './graphErrors';
import type { Operation } from './operation';
import { operation } from './operations';
import { relativeUrl } from './requestUrl';
import { sendWithToken, waitVisibly } from './send';
import type { AccessToken, TokenRequest } from './tokenSource';
import type { Verdict } from './verdict';
import { type Answer, type Call, maxPageBytes, neverAborted, type Wire } from './wire';

/** Source: Graph JSON batching page. */
const maxBatchSize = 20;

export type BatchResult = { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'failed'; readonly error: GraphError };

interface Round {
  readonly number: number;
  readonly items: readonly BatchItem[];
  readonly tokenRequest: TokenRequest | undefined;
}

interface Judged {
  readonly item: BatchItem;
  readonly verdict: Verdict;
}

/**
 * Sends one GET operation for several paths, at most 20, as one `$batch` (Graph JSON batching page). Each answer inside is judged on its own: those
 * throttled or unavailable are sent again, together, after the longest pause asked for; a refused token is replaced once.
 * @throws GraphError of the operation `batch` when the batch as a whole was refused, SignInError, CancelledError
 */
export async function sendBatch(
  wire: Wire,
  row: Operation,
  paths: readonly PathValues[],
  options: ListOptions,
): Promise<readonly BatchResult[]> {
  if (row.method !== 'GET' || paths.length > maxBatchSize) {
    throw invalidInput(operation('batch'), `requests (${maxBatchSize})`, 'tooLong');
  }
  const results: BatchResult[] = [];
  const items = paths.map((path, index) => ({ index, url: relativeUrl(row, path, options.query), clientRequestId: crypto.randomUUID() }));
  let round: Round = { number: 1, items, tokenRequest: undefined };
  while (round.items.length > 0) {
    const call = batchCall(wire, row, round, options);
    const { judged, token } = await sendRound(wire, row, call, round);
    for (const { item, verdict } of judged) {
      if (verdict.kind === 'answered' || verdict.kind === 'failed') {
        results[item.index] = verdict;
      }
    }
    const open = judged.filter(({ verdict }) => verdict.kind === 'again' || verdict.kind === 'newToken');
    await waitForLongest(call, open, round.number);
    round = { number: round.number + 1, items: open.map(({ item }) => item), tokenRequest: nextTokenRequest(row, open, token) };
  }
  return results;
}

function batchCall(wire: Wire, row: Operation, round: Round, options: ListOptions): Call {
  const requests = round.items.map(({ index, url, clientRequestId }) => ({
    id: String(index),
    method: 'GET',
    url,
    headers: { Accept: 'application/json', 'client-request-id': clientRequestId },
  }));
  return {
    operation: operation('batch'),
    permissionsOf: row,
    url: new URL(`${wire.endpoint.origin}/${row.versions[0] ?? 'beta'}/$batch`),
    body: JSON.stringify({ requests }),
    maxBytes: maxPageBytes,
    options,
    ...(round.tokenRequest && { tokenRequest: round.tokenRequest }),
  };
}

/** The calls inside a batch are charged one by one, so all of them go through the gate: together, for they leave as one. */
async function sendRound(
  wire: Wire,
  row: Operation,
  call: Call,
  round: Round,
): Promise<{ readonly judged: readonly Judged[]; readonly token: AccessToken }> {
  const { signal = neverAborted } = call.options;
  const verdicts: Verdict[] = [];
  let entered = 0;
  try {
    await wire.gate?.enter(row, signal, undefined, round.items.length);
    entered = round.items.length;
    const startedAt = Date.now();
    const { answer, token } = await sendWithToken(wire, call);
    verdicts.push(...answersInside(wire, row, answer, { ...round, startedAt }));
    return { judged: round.items.map((item, at) => ({ item, verdict: onceOnly(verdicts[at], round) })).filter(isJudged), token };
  } finally {
    for (let at = 0; at < entered; at += 1) {
      leaveGate(wire.gate, verdicts[at]);
    }
  }
}

function isJudged(judged: { readonly item: BatchItem; readonly verdict: Verdict | undefined }): judged is Judged {
  return judged.verdict !== undefined;
}

/** A token is replaced once; the next refusal stands. */
function onceOnly(verdict: Verdict | undefined, round: Round): Verdict | undefined {
  return verdict?.kind === 'newToken' && round.tokenRequest !== undefined ? { kind: 'failed', error: verdict.error } : verdict;
}

async function waitForLongest(call: Call, open: readonly Judged[], attempt: number): Promise<void> {
  const pauses = open.map(({ verdict }) => verdict).filter((verdict) => verdict.kind === 'again');
  const [longest] = pauses.toSorted((one, other) => other.delayMs - one.delayMs);
  if (longest !== undefined) {
    await waitVisibly(call, longest, attempt);
  }
}

function nextTokenRequest(row: Operation, open: readonly Judged[], token: AccessToken): TokenRequest | undefined {
  const refusals = open.map(({ verdict }) => verdict).filter((verdict) => verdict.kind === 'newToken');
  const claims = refusals.find((refusal) => refusal.claims !== undefined)?.claims;
  return refusals.length === 0 ? undefined : { operation: row, refused: token.value, ...(claims !== undefined && { claims }) };
}
