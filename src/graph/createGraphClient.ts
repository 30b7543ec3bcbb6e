import { accepted } from './accepted';
import { defaultRetryPolicy } from './backoff';
import type {
  Accepted,
  BytesPage,
  CallOptions,
  CollectionOperationId,
  CollectionRows,
  Entity,
  EntityAnswers,
  EntityOperationId,
  GetOptions,
  GraphClient,
  GraphClientOptions,
  ListOptions,
  Page,
  Pages,
  PathValues,
  ReadPages,
  Requested,
  RowReader,
} from './client';
import { invalidInput, unreadable } from './graphErrors';
import { isJsonObject, parseJson, tryParseJson } from './json';
import { requireJsonObject } from './jsonAnswer';
import { type Operation, type OperationId } from './operation';
import { operation } from './operations';
import { cloudOf, graphOrigin } from './origin';
import { type FetchedPage, PageFetcher, type TopRefused } from './pageFetcher';
import { PageRun, type PageReader } from './pageRun';
import { requestUrl } from './requestUrl';
import { collectionReaders, entityReaders, readRow } from './rows';
import { send } from './send';
import { type Answer, maxEntityBytes, neverAborted, type Wire } from './wire';

const defaultTimeoutMs = 100_000;

/**
 * The calls of one context over the platform's `fetch`.
 * @throws TypeError when `graphEndpoint` is neither a known cloud nor a loopback address.
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const wire = wireOf(options);
  const topRefused: TopRefused = new Set();
  return {
    list: (id, path, listOptions = {}) => list(wire, topRefused, id, path, listOptions),
    listBytes: (id, path, readRows, listOptions = {}) => listBytes(wire, topRefused, id, path, readRows, listOptions),
    get: (id, path, getOptions = {}) => get(wire, id, path, getOptions),
    exportPersonalData: (userId, storageLocation, callOptions = {}) => exportPersonalData(wire, userId, storageLocation, callOptions),
    removeInboundPersonalData: (userId, callOptions = {}) => remove(wire, 'removeInboundPersonalData', { userId }, callOptions),
    removeOutboundPersonalData: (userId, tenantId, callOptions = {}) =>
      remove(wire, 'removeOutboundPersonalData', { userId, tenantId }, callOptions),
  };
}

function wireOf(options: GraphClientOptions): Wire {
  const endpoint = graphOrigin(options.graphEndpoint);
  return {
    endpoint,
    cloud: cloudOf(endpoint),
    tokens: options.tokens,
    permit: options.permit ?? (() => undefined),
    gate: options.gate,
    onCall: options.onCall ?? (() => undefined),
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    retry: options.retry ?? defaultRetryPolicy,
  };
}

function list<Id extends CollectionOperationId>(
  wire: Wire,
  topRefused: TopRefused,
  id: Id,
  path: PathValues,
  options: ListOptions,
): Pages<CollectionRows[Id]> {
  const reader = collectionReaders[id];
  const read: PageReader<Page<CollectionRows[Id]>> = (fetched) => {
    const rows = rowsOf(fetched).map((raw) => readRow(reader, raw));
    const unreadableRows = rows.filter((row) => row.kind === 'unreadable').length;
    return { page: { rows, number: fetched.number, ids: fetched.ids }, count: { items: rows.length, unreadable: unreadableRows } };
  };
  return pageRun(wire, topRefused, operation(id), path, read, options);
}

function listBytes(
  wire: Wire,
  topRefused: TopRefused,
  id: CollectionOperationId,
  path: PathValues,
  readRows: RowReader,
  options: ListOptions,
): ReadPages {
  return pageRun(
    wire,
    topRefused,
    operation(id),
    path,
    ({ bytes, rowsStart, rowsEnd, number, ids }) => {
      const page: BytesPage = { bytes, rowsStart, rowsEnd, number, ids };
      const count = readRows(page);
      return { page: { ...count, number, ids }, count };
    },
    options,
  );
}

function pageRun<P>(
  wire: Wire,
  topRefused: TopRefused,
  row: Operation,
  path: PathValues,
  read: PageReader<P>,
  options: ListOptions,
): PageRun<P> {
  const stop = new AbortController();
  const fetcher = new PageFetcher(wire, row, path, { ...options, signal: stop.signal }, topRefused);
  return new PageRun(row, fetcher, read, stop, options.signal ?? neverAborted);
}

function rowsOf({ bytes, rowsStart, rowsEnd }: FetchedPage): readonly unknown[] {
  const rows = tryParseJson(bytes.subarray(rowsStart, rowsEnd)) ?? valueOf(parseJson(bytes));
  if (!Array.isArray(rows)) {
    throw new TypeError('The rows are no list.');
  }
  return rows;
}

function valueOf(page: unknown): unknown {
  return isJsonObject(page) ? page['value'] : undefined;
}

async function get<Id extends EntityOperationId>(
  wire: Wire,
  id: Id,
  path: PathValues,
  options: GetOptions,
): Promise<Entity<EntityAnswers[Id]>> {
  const row = operation(id);
  const url = requestUrl(wire.endpoint, row, path, options.query);
  const answer = await send(wire, { operation: row, permissionsOf: row, url, body: undefined, maxBytes: maxEntityBytes, options });
  const raw = requireJsonObject(row, answer);
  const value = entityReaders[id](raw);
  if (typeof value === 'string') {
    throw unreadable(row, value, { ids: answer.ids, status: answer.status, attempts: answer.attempts });
  }
  return { value, raw, ids: answer.ids };
}

async function exportPersonalData(wire: Wire, userId: string, storageLocation: string, options: CallOptions): Promise<Accepted> {
  const row = operation('exportInboundPersonalData');
  if (storageLocation.trim() === '' || /[\u0000-\u001f\u007f]/.test(storageLocation)) {
    throw invalidInput(row, 'the storage location is empty or has control characters');
  }
  return accepted(wire.endpoint, await post(wire, row.id, { userId }, JSON.stringify({ storageLocation }), options));
}

async function remove(wire: Wire, id: OperationId, path: PathValues, options: CallOptions): Promise<Requested> {
  const { ids } = await post(wire, id, path, undefined, options);
  return { ids };
}

function post(wire: Wire, id: OperationId, path: PathValues, body: string | undefined, options: CallOptions): Promise<Answer> {
  const row = operation(id);
  const url = requestUrl(wire.endpoint, row, path);
  return send(wire, { operation: row, permissionsOf: row, url, body, maxBytes: maxEntityBytes, options });
}
