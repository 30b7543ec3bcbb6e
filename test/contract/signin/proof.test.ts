import assert from 'node:assert/strict';
import { SignInError, type SignInReason } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import type { ConnectRequest } from '../../../src/signin/connectRequest';
import type { Context } from '../../../src/signin/context';
import { sandboxEnvironment } from '../../../src/signin/environment';
import type { WrongToken } from '../../../src/sandbox/login/loginFault';
import { useSandbox } from '../../support/sandbox';
import { useMachine, type SigningWindow } from '../../support/signInMachine';
import { personPressing } from '../../support/signInPerson';

const listing = { operation: operation('listInboundSharedUserProfiles') };
const soon = (): AbortSignal => AbortSignal.timeout(10_000);

interface WrongCase {
  readonly what: string;
  readonly token: (ids: { readonly contoso: string }) => WrongToken;
  readonly reason: SignInReason;
}

const wrongTokens: readonly WrongCase[] = [
  { what: 'a token of another tenant', token: ({ contoso }) => ({ tenantId: contoso }), reason: 'wrongTenant' },
  {
    what: 'a token of another account',
    token: () => ({ userPrincipalName: 'bruno@fabrikam.onmicrosoft.com', objectId: 'c0ffee00-0000-4000-8000-000000000001' }),
    reason: 'wrongAccount',
  },
  { what: 'a token of another application', token: () => ({ clientId: 'c0ffee00-0000-4000-8000-000000000002' }), reason: 'wrongAccount' },
  { what: 'a token without a person', token: () => ({ appOnly: true }), reason: 'wrongAccount' },
  { what: 'a token for another resource', token: () => ({ audience: 'https://vault.example' }), reason: 'wrongAudience' },
];

describe('never in the wrong tenant', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const machine = useMachine();

  const request = (tenant?: string): ConnectRequest => ({
    environment: sandboxEnvironment(sandbox().graphEndpoint),
    clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
    credential: { kind: 'browser' },
    ...(tenant === undefined ? {} : { tenant }),
  });
  const connectAdele = ({ contexts }: SigningWindow, tenant?: string): Promise<Context> =>
    contexts.connect(request(tenant), personPressing('Adele').presenter, soon());
  const callsOfGraph = async (): Promise<number> => (await sandbox().calls()).length;
  const wrong = async (token: (ids: { readonly contoso: string }) => WrongToken): Promise<void> =>
    sandbox().addLoginFaults({ fault: 'wrongToken', token: token({ contoso: sandbox().tenantId('Contoso') }) });

  for (const { what, token, reason } of wrongTokens) {
    const stops = (error: unknown): boolean => error instanceof SignInError && error.reason === reason;

    it(`does not connect with ${what}`, async () => {
      const window = machine.window();
      await wrong(token);
      const credential = { kind: 'browser', loginHint: 'adele@fabrikam.onmicrosoft.com' } as const;
      const asked = { ...request(sandbox().tenantId()), credential };
      await assert.rejects(window.contexts.connect(asked, personPressing('Sign in').presenter, soon()), stops);
      assert.deepEqual(window.contexts.all, []);
      assert.equal(await callsOfGraph(), 0);
    });

    it(`stops before Graph, and signs out everywhere, when a renewal brings ${what}`, async () => {
      const [window, other] = [machine.window(), machine.window()];
      const { id } = await connectAdele(window, sandbox().tenantId());
      await other.contexts.restore();
      const tokens = window.contexts.tokensOf(id);
      const { value } = await tokens.getAccessToken(listing, soon());
      await wrong(token);
      await assert.rejects(tokens.getAccessToken({ ...listing, refused: value }, soon()), stops);
      assert.deepEqual(window.contexts.all, []);
      await other.contexts.restore();
      assert.deepEqual(other.contexts.all, []);
      assert.equal(await callsOfGraph(), 0);
    });
  }

  it('says which tenant answered instead of which, and tells the person that the context is gone', async () => {
    const told: unknown[] = [];
    const window = machine.window({ tellLost: (context, error) => told.push(context.id, error) });
    const { id } = await connectAdele(window, sandbox().tenantId());
    const tokens = window.contexts.tokensOf(id);
    const { value } = await tokens.getAccessToken(listing, soon());
    await wrong(({ contoso }) => ({ tenantId: contoso }));
    const error: unknown = await tokens.getAccessToken({ ...listing, refused: value }, soon()).catch((caught: unknown) => caught);
    assert.ok(error instanceof SignInError);
    assert.equal(error.facts.answeredTenantId, sandbox().tenantId('Contoso'));
    assert.equal(error.facts.expectedTenantId, sandbox().tenantId());
    assert.deepEqual(told, [id, error]);
  });

  it('gives a guest the token of the tenant it is a guest in, never the home token from a cache', async () => {
    const window = machine.window();
    const home = await connectAdele(window);
    const guest = await connectAdele(window, sandbox().tenantId('Contoso'));
    for (const [context, tenantId] of [
      [home, sandbox().tenantId()],
      [guest, sandbox().tenantId('Contoso')],
    ] as const) {
      const tokens = window.contexts.tokensOf(context.id);
      const first = await tokens.getAccessToken(listing, soon());
      const next = await tokens.getAccessToken({ ...listing, refused: first.value }, soon());
      for (const { value } of [first, next]) {
        const { tid } = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString()) as { readonly tid: string };
        assert.equal(tid, tenantId);
      }
    }
  });

  it('stops when another account signs in where a known one was asked to', async () => {
    const window = machine.window();
    const { id } = await connectAdele(window);
    const again = window.contexts.signInAgain(id, personPressing('Use another account', 'Bruno').presenter, soon());
    await assert.rejects(again, (error) => error instanceof SignInError && error.reason === 'wrongAccount');
    assert.deepEqual(window.contexts.all, []);
    assert.equal(await callsOfGraph(), 0);
  });

  it('proves the tenant of an application the same way', async () => {
    const window = machine.window();
    const { clientId = '', clientSecret = '' } = sandbox().descriptor.clients[0] ?? {};
    const asked = { ...request(sandbox().tenantId()), clientId, credential: { kind: 'clientSecret', secret: clientSecret } as const };
    const { id } = await window.contexts.connect(asked, personPressing().presenter, soon());
    const tokens = window.contexts.tokensOf(id);
    const { value } = await tokens.getAccessToken(listing, soon());
    await wrong(({ contoso }) => ({ tenantId: contoso }));
    await assert.rejects(
      tokens.getAccessToken({ ...listing, refused: value }, soon()),
      (error) => error instanceof SignInError && error.reason === 'wrongTenant',
    );
    assert.deepEqual(window.contexts.all, []);
    assert.equal(await callsOfGraph(), 0);
  });
});
