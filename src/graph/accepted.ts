import type { Accepted, OperationLocation } from './client';
import { retryAfterMs } from './backoff';
import { isJsonObject, tryParseJson } from './json';
import { trustedLink } from './origin';
import type { Answer } from './wire';

/** What the service asks for where it says nothing. Source: exportPersonalData page. */
const defaultRetryAfterMs = 60_000;

const operationPath = /^\/(?:v1\.0|beta)\/dataPolicyOperations(?:\/([^/]+)|\('([^/]+)'\))$/i;

/**
 * Reads the 202 of an export: Location and Retry-After as headers first, then as properties of the body (the API reference shows both).
 * A Location on another origin, or of another kind, gives no operation id and is never followed.
 */
export function accepted(endpoint: URL, answer: Answer): Accepted {
  const parsed = answer.bytes === undefined ? undefined : tryParseJson(answer.bytes);
  const body = isJsonObject(parsed) ? parsed : {};
  const link = answer.headers.get('location') ?? body['Location'] ?? body['location'];
  const after = answer.headers.get('retry-after') ?? body['Retry-After'] ?? body['retry-after'];
  return {
    ...operationAt(endpoint, link),
    retryAfterMs: retryAfterMs(typeof after === 'number' ? String(after) : textOrNull(after), Date.now()) ?? defaultRetryAfterMs,
    ids: answer.ids,
  };
}

function operationAt(endpoint: URL, link: unknown): Pick<Accepted, 'location' | 'operationId' | 'operationUrl'> {
  if (link === undefined || link === null || link === '') {
    return nowhere('missing');
  }
  if (typeof link !== 'string') {
    return nowhere('unreadable');
  }
  const url = trustedLink(endpoint, link);
  if (url === undefined) {
    return nowhere(URL.canParse(link) && new URL(link).origin !== endpoint.origin ? 'foreign' : 'unreadable');
  }
  const match = operationPath.exec(url.pathname);
  const operationId = decoded(match?.[1] ?? match?.[2]);
  return operationId === undefined ? nowhere('unreadable') : { location: 'given', operationId, operationUrl: url.href };
}

function nowhere(location: OperationLocation): Pick<Accepted, 'location' | 'operationId' | 'operationUrl'> {
  return { location, operationId: undefined, operationUrl: undefined };
}

function decoded(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
