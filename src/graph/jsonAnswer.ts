import type { GraphError } from './errors';
import { unreadable } from './graphErrors';
import { isJsonObject, type JsonObject, parseJson } from './json';
import type { Operation } from './operation';
import type { Answer } from './wire';

/** The body of an answer that has to be JSON by its content type. @throws GraphError `unreadable` */
export function requireJson(operation: Operation, answer: Answer): Uint8Array {
  const contentType = answer.headers.get('content-type') ?? '';
  if (!/^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType)) {
    throw problem(operation, answer, `its content type is ${contentType === '' ? 'missing' : 'not JSON'}`);
  }
  if (answer.bytes === undefined || answer.bytes.byteLength === 0) {
    throw problem(operation, answer, 'its body is empty');
  }
  return answer.bytes;
}

/** @throws GraphError `unreadable` */
export function requireJsonObject(operation: Operation, answer: Answer): JsonObject {
  const bytes = requireJson(operation, answer);
  const parsed = parsedBody(operation, answer, bytes);
  if (!isJsonObject(parsed)) {
    throw problem(operation, answer, 'its JSON is no object');
  }
  return parsed;
}

function parsedBody(operation: Operation, answer: Answer, bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch (cause) {
    throw problem(operation, answer, `${bytes.byteLength} bytes are no complete JSON`, cause);
  }
}

function problem(operation: Operation, answer: Answer, reason: string, cause?: unknown): GraphError {
  return unreadable(operation, reason, { ids: answer.ids, status: answer.status, attempts: answer.attempts, cause });
}
