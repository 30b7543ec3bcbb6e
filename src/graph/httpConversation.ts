import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { createGunzip } from 'node:zlib';
import { type AnswerHeaders, type Body, type Exchange, type ExchangeRequest, type Head, longestBodyMs } from './exchange';
import { joined } from './joined';
import { networkCause } from './networkCause';
import type { Watch } from './watch';

/** Source: Fetch standard, redirect status. */
const redirects: readonly (number | undefined)[] = [301, 302, 303, 307, 308];

/**
 * One GET over the platform's HTTP client instead of its `fetch`, which takes most of the time of a page. Called by way of the modules, at the
 * moment: the editor patches them for proxies and certificates. Redirects are not followed. Rejects only when it cannot be sent at all.
 */
export function converseOverHttp(request: ExchangeRequest, watch: Watch, onHead: (head: Head) => void): Promise<Exchange> {
  const { url, headers } = request;
  return new Promise((resolve) => {
    let isAnswered = false;
    let ofProxy: unknown;
    const lost = (caught: unknown): void => {
      if (!isAnswered) {
        const cause = ofProxy ?? caught;
        resolve({ kind: 'lost', network: networkCause(cause, url.host), cause });
      }
    };
    const client = url.protocol === 'https:' ? https : http;
    const sent = client.request(url, { method: 'GET', headers: { ...headers, 'Accept-Encoding': 'gzip' } });
    watch.destroy = () => sent.destroy();
    sent.once('response', (response: http.IncomingMessage) => {
      isAnswered = true;
      void receive(response, request, watch, onHead).then(resolve);
    });
    // The editor's agent tells why there is no way to a proxy here, and fails with a text only.
    sent.on('proxy', ({ error }: { readonly error?: unknown }) => (ofProxy = error));
    sent.on('error', lost);
    sent.once('close', () => isAnswered || lost(endedEarly()));
    sent.end();
  });
}

async function receive(
  response: http.IncomingMessage,
  request: ExchangeRequest,
  watch: Watch,
  onHead: (head: Head) => void,
): Promise<Exchange> {
  response.on('error', () => undefined);
  if (request.url.protocol === 'https:' && !(response.socket instanceof TLSSocket)) {
    response.destroy();
    const cause = notTheService(response.statusCode);
    return { kind: 'lost', network: networkCause(cause), cause };
  }
  if (redirects.includes(response.statusCode)) {
    response.destroy();
    return { kind: 'lost', network: 'redirect', cause: new Error('The answer is a redirect.') };
  }
  const head = { status: response.statusCode ?? 0, headers: headersOf(response) };
  onHead(head);
  if (Number(response.headers['content-length'] ?? 0) > request.maxBytes) {
    response.destroy();
    return { kind: 'answered', ...head, body: { kind: 'tooLarge' } };
  }
  return { kind: 'answered', ...head, body: await readBody(response, request, watch) };
}

function headersOf({ headers }: http.IncomingMessage): AnswerHeaders {
  return {
    get: (name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : (value?.join(', ') ?? null);
    },
  };
}

function readBody(response: http.IncomingMessage, { maxBytes, room }: ExchangeRequest, watch: Watch): Promise<Body> {
  return new Promise((resolve) => {
    const cut = (cause: unknown): void => resolve({ kind: 'cut', network: networkCause(cause), cause });
    const chunks: Uint8Array[] = [];
    const givenUpAt = Date.now() + longestBodyMs;
    let size = 0;
    const content = contentOf(response, cut);
    content.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size > maxBytes) {
        response.destroy();
        resolve({ kind: 'tooLarge' });
      } else if (Date.now() < givenUpAt) {
        watch.goOn();
      }
    });
    content.once('end', () => resolve({ kind: 'whole', bytes: joined(chunks, size, room) }));
    content.on('error', cut);
    content.once('close', () => content.readableEnded || cut(endedEarly()));
  });
}

function contentOf(response: http.IncomingMessage, onCut: (cause: unknown) => void): Readable {
  if (response.headers['content-encoding'] !== 'gzip') {
    return response;
  }
  response.once('close', () => response.readableEnded || onCut(endedEarly()));
  return response.pipe(createGunzip());
}

/** Agents hand on what a proxy answered instead of opening a tunnel, as if the service had: it came without TLS and is nobody's word. */
function notTheService(connectResponseStatusCode: number | undefined): Error {
  return Object.assign(new Error('A proxy answered instead of the service.'), { connectResponseStatusCode });
}

function endedEarly(): Error {
  return Object.assign(new Error('The connection was closed before the end of the answer.'), { code: 'ECONNRESET' });
}
