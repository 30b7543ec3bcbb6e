import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const mostBytes = 65_536;

/** What the browser brought back. The page stays open until `finish`: it can say how it really ended. */
export interface LoopbackAnswer {
  readonly parameters: URLSearchParams;
  finish(html: string): Promise<void>;
}

/** A port of this machine at which one answer of the sign-in service is awaited. */
export interface Loopback {
  readonly redirectUri: string;
  readonly answer: Promise<LoopbackAnswer>;
  close(): void;
}

async function parametersOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (request.method === 'GET') {
    return new URL(request.url ?? '/', 'http://localhost').searchParams;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

async function send(response: ServerResponse, status: number, html: string): Promise<void> {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  const gone = once(response, 'close');
  response.end(html);
  await gone;
}

/**
 * Listens on a free port of the loopback interface for the answer that carries `state`; anything else is turned away.
 * Source of the address: RFC 8252, 7.3; Entra takes `http://localhost` with any port for public clients.
 */
export async function openLoopback(state: string): Promise<Loopback> {
  let resolve: (answer: LoopbackAnswer) => void;
  const answer = new Promise<LoopbackAnswer>((given) => (resolve = given));
  let answered = false;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parameters = await parametersOf(request);
    const awaited = !answered && parameters?.get('state') === state && (parameters.has('code') || parameters.has('error'));
    if (!awaited) {
      await send(response, 400, '');
      return;
    }
    answered = true;
    resolve({ parameters, finish: (html) => send(response, 200, html) });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://localhost:${port}`,
    answer,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
