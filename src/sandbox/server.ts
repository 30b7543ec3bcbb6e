import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock } from './clock';
import { createControl } from './control';
import { describeSandbox, type SandboxDescriptor } from './descriptor';
import { parseFaultMix } from './faults/fault';
import { createFaults } from './faults/faults';
import { createDataPolicyOperations } from './graph/dataPolicyOperations';
import { createDoor } from './graph/door';
import { createEdits } from './graph/edits';
import type { Executor } from './graph/execute';
import { createLedger } from './graph/ledger';
import { createPagesAhead } from './graph/pagesAhead';
import { createPageTokens } from './graph/pageToken';
import { createQuotas } from './graph/quotas';
import { createRemovals } from './graph/removals';
import { createThrottle } from './graph/throttle';
import { BodyTooLargeError, sendJson } from './httpBody';
import { createLogin } from './login/login';
import { defaultOptions, type SandboxOptions } from './options';
import { RowBuffer } from './world/rowBuffer';
import { createWorld } from './world/world';

/** A running sandbox. */
export interface Sandbox {
  readonly descriptor: SandboxDescriptor;
  close(): Promise<void>;
}

/** A page of some other site must not be able to steer the sandbox. */
function fromAnotherSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin !== undefined || (site !== undefined && site !== 'none' && site !== 'same-origin');
}

type Part = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

/** Only by its loopback names: a page on the internet whose name was pointed at this machine has another. */
function isForUs(request: IncomingMessage, port: number): boolean {
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '');
}

async function answer(request: IncomingMessage, response: ServerResponse, port: number, parts: readonly Part[]): Promise<void> {
  if (!isForUs(request, port)) {
    sendJson(response, 421, { error: 'The sandbox answers on its loopback address only.' });
    return;
  }
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  if (/^\/sandbox(\/|$)/.test(url.pathname) && fromAnotherSite(request)) {
    sendJson(response, 403, { error: 'Not from a page of another site.' });
    return;
  }
  for (const part of parts) {
    if (await part(request, response, url)) {
      return;
    }
  }
  sendJson(response, 404, { error: { code: 'Request_BadRequest', message: 'There is nothing at this address.' } });
}

function failed(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof BodyTooLargeError ? 413 : 500;
  sendJson(response, status, { error: { code: 'sandboxDefect', message: error instanceof Error ? error.message : String(error) } });
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // Longer than clients keep idle connections, so that none is closed under a request.
  server.keepAliveTimeout = 120_000;
  return (server.address() as AddressInfo).port;
}

function createExecutor(options: SandboxOptions, endpoint: string): Executor {
  const clock = createClock(options.clockOffsetMs);
  const faults = createFaults(options.seed, () => clock.now());
  faults.add(parseFaultMix(options.faults ?? ''));
  return {
    world: createWorld(options),
    options,
    clock,
    endpoint,
    loginEndpoint: `${endpoint}/login`,
    faults,
    throttle: createThrottle(clock, options.throttle),
    removals: createRemovals(clock, options.removalLagMs),
    edits: createEdits(),
    exports: createDataPolicyOperations(clock, options),
    quotas: createQuotas(clock),
    ledger: createLedger(clock),
    tokens: createPageTokens(options.seed),
    rows: new RowBuffer(),
    ahead: createPagesAhead(options.keepPages),
    orders: new Map(),
  };
}

/** Starts a sandbox on loopback: Graph under /beta and /v1.0, sign-in under /login, control under /sandbox. */
export async function startSandbox(given: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const options: SandboxOptions = { ...defaultOptions, ...given };
  const parts: Part[] = [];
  let port = 0;
  const server = createServer((request, response) => {
    answer(request, response, port, parts).catch((error: unknown) => failed(response, error));
  });
  port = await listen(server, options.port);
  const executor = createExecutor(options, `http://127.0.0.1:${port}`);
  const { world, clock, endpoint, loginEndpoint } = executor;
  const login = await createLogin(world.directory, { loginEndpoint, clock, tokenLifetimeSeconds: options.tokenLifetimeSeconds });
  const descriptor = describeSandbox(world, endpoint);
  parts.push(createDoor(executor, login), (...request) => login.handle(...request), createControl(executor, login.signIns, descriptor));
  return {
    descriptor,
    close: async () => {
      executor.exports.clear();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
