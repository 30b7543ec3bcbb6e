import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Edit } from '../../src/sandbox/graph/edits';
import type { CallEntry, LedgerReport } from '../../src/sandbox/graph/ledger';
import type { FaultRule } from '../../src/sandbox/faults/fault';
import type { AccountChange } from '../../src/sandbox/login/accounts';
import type { LoginFaultRule } from '../../src/sandbox/login/loginFault';
import type { ConsentChange } from '../../src/sandbox/login/loginDeeds';
import type { LoginReport, SignInCall } from '../../src/sandbox/login/loginLedger';
import type { LoginSettings } from '../../src/sandbox/login/signIns';
import { startSandbox, type SandboxDescriptor, type SandboxOptions } from '../../src/sandbox/main';
import { inRepository } from './places';
import { endProcess, startProcess } from './processes';

type SandboxApp = 'every' | 'reading' | 'none';
type SandboxTenant = 'Fabrikam' | 'Contoso';

interface TokenOptions {
  readonly tenant?: SandboxTenant;
  /** Of a person: what to ask for; everything without it. */
  readonly scope?: string;
  /** Decoded claims of a challenge. */
  readonly claims?: string;
}

/** A running sandbox as tests use it, in this process or in one of its own. */
export interface TestSandbox {
  readonly descriptor: SandboxDescriptor;
  readonly graphEndpoint: string;
  tenantId(tenant?: SandboxTenant): string;
  /** A token of one of the three apps. */
  appToken(app?: SandboxApp, options?: TokenOptions): Promise<string>;
  /** A token of a person, by the part of the user principal name before the @. */
  userToken(name: string, options?: TokenOptions): Promise<string>;
  /** Asks Graph: `path` from the version on, as `/beta/me`. */
  graph(path: string, token?: string, init?: RequestInit): Promise<Response>;
  addFaults(...rules: readonly FaultRule[]): Promise<void>;
  clearFaults(): Promise<void>;
  addLoginFaults(...rules: readonly LoginFaultRule[]): Promise<void>;
  /** Changes an account, by the part of the user principal name before the @. */
  changeAccount(name: string, change: Omit<AccountChange, 'userPrincipalName'>): Promise<void>;
  changeConsents(change: ConsentChange, tenant?: SandboxTenant): Promise<void>;
  /** Lets an app of the sandbox sign its requests with a certificate (PEM). */
  addCertificate(clientId: string, certificate: string): Promise<void>;
  changeSettings(settings: Partial<LoginSettings>): Promise<void>;
  rollKeysOver(keepOld: boolean): Promise<void>;
  ledger(): Promise<LedgerReport & { readonly signIn: LoginReport }>;
  signInCalls(): Promise<readonly SignInCall[]>;
  calls(): Promise<readonly CallEntry[]>;
  resetLedger(): Promise<void>;
  /** As if it had just been started: nothing removed, exported, counted or faulty. */
  reset(): Promise<void>;
  /** Changes an inbound person of a tenant behind everybody's back. */
  editPerson(userId: string, edit: Edit, tenant?: SandboxTenant): Promise<void>;
  advanceClock(byMs: number): Promise<void>;
  example(what: string, tenant?: SandboxTenant): { readonly userId: string; readonly homeTenantId: string };
  stop(): Promise<void>;
}

const apps: Readonly<Record<SandboxApp, number>> = { every: 0, reading: 1, none: 2 };

async function askForToken(
  descriptor: SandboxDescriptor,
  tenantId: string,
  form: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${descriptor.loginEndpoint}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(given),
  });
  const answer = (await response.json()) as { readonly access_token?: string; readonly error_description?: string };
  if (answer.access_token === undefined) {
    throw new Error(`No token: ${answer.error_description ?? response.status}`);
  }
  return answer.access_token;
}

async function control<T>(descriptor: SandboxDescriptor, path: string, method: 'GET' | 'POST' | 'DELETE', body?: unknown): Promise<T> {
  const response = await fetch(`${descriptor.descriptor}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  if (!response.ok) {
    throw new Error(`${method} /sandbox${path}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as T;
}

function tenantIdOf(descriptor: SandboxDescriptor, tenant: SandboxTenant = 'Fabrikam'): string {
  const found = descriptor.tenants.find(({ displayName }) => displayName === tenant);
  if (!found) {
    throw new Error(`There is no tenant ${tenant}.`);
  }
  return found.tenantId;
}

function appForm(descriptor: SandboxDescriptor, app: SandboxApp, tenantId: string): Readonly<Record<string, string>> {
  const client = descriptor.clients.filter((each) => each.tenantId === tenantId)[apps[app]];
  if (!client) {
    throw new Error(`There is no app ${app}.`);
  }
  return { grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret };
}

function userForm(descriptor: SandboxDescriptor, name: string): Readonly<Record<string, string | undefined>> {
  const user = descriptor.users.find(({ userPrincipalName }) => userPrincipalName.startsWith(`${name}@`));
  if (!user) {
    throw new Error(`There is no person ${name}.`);
  }
  return {
    grant_type: 'password',
    client_id: descriptor.publicClients[0]?.clientId,
    username: user.userPrincipalName,
    password: user.password,
  };
}

function homeOf(descriptor: SandboxDescriptor, name: string): SandboxTenant {
  return descriptor.users.some(({ userPrincipalName }) => userPrincipalName.startsWith(`${name}@contoso.`)) ? 'Contoso' : 'Fabrikam';
}

function testSandbox(descriptor: SandboxDescriptor, stop: () => Promise<void>): TestSandbox {
  const everything = 'https://graph.microsoft.com/.default';
  return {
    descriptor,
    graphEndpoint: descriptor.graphEndpoint,
    stop,
    tenantId: (tenant) => tenantIdOf(descriptor, tenant),
    appToken: (app = 'every', { tenant, claims } = {}) => {
      const tenantId = tenantIdOf(descriptor, tenant);
      return askForToken(descriptor, tenantId, { ...appForm(descriptor, app, tenantId), scope: everything, claims });
    },
    userToken: (name, { tenant, scope = everything, claims } = {}) =>
      askForToken(descriptor, tenantIdOf(descriptor, tenant ?? homeOf(descriptor, name)), { ...userForm(descriptor, name), scope, claims }),
    graph: (path, token, init = {}) => {
      const headers = new Headers(init.headers);
      if (token !== undefined) {
        headers.set('Authorization', `Bearer ${token}`);
      }
      return fetch(`${descriptor.graphEndpoint}${path}`, { redirect: 'manual', ...init, headers });
    },
    addFaults: (...rules) => control(descriptor, '/faults', 'POST', rules),
    clearFaults: () => control(descriptor, '/faults', 'DELETE'),
    addLoginFaults: (...rules) => control(descriptor, '/login/faults', 'POST', rules),
    changeAccount: (name, change) =>
      control(descriptor, '/login/accounts', 'POST', { userPrincipalName: userForm(descriptor, name)['username'], ...change }),
    changeConsents: (change, tenant) =>
      control(descriptor, '/login/consents', 'POST', {
        tenantId: tenantIdOf(descriptor, tenant),
        clientId: descriptor.publicClients[0]?.clientId,
        ...change,
      }),
    addCertificate: (clientId, certificate) => control(descriptor, '/login/certificates', 'POST', { clientId, certificate }),
    changeSettings: (settings) => control(descriptor, '/login/settings', 'POST', settings),
    rollKeysOver: (keepOld) => control(descriptor, '/login/keys', 'POST', { keepOld }),
    ledger: () => control(descriptor, '/ledger', 'GET'),
    signInCalls: () => control(descriptor, '/ledger/signIns', 'GET'),
    calls: () => control(descriptor, '/ledger/calls', 'GET'),
    resetLedger: () => control(descriptor, '/ledger/reset', 'POST'),
    reset: () => control(descriptor, '/reset', 'POST'),
    editPerson: (userId, edit, tenant) =>
      control(descriptor, '/people', 'POST', { tenantId: tenantIdOf(descriptor, tenant), userId, ...edit }),
    advanceClock: (advanceMs) => control(descriptor, '/clock', 'POST', { advanceMs }),
    example: (what, tenant) => {
      const tenantId = tenantIdOf(descriptor, tenant);
      const found = descriptor.examples.find((each) => each.what === what && each.tenantId === tenantId);
      if (found?.userId === undefined) {
        throw new Error(`There is no example of ${what}.`);
      }
      return { userId: found.userId, homeTenantId: found.homeTenantId ?? tenantId };
    },
  };
}

/** A sandbox inside this process. */
export async function sandboxHere(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox(options);
  return testSandbox(sandbox.descriptor, () => sandbox.close());
}

const source = ['--import=tsx', inRepository('src', 'sandbox', 'main.ts')];
const bundle = [inRepository('dist', 'sandbox.js')];

/** A sandbox in a process of its own, started as from the command line; it ends with us at the latest. */
export function sandboxProcess(args: readonly string[] = []): Promise<TestSandbox> {
  return start([...source, ...args]);
}

/** The same from the bundle that the extension brings along, which starts in a fraction of the time; to be built before. */
export function bundledSandbox(args: readonly string[] = []): Promise<TestSandbox> {
  return start([...bundle, ...args]);
}

async function start(command: readonly string[]): Promise<TestSandbox> {
  const child = startProcess(process.execPath, [...command, '--parent'], { stdio: ['pipe', 'pipe', 'inherit'], cwd: inRepository() });
  if (!child.stdout) {
    throw new Error('The sandbox has no output.');
  }
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended with ${String(code)} before it was ready.`);
  });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return testSandbox(JSON.parse(line) as SandboxDescriptor, () => endProcess(child));
}

/** One sandbox for all tests of a `describe`, fresh for each of them. Call it inside `describe`. */
export function useSandbox(options: Partial<SandboxOptions> = {}): () => TestSandbox {
  let running: TestSandbox | undefined;
  const sandbox = (): TestSandbox => {
    if (!running) {
      throw new Error('The sandbox runs during tests only.');
    }
    return running;
  };
  before(async () => {
    running = await sandboxHere(options);
  });
  beforeEach(() => sandbox().reset());
  after(() => sandbox().stop());
  return sandbox;
}
