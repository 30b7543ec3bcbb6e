import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from './answer';
import { badRequest } from './apiError';
import type { GraphRequest } from './graphRequest';
import { parseObject } from './storageLocation';

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

interface Response {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Source: Graph JSON batching page. */
const mostRequests = 20;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readItem(value: unknown): Item {
  if (!isRecord(value) || !isText(value['id']) || !isText(value['method']) || !isText(value['url'])) {
    throw badRequest("Invalid batch payload format: each request needs 'id', 'method' and 'url'.");
  }
  const { id, method, url, body, headers = {}, dependsOn = [] } = value;
  if (!isRecord(headers) || !Array.isArray(dependsOn) || !dependsOn.every(isText)) {
    throw badRequest('Invalid batch payload format.');
  }
  const lowered = Object.entries(headers).map(([name, header]) => [name.toLowerCase(), String(header)] as const);
  return { id, method: method.toUpperCase(), url, body, headers: Object.fromEntries(lowered), dependsOn };
}

function readItems(body: string): readonly Item[] {
  const requests = parseObject(body)['requests'];
  if (!Array.isArray(requests)) {
    throw badRequest("Invalid batch payload format: 'requests' is missing.");
  }
  if (requests.length > mostRequests) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${mostRequests}.`);
  }
  const items = requests.map(readItem);
  const ids = new Set<string>();
  for (const { id, dependsOn } of items) {
    if (ids.has(id)) {
      throw badRequest(`Request Id : ${id} in the batch is duplicated.`);
    }
    if (!dependsOn.every((other) => ids.has(other))) {
      throw badRequest(`Request Id : ${id} depends on a request that does not come before it.`);
    }
    ids.add(id);
  }
  return items;
}

const failure = (code: string, message: string): unknown => ({ error: { code, message } });

function toResponse(id: string, answer: Answer): Response {
  if (answer.delivery?.kind === 'dropped') {
    return { id, status: 504, headers: {}, body: failure('UnknownError', 'The server did not answer in time.') };
  }
  const { status, headers, body } = answer;
  const isJson = headers['Content-Type']?.includes('json') === true && answer.delivery?.kind !== 'truncated';
  const text = body?.toString('utf8');
  const content = text !== undefined && isJson ? (JSON.parse(text) as unknown) : text;
  return { id, status, headers, ...(content === undefined ? {} : { body: content }) };
}

async function answerItem(item: Item, outer: GraphRequest, send: (request: GraphRequest) => Promise<Answer>): Promise<Response> {
  const target = item.url.startsWith('/') ? item.url : `/${item.url}`;
  if (/^\/\$batch/i.test(target) || item.url.includes('://')) {
    return { id: item.id, status: 400, headers: {}, body: failure('Request_BadRequest', 'The request of the batch is not allowed.') };
  }
  if (item.body !== undefined && item.headers['content-type'] === undefined) {
    return {
      id: item.id,
      status: 400,
      headers: {},
      body: failure('Request_BadRequest', 'Content-Type is missing for a request with a body.'),
    };
  }
  const body = item.body === undefined ? '' : JSON.stringify(item.body);
  const ids = { requestId: randomUUID(), clientRequestId: item.headers['client-request-id'] ?? outer.ids.clientRequestId };
  return toResponse(item.id, await send({ ...outer, method: item.method, target, body, ids }));
}

/** Answers every request of a batch, in parallel unless some depend on others. The responses come in another order than the requests. */
export async function answerBatch(outer: GraphRequest, send: (request: GraphRequest) => Promise<Answer>): Promise<Answer> {
  const items = readItems(outer.body);
  const responses = items.some(({ dependsOn }) => dependsOn.length > 0)
    ? await inTurn(items, outer, send)
    : await Promise.all(items.map((item) => answerItem(item, outer, send)));
  return jsonAnswer(200, { responses: [...responses].reverse() });
}

async function inTurn(
  items: readonly Item[],
  outer: GraphRequest,
  send: (request: GraphRequest) => Promise<Answer>,
): Promise<readonly Response[]> {
  const responses = new Map<string, Response>();
  for (const item of items) {
    const failed = item.dependsOn.some((id) => (responses.get(id)?.status ?? 0) >= 400);
    const response = failed
      ? { id: item.id, status: 424, headers: {}, body: failure('FailedDependency', 'A request that this one depends on failed.') }
      : await answerItem(item, outer, send);
    responses.set(item.id, response);
  }
  return [...responses.values()];
}
