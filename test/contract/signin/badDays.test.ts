import assert from 'node:assert/strict';
import { SignInError, type SignInCondition, type SignInReason } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import { explain } from '../../../src/present/explain';
import type { ConnectRequest } from '../../../src/signin/connectRequest';
import { sandboxEnvironment } from '../../../src/signin/environment';
import type { TestSandbox } from '../../support/sandbox';
import { useSandbox } from '../../support/sandbox';
import { useMachine, type SigningWindow } from '../../support/signInMachine';
import { personPressing } from '../../support/signInPerson';

const listing = { operation: operation('listInboundSharedUserProfiles') };
const soon = (): AbortSignal => AbortSignal.timeout(10_000);

interface BadDay {
  readonly what: string;
  readonly happens: (sandbox: TestSandbox) => Promise<void>;
  readonly reason: SignInReason;
  readonly condition?: SignInCondition;
  readonly says: RegExp;
}

const refresh = { endpoint: 'token', grant: 'refresh_token' } as const;

const badDays: readonly BadDay[] = [
  {
    what: 'the sign-in service is down',
    happens: (sandbox) => sandbox.addLoginFaults({ fault: 'unavailable', ...refresh }),
    reason: 'unreachable',
    condition: 'serviceDown',
    says: /is down \(status 503\)/,
  },
  {
    what: 'the sign-in service throttles, and says for how long',
    happens: (sandbox) => sandbox.addLoginFaults({ fault: 'throttled', retryAfterSeconds: 17, ...refresh }),
    reason: 'throttled',
    says: /for 1[67] seconds/,
  },
  {
    what: 'the connection breaks off',
    happens: (sandbox) => sandbox.addLoginFaults({ fault: 'droppedBefore', ...refresh }),
    reason: 'unreachable',
    says: /connection to The sign-in service broke off/,
  },
  {
    what: 'a network wants its terms accepted first',
    happens: (sandbox) => sandbox.addLoginFaults({ fault: 'htmlErrorPage', status: 200, ...refresh }),
    reason: 'unreachable',
    condition: 'proxyAnswered',
    says: /proxy or a login page of the network/,
  },
  {
    what: 'a proxy wants to know who it is',
    happens: (sandbox) => sandbox.addLoginFaults({ fault: 'htmlErrorPage', status: 407, ...refresh }),
    reason: 'unreachable',
    says: /http\.proxy/,
  },
  {
    what: 'the refresh token has run out',
    happens: (sandbox) => sandbox.changeAccount('adele', { expireRefreshTokens: true }),
    reason: 'expired',
    condition: 'signInEnded',
    says: /run out or was revoked/,
  },
  {
    what: 'the password was changed',
    happens: (sandbox) => sandbox.changeAccount('adele', { changePassword: true }),
    reason: 'expired',
    condition: 'passwordChanged',
    says: /password was changed/,
  },
  {
    what: 'the account was disabled',
    happens: (sandbox) => sandbox.changeAccount('adele', { enabled: false }),
    reason: 'refused',
    condition: 'accountDisabled',
    says: /account is disabled/,
  },
  {
    what: 'consent was withdrawn',
    happens: (sandbox) => sandbox.changeConsents({ withdrawAll: true }),
    reason: 'consentRequired',
    condition: 'consentMissing',
    says: /consented .* or the consent was withdrawn/,
  },
  {
    what: 'a policy of the tenant asks for more',
    happens: (sandbox) => sandbox.addLoginFaults({ fault: 'refused', code: 50076, ...refresh }),
    reason: 'interactionRequired',
    condition: 'conditionalAccess',
    says: /Conditional Access/,
  },
];

describe('a bad day of the sign-in', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const machine = useMachine();

  const request = (more: Partial<ConnectRequest> = {}): ConnectRequest => ({
    environment: sandboxEnvironment(sandbox().graphEndpoint),
    clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
    tenant: sandbox().tenantId(),
    credential: { kind: 'browser' },
    ...more,
  });
  const renewed = async ({ contexts }: SigningWindow, id: string): Promise<unknown> => {
    const tokens = contexts.tokensOf(id);
    const { value } = await tokens.getAccessToken(listing, soon());
    return tokens.getAccessToken({ ...listing, refused: value }, soon());
  };
  const failure = async (task: Promise<unknown>): Promise<SignInError> => {
    const error = await task.catch((caught: unknown) => caught);
    assert.ok(error instanceof SignInError, String(error));
    return error;
  };

  for (const { what, happens, reason, condition, says } of badDays) {
    it(`has a sentence and a way on when ${what}, and leaves the other contexts alone`, async () => {
      const window = machine.window();
      const { contexts } = window;
      const adele = await contexts.connect(request(), personPressing('Adele').presenter, soon());
      const bruno = await contexts.connect(request(), personPressing('Bruno').presenter, soon());
      await happens(sandbox());
      const error = await failure(renewed(window, adele.id));
      assert.equal(error.reason, reason, `${error.facts.condition ?? ''} ${error.errorCode ?? ''}`);
      assert.equal(error.facts.condition, condition);
      const { whatHappened, whatNext, remedies } = explain(error, { context: adele });
      assert.match(`${whatHappened} ${whatNext}`, says);
      assert.ok(remedies.length > 0);
      assert.deepEqual(
        contexts.all.map(({ id }) => id),
        [adele.id, bruno.id],
      );
      assert.ok((await contexts.tokensOf(bruno.id).getAccessToken(listing, soon())).value);
    });
  }

  it('leaves a throttling service alone until the time is over, and counts down', async () => {
    const clock = { ahead: 0 };
    const window = machine.window({ now: () => Date.now() + clock.ahead });
    const { id } = await window.contexts.connect(request(), personPressing('Adele').presenter, soon());
    await sandbox().addLoginFaults({ fault: 'throttled', retryAfterSeconds: 60, count: 1, ...refresh });
    await failure(renewed(window, id));
    const calls = (await sandbox().signInCalls()).length;
    clock.ahead = 20_000;
    const again = await failure(renewed(window, id));
    assert.equal(again.reason, 'throttled');
    assert.ok((again.retryAfterMs ?? 0) <= 40_000 && (again.retryAfterMs ?? 0) > 30_000);
    assert.equal((await sandbox().signInCalls()).length, calls);
    clock.ahead = 61_000;
    await renewed(window, id);
  });

  it('signs in again where it has ended, as the same person', async () => {
    const window = machine.window();
    const { contexts } = window;
    const { id } = await contexts.connect(request(), personPressing('Adele').presenter, soon());
    await sandbox().changeAccount('adele', { changePassword: true });
    await failure(renewed(window, id));
    await contexts.signInAgain(id, personPressing('Sign in').presenter, soon());
    await renewed(window, id);
    assert.equal(contexts.all.length, 1);
  });

  it('says that the clock of this machine is off', async () => {
    const window = machine.window();
    const { id } = await window.contexts.connect(request(), personPressing('Adele').presenter, soon());
    const { value } = await window.contexts.tokensOf(id).getAccessToken(listing, soon());
    const next = machine.window({ now: () => Date.now() - 3 * 3_600_000 });
    await next.contexts.restore();
    await sandbox().addLoginFaults({ fault: 'refused', code: 700082, ...refresh });
    const error = await failure(next.contexts.tokensOf(id).getAccessToken({ ...listing, refused: value, claims: '{}' }, soon()));
    assert.equal(error.facts.condition, 'clockSkew');
    assert.match(explain(error).whatHappened, /-180 minutes/);
  });

  it('keeps the other contexts when one cannot be read any more', async () => {
    const { contexts } = machine.window();
    const adele = await contexts.connect(request(), personPressing('Adele').presenter, soon());
    const bruno = await contexts.connect(request(), personPressing('Bruno').presenter, soon());
    machine.secrets.values.set(`sharedProfiles.context.${adele.id}`, 'not json');
    const next = machine.window();
    await next.contexts.restore();
    assert.deepEqual(
      next.contexts.all.map(({ id }) => id),
      [bruno.id],
    );
  });
});
