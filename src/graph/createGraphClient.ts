import { accepted } from './accepted';
import { defaultRetryPolicy } from './backoff';
import type {
  Accepted,
  CallOptions,
  Entity,
  EntityAnswers,
  EntityOperationId,
  GetOptions,
  GraphClient,
  GraphClientOptions,
  PathValues,
  Requested,
} from './client';
import { invalidInput, unreadable } from './graphErrors';
import { requireJsonObject } from './jsonAnswer';
import { Lists } from './lists';
import type { OperationId } from './operation';
import { operation } from './operations';
import { cloudOf, graphOrigin } from './origin';
import { requestUrl } from './requestUrl';
import { entityReaders } from './rows';
import { send } from './send';
import { type Answer, maxEntityBytes, type Wire } from './wire';

const defaultTimeoutMs = 100_000;

/**
 * The calls of one context over the platform's `fetch`, pages of lists over its HTTP client.
 * @throws TypeError when `graphEndpoint` is neither a known cloud nor a loopback address.
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const wire = wireOf(options);
  const lists = new Lists(wire);
  return {
    list: (id, path, listOptions = {}) => lists.list(id, path, listOptions),
    listBytes: (id, path, readRows, listOptions = {}) => lists.listBytes(id, path, readRows, listOptions),
    listMany: (id, paths, listOptions = {}) => lists.listMany(id, paths, listOptions),
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
    throw invalidInput(row, 'storageLocation', 'controlCharacters');
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
