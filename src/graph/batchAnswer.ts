import { callRecord } from './callRecord';
import type { Exchange } from './exchange';
import { unreadable } from './graphErrors';
import { isJsonObject, type JsonObject } from './json';
import { requireJsonObject } from './jsonAnswer';
import type { Operation } from './operation';
import { operation } from './operations';
import { judge, type Verdict } from './verdict';
import type { Answer, Wire } from './wire';

export interface BatchItem {
  readonly index: number;
  readonly url: string;
  readonly clientRequestId: string;
}

interface SentRound {
  readonly number: number;
  readonly items: readonly BatchItem[];
  readonly startedAt: number;
}

/**
 * A verdict for each item of a batch, matched by id: the order of the answers is free (Graph JSON batching page).
 * @throws GraphError `unreadable` when the body is no batch answer
 */
export function answersInside(wire: Wire, row: Operation, answer: Answer, round: SentRound): readonly Verdict[] {
  const { responses } = requireJsonObject(operation('batch'), answer);
  if (!Array.isArray(responses)) {
    throw unreadable(operation('batch'), 'it has no list of responses', { ids: answer.ids });
  }
  const byId = new Map(responses.filter(isJsonObject).map((response) => [String(response['id']), response]));
  return round.items.map((item) => {
    const exchange = exchangeInside(byId.get(String(item.index)));
    if (exchange === undefined) {
      return { kind: 'failed', error: unreadable(row, 'the batch has no answer for it', { ids: answer.ids }) };
    }
    wire.onCall(callRecord(row, item.url, exchange, round.number, round.startedAt, item.clientRequestId));
    return judge({ operation: row, number: round.number, clientRequestId: item.clientRequestId, retry: wire.retry }, exchange);
  });
}

function exchangeInside(response: JsonObject | undefined): Extract<Exchange, { kind: 'answered' }> | undefined {
  if (response === undefined || typeof response['status'] !== 'number') {
    return undefined;
  }
  const bytes = Buffer.from(JSON.stringify(response['body'] ?? null));
  return { kind: 'answered', status: response['status'], headers: headersInside(response), body: { kind: 'whole', bytes } };
}

/** A body that came as JSON inside JSON is JSON, whatever headers are missing. */
function headersInside({ headers, body }: JsonObject): Headers {
  const inside = new Headers(isJsonObject(body) ? { 'content-type': 'application/json' } : {});
  for (const [name, value] of Object.entries(isJsonObject(headers) ? headers : {})) {
    const text = typeof value === 'number' ? String(value) : value;
    if (isFitHeader(name, text)) {
      inside.set(name, text);
    }
  }
  return inside;
}

function isFitHeader(name: string, value: unknown): value is string {
  return /^[\w-]+$/.test(name) && typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value);
}
