import type { ServerResponse } from 'node:http';
import type { SignInIds } from './oauthError';
import type { Reply } from './reply';

export type Delivery = 'whole' | 'truncated';

interface Extras {
  readonly ids: SignInIds;
  readonly now: number;
  readonly setCookie: string | undefined;
  readonly delivery: Delivery;
}

function headersOf({ ids, now, setCookie }: Extras): Readonly<Record<string, string>> {
  return {
    'Cache-Control': 'no-store',
    Date: new Date(now).toUTCString(),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'x-ms-request-id': ids.traceId,
    'client-request-id': ids.correlationId,
    ...(setCookie === undefined ? {} : { 'Set-Cookie': setCookie }),
  };
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, text: string, delivery: Delivery): void {
  const bytes = Buffer.from(text, 'utf8');
  const sent = delivery === 'truncated' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  response.writeHead(status, { ...headers, 'Content-Length': sent.length }).end(sent);
}

export function sendReply(response: ServerResponse, reply: Reply, extras: Extras): void {
  const headers = headersOf(extras);
  switch (reply.kind) {
    case 'json': {
      const typed = { ...headers, ...reply.headers, 'Content-Type': 'application/json; charset=utf-8' };
      send(response, reply.status, typed, JSON.stringify(reply.body), extras.delivery);
      return;
    }
    case 'page': {
      const { html, policy } = reply.page;
      const typed = { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
      send(response, reply.status, typed, html, extras.delivery);
      return;
    }
    case 'redirect':
      response.writeHead(302, { ...headers, Location: reply.location }).end();
  }
}
