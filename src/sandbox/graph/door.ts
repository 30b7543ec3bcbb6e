import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphVersion } from '../../graph/operation';
import { readBody } from '../httpBody';
import type { Login } from '../login/login';
import type { Answer } from './answer';
import { execute, type Executor } from './execute';
import type { GraphRequest } from './graphRequest';

const target = /^\/(v1\.0|beta)(\/.*)$/;
const slowPieces = 20;

async function sendSlowly(response: ServerResponse, body: Buffer, durationMs: number): Promise<void> {
  const size = Math.ceil(body.length / slowPieces);
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await pause(durationMs / slowPieces);
  }
  response.end();
}

async function send(response: ServerResponse, answer: Answer, headers: Readonly<Record<string, string>>): Promise<void> {
  const { delivery, body } = answer;
  if (delivery?.kind === 'dropped') {
    response.destroy();
    return;
  }
  const length = body ? { 'Content-Length': String(body.length) } : {};
  if (delivery?.kind === 'truncated' && body) {
    const half = body.subarray(0, Math.floor(body.length / 2));
    response.writeHead(answer.status, { ...headers, ...answer.headers, 'Content-Length': String(half.length) }).end(half);
    return;
  }
  response.writeHead(answer.status, { ...headers, ...answer.headers, ...length });
  if (delivery?.kind === 'slow' && body) {
    await sendSlowly(response, body, delivery.durationMs);
    return;
  }
  response.end(body);
}

async function readRequest(request: IncomingMessage, login: Login): Promise<GraphRequest | undefined> {
  const [, version, rest] = target.exec(request.url ?? '') ?? [];
  if (version === undefined || rest === undefined) {
    return undefined;
  }
  const given = request.headers['client-request-id'];
  const requestId = randomUUID();
  return {
    method: request.method ?? 'GET',
    version: version as GraphVersion,
    target: rest,
    body: request.method === 'GET' ? '' : await readBody(request),
    caller: await login.authenticate(request.headers.authorization),
    ids: { requestId, clientRequestId: typeof given === 'string' ? given : requestId },
  };
}

/** Graph over HTTP: reads requests, sends answers, and sends them as badly as they are to be sent. False for a path that is not Graph's. */
export function createDoor(executor: Executor, login: Login): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const read = await readRequest(request, login);
    if (!read) {
      return false;
    }
    const headers = {
      'request-id': read.ids.requestId,
      'client-request-id': read.ids.clientRequestId,
      Date: new Date(executor.clock.now()).toUTCString(),
      'Cache-Control': 'no-cache',
      'OData-Version': '4.0',
    };
    const answer = await execute(read, executor);
    if (executor.options.latencyMs > 0) {
      await pause(executor.options.latencyMs);
    }
    await send(response, answer, headers);
    return true;
  };
}
