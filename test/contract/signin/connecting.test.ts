import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SignInError } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import type { ConnectRequest, Credential } from '../../../src/signin/connectRequest';
import { sandboxEnvironment } from '../../../src/signin/environment';
import { selfSigned } from '../../support/certificate';
import { useSandbox } from '../../support/sandbox';
import { useMachine, type SigningWindow } from '../../support/signInMachine';
import { personPressing, type Person } from '../../support/signInPerson';
import { inboundList } from '../sandbox/collect';

const listing = { operation: operation('listInboundSharedUserProfiles') };
const soon = (): AbortSignal => AbortSignal.timeout(10_000);

describe('connecting to the sandbox as to a real tenant', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const machine = useMachine();

  const request = (more: Partial<ConnectRequest> = {}): ConnectRequest => ({
    environment: sandboxEnvironment(sandbox().graphEndpoint),
    clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
    credential: { kind: 'browser' },
    ...more,
  });
  const appRequest = (credential: Credential, more: Partial<ConnectRequest> = {}): ConnectRequest =>
    request({ credential, clientId: sandbox().descriptor.clients[0]?.clientId ?? '', tenant: 'fabrikam.onmicrosoft.com', ...more });
  const connect = ({ contexts }: SigningWindow, asked: ConnectRequest, { presenter }: Person = personPressing()) =>
    contexts.connect(asked, presenter, soon());
  const reads = async ({ contexts }: SigningWindow, id: string): Promise<number> => {
    const token = await contexts.tokensOf(id).getAccessToken(listing, soon());
    return (await sandbox().graph(inboundList, token.value)).status;
  };

  it('signs a person in through the browser, asking for reading only, and says so on the page', async () => {
    const window = machine.window();
    const person = personPressing('Adele');
    const context = await connect(window, request(), person);
    assert.equal(context.tenantId, sandbox().tenantId());
    assert.equal(context.identity.kind === 'user' && context.identity.username, 'adele@fabrikam.onmicrosoft.com');
    assert.equal(context.tokenCredentialType, 'InteractiveBrowser');
    assert.equal(await reads(window, context.id), 200);
    const asked = new URL(person.opened[0] ?? '').searchParams.get('scope') ?? '';
    assert.deepEqual(asked.match(/CrossTenant[.\w]+|User\.[.\w]+/g), [
      'CrossTenantUserProfileSharing.Read.All',
      'CrossTenantInformation.ReadBasic.All',
    ]);
    assert.doesNotMatch(window.contexts.grantedOf(context.id)?.permissions.join() ?? '', /ReadWrite|Export/);
    assert.match(await person.landed(), /signedIn/);
  });

  it('keeps one person in two tenants and two people in one apart, in one window and the next', async () => {
    const window = machine.window();
    const home = await connect(window, request(), personPressing('Adele'));
    const guest = await connect(window, request({ tenant: 'contoso.onmicrosoft.com' }), personPressing('Adele'));
    const bruno = await connect(window, request({ tenant: sandbox().tenantId() }), personPressing('Bruno'));
    assert.equal(new Set([home.id, guest.id, bruno.id]).size, 3);
    assert.equal(guest.tenantId, sandbox().tenantId('Contoso'));
    assert.equal(guest.identity.kind === 'user' && guest.identity.homeTenantId, sandbox().tenantId());

    const next = machine.window();
    await next.contexts.restore();
    assert.deepEqual(
      next.contexts.all.map(({ id }) => id),
      [home.id, guest.id, bruno.id],
    );
    for (const { id } of [home, guest, bruno]) {
      assert.equal(await reads(next, id), 200);
    }
    const told = (await sandbox().calls()).map(({ tenantId }) => tenantId);
    assert.deepEqual(told, [sandbox().tenantId(), sandbox().tenantId('Contoso'), sandbox().tenantId()]);
  });

  it('signs a person in by device code', async () => {
    const window = machine.window();
    const person = personPressing('Adele');
    const context = await connect(window, request({ credential: { kind: 'deviceCode' } }), person);
    assert.equal(context.tokenCredentialType, 'DeviceCode');
    assert.equal(await reads(window, context.id), 200);
    assert.equal(person.codes.length, 1);
    assert.deepEqual(person.opened, []);
  });

  it('signs an application in by its secret, and refuses a wrong one', async () => {
    const window = machine.window();
    const context = await connect(
      window,
      appRequest({ kind: 'clientSecret', secret: sandbox().descriptor.clients[0]?.clientSecret ?? '' }),
    );
    assert.equal(context.authType, 'AppOnly');
    assert.equal(await reads(window, context.id), 200);
    const wrong = connect(machine.window(), appRequest({ kind: 'clientSecret', secret: 'wrong' }));
    await assert.rejects(wrong, (error) => error instanceof SignInError && error.facts.condition === 'secretWrong');
  });

  it('signs an application in by a PEM file, and says what is wrong with one that does not fit', async () => {
    const window = machine.window();
    const { certificate, privateKey } = selfSigned('app');
    const file = path.join(machine.folder(), 'app.pem');
    const asked = appRequest({ kind: 'certificate', path: file });
    const fails = (condition: string) => (error: unknown) => error instanceof SignInError && error.facts.condition === condition;
    await assert.rejects(connect(window, asked), fails('certificateMissing'));
    await writeFile(file, certificate);
    await assert.rejects(connect(window, asked), fails('certificateUnreadable'));
    await writeFile(file, `${certificate}\n${privateKey}`);
    await assert.rejects(connect(window, asked), fails('certificateRefused'));
    await sandbox().addCertificate(asked.clientId, certificate);
    const context = await connect(window, asked);
    assert.equal(context.tokenCredentialType, 'ClientCertificate');
    assert.equal(await reads(window, context.id), 200);
  });

  it('takes an access token that somebody got, from the clipboard or from a variable, while it lasts for five minutes', async () => {
    const value = await sandbox().userToken('adele');
    const window = machine.window({ environmentVariable: (name) => (name === 'GRAPH_ACCESS_TOKEN' ? value : undefined) });
    const pasted = await connect(window, request({ clientId: '', credential: { kind: 'accessToken', value } }));
    assert.equal(pasted.authType, 'UserProvidedAccessToken');
    assert.equal(await reads(window, pasted.id), 200);
    const named = await connect(window, request({ clientId: '', credential: { kind: 'environmentVariable', name: 'GRAPH_ACCESS_TOKEN' } }));
    assert.equal(named.id, pasted.id);

    const missing = connect(window, request({ clientId: '', credential: { kind: 'environmentVariable', name: 'NOTHING' } }));
    await assert.rejects(missing, (error) => error instanceof SignInError && error.facts.condition === 'variableMissing');
    await sandbox().changeSettings({ accessTokenSeconds: 299 });
    const ending = connect(
      window,
      request({ clientId: '', credential: { kind: 'accessToken', value: await sandbox().userToken('adele') } }),
    );
    await assert.rejects(ending, (error) => error instanceof SignInError && error.facts.condition === 'tokenEnding');
  });

  it('says when a tenant, by id or domain, does not exist', async () => {
    for (const tenant of ['nowhere.example', '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b1001']) {
      const asked = connect(machine.window(), request({ tenant }), personPressing('Adele'));
      await assert.rejects(asked, (error) => error instanceof SignInError && error.facts.condition === 'tenantNotFound', tenant);
    }
  });

  it('renews silently, once for many who ask at once', async () => {
    const window = machine.window();
    const { id } = await connect(window, request(), personPressing('Adele'));
    const tokens = window.contexts.tokensOf(id);
    const { value } = await tokens.getAccessToken(listing, soon());
    const before = (await sandbox().signInCalls()).length;
    const renewed = await Promise.all(Array.from({ length: 20 }, () => tokens.getAccessToken({ ...listing, refused: value }, soon())));
    assert.equal(new Set(renewed.map((each) => each.value)).size, 1);
    assert.notEqual(renewed[0]?.value, value);
    assert.equal((await sandbox().signInCalls()).length, before + 1);
  });

  it('forgets everything in every window when it is disconnected in one', async () => {
    const [one, other] = [machine.window(), machine.window()];
    const { id } = await connect(one, request(), personPressing('Adele'));
    await other.contexts.restore();
    assert.equal(await reads(other, id), 200);
    await one.contexts.disconnect(id);
    await other.contexts.restore();
    assert.deepEqual(other.contexts.all, []);
    await assert.rejects(async () => reads(other, id), SignInError);
    assert.doesNotMatch([...machine.secrets.values.values()].join(' '), /ey|refresh|adele/i);
  });

  it('forgets everybody, and leaves nothing in the secret store, when all local data is deleted', async () => {
    const [one, other] = [machine.window(), machine.window()];
    await connect(one, request(), personPressing('Adele'));
    await connect(one, appRequest({ kind: 'clientSecret', secret: sandbox().descriptor.clients[0]?.clientSecret ?? '' }));
    await other.contexts.restore();
    assert.equal(other.contexts.all.length, 2);
    await one.contexts.forgetAll();
    await other.contexts.restore();
    assert.deepEqual([one.contexts.all, one.contexts.lost, other.contexts.all], [[], [], []]);
    assert.deepEqual([...machine.secrets.values.keys()], []);
  });

  it('frees the port when it is cancelled, and when nobody finishes in time', async () => {
    const { contexts } = machine.window({ browserTimeoutMs: 300 });
    for (const cancels of [true, false]) {
      const person = personPressing();
      const stop = new AbortController();
      const asked = contexts.connect(request(), person.presenter, stop.signal);
      const failed = assert.rejects(asked, (error) => (error as { readonly kind?: string }).kind === (cancels ? 'cancelled' : 'signIn'));
      while (person.opened.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (cancels) {
        stop.abort();
      }
      await failed;
      const redirect = new URL(person.opened[0] ?? '').searchParams.get('redirect_uri') ?? '';
      await assert.rejects(fetch(redirect.replace('localhost', '127.0.0.1')));
    }
  });
});
