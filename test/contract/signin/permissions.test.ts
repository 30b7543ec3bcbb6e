import assert from 'node:assert/strict';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { SignInError } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import type { Permission } from '../../../src/graph/permissions';
import type { Context } from '../../../src/signin/context';
import { sandboxEnvironment } from '../../../src/signin/environment';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { useSandbox } from '../../support/sandbox';
import { useMachine, type SigningWindow } from '../../support/signInMachine';
import { personPressing, type Person } from '../../support/signInPerson';

const listing = { operation: operation('listInboundSharedUserProfiles') };
const removing: readonly Permission[] = ['CrossTenantUserProfileSharing.ReadWrite.All'];
const soon = (): AbortSignal => AbortSignal.timeout(10_000);

const because =
  (condition: string) =>
  (error: unknown): boolean =>
    error instanceof SignInError && error.facts.condition === condition;

describe('permissions, asked for when they are needed', () => {
  const sandbox = useSandbox({ inbound: 2500, outbound: 5 });
  const machine = useMachine();

  const connect = ({ contexts }: SigningWindow, person: Person): Promise<Context> =>
    contexts.connect(
      {
        environment: sandboxEnvironment(sandbox().graphEndpoint),
        clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
        tenant: sandbox().tenantId(),
        credential: { kind: 'browser' },
      },
      person.presenter,
      soon(),
    );

  it('steps up with one more consent, and uses what was granted from then on', async () => {
    const window = machine.window();
    const { id } = await connect(window, personPressing('Adele'));
    const granted = await window.contexts.stepUp(id, removing, personPressing('Sign in', 'Accept').presenter, soon());
    assert.ok(granted.permissions.includes('CrossTenantUserProfileSharing.ReadWrite.All'));
    const next = machine.window();
    await next.contexts.restore();
    await next.contexts.tokensOf(id).getAccessToken(listing, soon());
    assert.ok(next.contexts.grantedOf(id)?.permissions.includes('CrossTenantUserProfileSharing.ReadWrite.All'));
  });

  it('steps up without a page where it was granted before', async () => {
    const { clientId = '' } = sandbox().descriptor.publicClients[0] ?? {};
    await sandbox().changeConsents({ clientId, grantToEveryone: removing });
    const window = machine.window();
    const { id } = await connect(window, personPressing('Adele'));
    const person = personPressing();
    await window.contexts.stepUp(id, removing, person.presenter, soon());
    assert.deepEqual(person.opened, []);
  });

  it('says that consent was declined, that an administrator is needed, and gives the link for one', async () => {
    const window = machine.window();
    const adele = await connect(window, personPressing('Adele'));
    const declined = window.contexts.stepUp(adele.id, removing, personPressing('Sign in', 'Refuse').presenter, soon());
    await assert.rejects(declined, because('consentDeclined'));
    assert.deepEqual(
      window.contexts.all.map(({ id }) => id),
      [adele.id],
      'a refusal signs nobody out',
    );

    const bruno = await connect(window, personPressing('Bruno'));
    const needed: unknown = await window.contexts
      .stepUp(bruno.id, removing, personPressing('Sign in', 'Back to the app').presenter, soon())
      .catch((error: unknown) => error);
    assert.ok(because('adminConsentNeeded')(needed) && needed instanceof SignInError);
    assert.deepEqual(needed.facts.permissions?.includes('CrossTenantUserProfileSharing.ReadWrite.All'), true);
    const link = new URL(needed.facts.adminConsentUrl ?? '');
    assert.match(link.pathname, /adminconsent$/);
    const page = await personPressing().browser.open(link);
    assert.equal(page.status, 200);
  });

  it('notices when fewer permissions were granted than asked for', async () => {
    const window = machine.window();
    const { id } = await connect(window, personPressing('Adele'));
    await sandbox().addLoginFaults({ fault: 'wrongToken', token: { permissions: ['CrossTenantUserProfileSharing.Read.All'] } });
    const asked = window.contexts.stepUp(id, removing, personPressing('Sign in', 'Accept').presenter, soon());
    await assert.rejects(asked, because('permissionMissing'));
  });

  it('answers a claims challenge in the middle of a list once, and the list is complete', async () => {
    const window = machine.window();
    const { id } = await connect(window, personPressing('Adele'));
    const client = createGraphClient({
      graphEndpoint: sandbox().graphEndpoint,
      tokens: window.contexts.tokensOf(id),
      permit: window.contexts.permitOf(id),
    });
    await sandbox().addFaults({ fault: 'claimsChallenge', operations: ['listInboundSharedUserProfiles'], nth: 2, count: 1 });
    const loading = await loadInboundProfiles(client, {});
    assert.equal(loading.completeness.kind, 'complete');
    assert.equal(loading.profiles.size, 2500);
    assert.equal((await sandbox().signInCalls()).filter(({ withClaims }) => withClaims).length, 1);
  });

  it('answers a claims challenge with the person where the service insists, and says so where nobody is asked', async () => {
    const window = machine.window();
    const { id } = await connect(window, personPressing('Adele'));
    const tokens = window.contexts.tokensOf(id);
    const { value } = await tokens.getAccessToken(listing, soon());
    await sandbox().addLoginFaults({ fault: 'refused', endpoint: 'token', grant: 'refresh_token', code: 50076 });
    const challenged = { ...listing, refused: value, claims: '{"access_token":{"nbf":{"essential":true,"value":"1"}}}' };
    await assert.rejects(
      tokens.getAccessToken(challenged, soon()),
      (error) => error instanceof SignInError && error.reason === 'interactionRequired',
    );
    const asked: string[] = [];
    window.interact = (context, cause) => {
      asked.push(`${context.id} ${cause}`);
      return Promise.resolve(personPressing('Sign in').presenter);
    };
    const answered = await tokens.getAccessToken(challenged, soon());
    assert.notEqual(answered.value, value);
    assert.deepEqual(asked, [`${id} claimsChallenge`]);
  });
});
