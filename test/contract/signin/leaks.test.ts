import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { operation } from '../../../src/graph/operations';
import type { Permission } from '../../../src/graph/permissions';
import { contextDocument } from '../../../src/present/contextDocument';
import { detailLines, explain } from '../../../src/present/explain';
import { callLine, safeLine } from '../../../src/present/logLine';
import { profileDocumentText } from '../../../src/present/profileDocument';
import { contextNode } from '../../../src/present/tree/children';
import { nodeItem } from '../../../src/present/tree/nodeItem';
import { tooltipRows } from '../../../src/present/tree/tooltip';
import type { ConnectRequest, Credential } from '../../../src/signin/connectRequest';
import type { Context } from '../../../src/signin/context';
import { sandboxEnvironment } from '../../../src/signin/environment';
import { selfSigned } from '../../support/certificate';
import { useSandbox, type TestSandbox } from '../../support/sandbox';
import { useMachine, type SigningWindow } from '../../support/signInMachine';
import { personPressing, type Person } from '../../support/signInPerson';

const listing = { operation: operation('listInboundSharedUserProfiles') };
const removing: readonly Permission[] = ['CrossTenantUserProfileSharing.ReadWrite.All'];
const soon = (): AbortSignal => AbortSignal.timeout(10_000);
const passphrase = 'seeded-passphrase-5f1d';
const wrongSecret = 'seeded-wrong-secret-77aa';

/** Everything that travels between us and the services and must not be seen anywhere else. */
class Wiretap {
  readonly secrets = new Set<string>([passphrase, wrongSecret]);
  private readonly real = globalThis.fetch;

  start(): void {
    globalThis.fetch = async (input, init) => {
      this.hear(typeof init?.body === 'string' ? init.body : '', new Headers(init?.headers).get('authorization'));
      const response = await this.real(input, init);
      const copy = response.clone();
      if (copy.headers.get('content-type')?.includes('json') === true && response.url.includes('/oauth2/')) {
        this.learn((await copy.json().catch(() => ({}))) as Readonly<Record<string, unknown>>);
      }
      return response;
    };
  }

  stop(): void {
    globalThis.fetch = this.real;
  }

  private hear(body: string, authorization: string | null): void {
    this.learn(Object.fromEntries(new URLSearchParams(body)));
    this.add(authorization?.replace(/^Bearer /, ''));
  }

  private learn(values: Readonly<Record<string, unknown>>): void {
    const names = [
      'access_token',
      'refresh_token',
      'id_token',
      'client_secret',
      'client_assertion',
      'code',
      'code_verifier',
      'device_code',
      'password',
    ];
    names.forEach((name) => this.add(values[name]));
  }

  private add(value: unknown): void {
    if (typeof value === 'string' && value.length > 6 && value !== 'sandbox') {
      this.secrets.add(value);
    }
  }
}

describe('the secrets of signing in', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const machine = useMachine();
  let tap: Wiretap;
  let seen: string[];

  beforeEach(() => {
    tap = new Wiretap();
    tap.start();
    seen = [];
  });
  afterEach(() => tap.stop());

  const request = (credential: Credential, more: Partial<ConnectRequest> = {}): ConnectRequest => ({
    environment: sandboxEnvironment(sandbox().graphEndpoint),
    clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
    tenant: sandbox().tenantId(),
    credential,
    ...more,
  });

  const note = (...what: readonly unknown[]): void =>
    what.forEach((each) => seen.push(typeof each === 'string' ? each : inspect(each, { depth: 5 })));

  /** What a failure can become: its own text and fields, the notification, the copied details, the log line. */
  const noteFailure = (error: unknown, context?: Context): void => {
    const explanation = explain(error, context === undefined ? {} : { context });
    note(error, explanation, detailLines(explanation), safeLine(inspect(error)));
    note((error as Error).stack ?? '', inspect((error as Error).cause, { depth: 5 }));
  };

  /** Where a signed-in tenant shows: tree, its tooltip, the page of the context, the log of its calls. */
  const noteContext = async ({ contexts }: SigningWindow, context: Context): Promise<void> => {
    const facts = { context, granted: contexts.grantedOf(context.id), names: undefined, unlockedUntil: undefined };
    const node = contextNode({ context, unlocked: false, namesOf: () => undefined } as never);
    note(context, contexts.all, facts, profileDocumentText(contextDocument(facts)), nodeItem(node), tooltipRows(node));
    const client = createGraphClient({
      graphEndpoint: sandbox().graphEndpoint,
      tokens: contexts.tokensOf(context.id),
      permit: contexts.permitOf(context.id),
      onCall: (record) => note(record, callLine(record)),
    });
    await client
      .get('getInboundSharedUserProfile', { userId: 'c0ffee00-0000-4000-8000-000000000001' })
      .catch((error: unknown) => noteFailure(error, context));
  };

  const useIt = async (window: SigningWindow, asked: ConnectRequest, person: Person = personPressing()): Promise<Context | undefined> => {
    try {
      const context = await window.contexts.connect(asked, person.presenter, soon());
      await noteContext(window, context);
      return context;
    } catch (error) {
      noteFailure(error);
      return undefined;
    } finally {
      note(await person.landed());
    }
  };

  async function filesBeside(folder: string): Promise<string> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !entry.name.endsWith('.pem'));
    return (await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')))).join('\n');
  }

  async function nothingLeaked(windows: readonly SigningWindow[], least: number): Promise<void> {
    note(await filesBeside(machine.folder()), ...windows.flatMap(({ log }) => log));
    assert.ok(tap.secrets.size >= least, `only ${tap.secrets.size} secrets went by`);
    const everything = seen.join('\n');
    for (const secret of tap.secrets) {
      assert.ok(!everything.includes(secret), `${secret.slice(0, 12)}… is to be seen: ${around(everything, secret)}`);
    }
    assert.doesNotMatch(everything, /eyJ[\w-]{20,}\./);
  }

  const around = (text: string, secret: string): string => {
    const at = text.indexOf(secret);
    return text.slice(Math.max(0, at - 200), at + 40);
  };

  it('are seen nowhere after every way in', async function () {
    this.timeout(60_000);
    const value = await sandbox().userToken('adele');
    const window = machine.window({ environmentVariable: () => value });
    const { clientId = '', clientSecret = '' } = sandbox().descriptor.clients[0] ?? {};
    const { certificate, privateKey } = selfSigned('app');
    const file = path.join(machine.folder(), 'app.pem');
    await writeFile(file, `${certificate}\n${privateKey}`);
    await sandbox().addCertificate(clientId, certificate);
    await useIt(window, request({ kind: 'browser' }), personPressing('Adele'));
    await useIt(window, request({ kind: 'deviceCode' }), personPressing('Bruno'));
    await useIt(window, request({ kind: 'clientSecret', secret: clientSecret }, { clientId }));
    await useIt(window, request({ kind: 'certificate', path: file, passphrase }, { clientId }));
    await useIt(window, request({ kind: 'accessToken', value }, { clientId: '' }));
    await useIt(window, request({ kind: 'environmentVariable', name: 'GRAPH_ACCESS_TOKEN' }, { clientId: '' }));
    await nothingLeaked([window], 12);
  });

  it('are seen nowhere after every failure', async function () {
    this.timeout(60_000);
    const window = machine.window();
    const { clientId = '' } = sandbox().descriptor.clients[0] ?? {};
    const adele = await window.contexts.connect(request({ kind: 'browser' }), personPressing('Adele').presenter, soon());
    const tokens = window.contexts.tokensOf(adele.id);
    const first = await tokens.getAccessToken(listing, soon());
    const failures: readonly ((here: TestSandbox) => Promise<void>)[] = [
      (here) => here.addLoginFaults({ fault: 'unavailable', count: 1 }),
      (here) => here.addLoginFaults({ fault: 'htmlErrorPage', status: 200, count: 1 }),
      (here) => here.addLoginFaults({ fault: 'truncatedJson', count: 1 }),
      (here) => here.addLoginFaults({ fault: 'droppedAfter', count: 1 }),
      (here) => here.addLoginFaults({ fault: 'refused', code: 50076, count: 1 }),
      (here) => here.changeConsents({ withdrawAll: true }),
      (here) => here.changeAccount('adele', { changePassword: true }),
    ];
    for (const fail of failures) {
      await fail(sandbox());
      await tokens.getAccessToken({ ...listing, refused: first.value }, soon()).catch((error: unknown) => noteFailure(error, adele));
    }
    await window.contexts
      .stepUp(adele.id, removing, personPressing('Sign in', 'Refuse').presenter, soon())
      .catch((error: unknown) => noteFailure(error, adele));
    await sandbox().addLoginFaults({ fault: 'wrongToken', token: { tenantId: sandbox().tenantId('Contoso') } });
    await useIt(window, request({ kind: 'browser' }), personPressing('Bruno'));
    await useIt(window, request({ kind: 'clientSecret', secret: wrongSecret }, { clientId }));
    await useIt(window, request({ kind: 'accessToken', value: `eyJhbGciOiJub25lIn0.${'x'.repeat(30)}.` }));
    await useIt(window, request({ kind: 'certificate', path: path.join(machine.folder(), 'none.pem'), passphrase }, { clientId }));
    await nothingLeaked([window], 6);
    assert.ok(seen.some((text) => text.includes('SignInError')) && tap.secrets.size > 0);
  });
});
