import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallRecord, GraphClient, GraphClientOptions } from '../../../src/graph/client';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import type { AccessToken, TokenRequest, TokenSource } from '../../../src/graph/tokenSource';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answerer = (request: SeenRequest, response: ServerResponse, number: number) => void;

/** A service on loopback that answers as the test says and remembers what it was asked. */
export class TestServer {
  readonly seen: SeenRequest[] = [];
  origin = '';
  private answer: Answerer = (_, response) => json(response, 404, {});

  private readonly server = createServer((incoming, response) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(pieces).toString('utf8'),
      };
      this.seen.push(request);
      this.answer(request, response, this.seen.length);
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  answers(answer: Answerer): void {
    this.seen.length = 0;
    this.answer = answer;
  }

  paths(): readonly string[] {
    return this.seen.map(({ url }) => url);
  }
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; odata.metadata=minimal', ...headers });
  response.end(JSON.stringify(body));
}

export function problem(response: ServerResponse, status: number, code: string, headers: Readonly<Record<string, string>> = {}): void {
  json(response, status, { error: { code, message: `${code} happened.` } }, headers);
}

/** Hands out `token-1`, `token-2`, … a new one whenever it is told of a refusal or of claims, and remembers what it was asked. */
export class TestTokens implements TokenSource {
  readonly requests: TokenRequest[] = [];
  private number = 1;

  async getAccessToken(request: TokenRequest): Promise<AccessToken> {
    this.requests.push(request);
    if (request.refused !== undefined || request.claims !== undefined) {
      this.number += 1;
    }
    return { value: `token-${this.number}`, expiresOn: new Date(Date.now() + 3_600_000) };
  }
}

export interface TestClient {
  readonly client: GraphClient;
  readonly tokens: TestTokens;
  readonly records: CallRecord[];
}

export function testClient(server: TestServer, options: Partial<GraphClientOptions> = {}): TestClient {
  const tokens = new TestTokens();
  const records: CallRecord[] = [];
  const client = createGraphClient({
    graphEndpoint: server.origin,
    tokens,
    onCall: (record) => records.push(record),
    retry: { maxAttempts: 4, firstDelayMs: 5, maxDelayMs: 20 },
    ...options,
  });
  return { client, tokens, records };
}

export function person(number: number): Readonly<Record<string, string>> {
  return {
    userId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    userPrincipalName: `person${number}@contoso.example`,
    displayName: `Person ${number}`,
    homeTenantId: '486fb458-9474-4c44-896b-b30942d055f0',
  };
}
