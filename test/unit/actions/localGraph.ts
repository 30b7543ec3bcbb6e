import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InboundPerson } from '../../../src/actions/planItems';

/** What happens to one request instead of an ordinary answer. */
export type Mishap = 'throttled' | 'unavailable' | 'lostAfter' | 'lostBefore' | 'droppedAfter' | 'droppedBefore' | 'forbidden';

export interface Removal {
  readonly userId: string;
  readonly clientRequestId: string;
}

/** A Graph of a few lines for unit tests: inbound profiles that can be read, removed and exported, with a ledger and mishaps. */
export class LocalGraph {
  readonly people = new Map<string, InboundPerson>();
  readonly tenantsOf = new Map<string, Set<string>>();
  readonly removals: Removal[] = [];
  readonly exports: Removal[] = [];
  readonly posts: string[] = [];
  gets = 0;
  /** How long before an answer, in milliseconds. */
  delayMs = 0;
  retryAfterSeconds = 0.05;
  mishap: (request: { readonly method: string; readonly path: string; readonly post: number }) => Mishap | undefined = () => undefined;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  add(people: readonly InboundPerson[]): void {
    people.forEach((person) => this.people.set(person.userId, person));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    const method = request.method ?? 'GET';
    if (method === 'POST') {
      this.posts.push(path);
    } else {
      this.gets += 1;
    }
    if (this.delayMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    }
    const mishap = this.mishap({ method, path, post: this.posts.length });
    switch (mishap) {
      case 'throttled':
        response.setHeader('Retry-After', String(this.retryAfterSeconds));
        this.#json(response, 429, { error: { code: 'TooManyRequests', message: '' } });
        return;
      case 'unavailable':
        this.#json(response, 503, { error: { code: 'serviceNotAvailable', message: '' } });
        return;
      case 'forbidden':
        this.#json(response, 403, { error: { code: 'Authorization_RequestDenied', message: '' } });
        return;
      case 'lostBefore':
        this.#json(response, 504, { error: { code: 'gatewayTimeout', message: '' } });
        return;
      case 'droppedBefore':
        request.socket.destroy();
        return;
      case 'lostAfter':
        this.#apply(method, path, request);
        this.#json(response, 504, { error: { code: 'gatewayTimeout', message: '' } });
        return;
      case 'droppedAfter':
        this.#apply(method, path, request);
        request.socket.destroy();
        return;
      case undefined:
        this.#ordinary(method, path, request, response);
    }
  }

  #ordinary(method: string, path: string, request: IncomingMessage, response: ServerResponse): void {
    const outbound = /^\/beta\/directory\/outboundSharedUserProfiles\/([^/]+)\/tenants$/.exec(path);
    if (method === 'POST') {
      const status = this.#apply(method, path, request);
      if (status === 202) {
        response.setHeader('Location', `http://${request.headers.host ?? ''}/v1.0/dataPolicyOperations/operation-${this.exports.length}`);
        response.setHeader('Retry-After', '60');
      }
      response.writeHead(status, { 'request-id': `answer-${this.posts.length}` }).end();
      return;
    }
    if (outbound !== null) {
      const tenants = [...(this.tenantsOf.get(outbound[1] ?? '') ?? [])];
      this.#json(response, 200, { value: tenants.map((tenantId) => ({ tenantId })) });
      return;
    }
    const person = this.people.get(decodeURIComponent(path.split('/').pop() ?? ''));
    this.#json(response, person === undefined ? 404 : 200, person ?? { error: { code: 'Request_ResourceNotFound', message: '' } });
  }

  #apply(method: string, path: string, request: IncomingMessage): number {
    const [, , , , id = '', ...rest] = path.split('/');
    const clientRequestId = String(request.headers['client-request-id']);
    const userId = decodeURIComponent(id);
    if (method !== 'POST') {
      return 200;
    }
    if (rest[0] === 'exportPersonalData') {
      this.exports.push({ userId, clientRequestId });
      return this.people.has(userId) ? 202 : 404;
    }
    const existed = rest[0] === 'tenants' ? (this.tenantsOf.get(userId)?.delete(rest[1] ?? '') ?? false) : this.people.delete(userId);
    if (existed) {
      this.removals.push({ userId, clientRequestId });
    }
    return existed ? 204 : 404;
  }

  #json(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': `answer-${this.posts.length}` });
    response.end(JSON.stringify(body));
  }
}
