import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { SignInError } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import { explain } from '../../../src/present/explain';
import { lostContextNode } from '../../../src/present/tree/children';
import { nodeItem } from '../../../src/present/tree/nodeItem';
import type { ConnectRequest } from '../../../src/signin/connectRequest';
import type { LostContext } from '../../../src/signin/context';
import { sandboxEnvironment } from '../../../src/signin/environment';
import type { SecretStore } from '../../../src/signin/host';
import { lostError } from '../../../src/signin/lostContext';
import { useSandbox } from '../../support/sandbox';
import { useMachine } from '../../support/signInMachine';
import { personPressing } from '../../support/signInPerson';

const listing = { operation: operation('listInboundSharedUserProfiles') };
const soon = (): AbortSignal => AbortSignal.timeout(10_000);
const nodeOf = (lost: LostContext | undefined) =>
  lost === undefined ? assert.fail('nothing is lost') : lostContextNode(lost, lostError(lost));
const broken = (): Promise<never> => Promise.reject(new Error('The keyring is locked.'));

describe('a secret store that does not keep sign-ins', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const machine = useMachine();

  const request = (more: Partial<ConnectRequest> = {}): ConnectRequest => ({
    environment: sandboxEnvironment(sandbox().graphEndpoint),
    clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
    tenant: sandbox().tenantId(),
    credential: { kind: 'browser' },
    ...more,
  });

  const connectBoth = async () => {
    const { contexts } = machine.window();
    const adele = await contexts.connect(request({ label: 'Production' }), personPressing('Adele').presenter, soon());
    const bruno = await contexts.connect(request(), personPressing('Bruno').presenter, soon());
    return { contexts, adele, bruno };
  };

  const failing = (fails: (key: string) => boolean): SecretStore => {
    const store = machine.secrets.window();
    return {
      ...store,
      get: (key) => (fails(key) ? broken() : store.get(key)),
      store: (key, value) => (fails(key) ? broken() : store.store(key, value)),
      delete: (key) => (fails(key) ? broken() : store.delete(key)),
    };
  };

  const next = async (secrets = machine.secrets.window()) => {
    const { contexts } = machine.window({ secrets });
    await contexts.restore();
    return contexts;
  };

  it('says of every context after a restart that its sign-in is gone, and how to go on', async () => {
    const { contexts, adele, bruno } = await connectBoth();
    await contexts.nameTenant(bruno.id, 'Fabrikam');
    machine.secrets.values.clear();
    const { all, lost } = await next();
    assert.deepEqual(all, []);
    assert.deepEqual(new Set(lost.map(({ id, why }) => `${id} ${why}`)), new Set([`${adele.id} missing`, `${bruno.id} missing`]));
    const rows = lost.map((each) => nodeItem(nodeOf(each)));
    assert.deepEqual(new Set(rows.map(({ label }) => label)), new Set(['Production', 'Fabrikam']));
    assert.ok(rows.every(({ description }) => /sign in again.*secret store.*keyring/i.test(description)));
    assert.deepEqual(nodeOf(lost[0]).explanation.remedies, ['signInAgain']);
  });

  it('leaves the other contexts alone when one sign-in is gone or cannot be read', async () => {
    const { adele, bruno } = await connectBoth();
    const unreadable = await next(failing((key) => key.endsWith(adele.id)));
    assert.deepEqual(
      unreadable.all.map(({ id }) => id),
      [bruno.id],
    );
    assert.deepEqual(
      unreadable.lost.map(({ id, why }) => [id, why]),
      [[adele.id, 'unreadable']],
    );
    assert.ok((await unreadable.tokensOf(bruno.id).getAccessToken(listing, soon())).value);
    assert.match(nodeItem(nodeOf(unreadable.lost[0])).description, /could not be used/);
  });

  it('knows every context when only the list of them is gone', async () => {
    const { adele, bruno } = await connectBoth();
    const { all, lost } = await next(failing((key) => key.endsWith('.contexts')));
    assert.deepEqual(new Set(all.map(({ id }) => id)), new Set([adele.id, bruno.id]));
    assert.deepEqual(lost, []);
  });

  it('has the context back after signing in again, with its label', async () => {
    const { adele, bruno } = await connectBoth();
    machine.secrets.values.clear();
    const contexts = await next();
    const again = await contexts.connect(request({ label: 'Production' }), personPressing('Adele').presenter, soon());
    assert.equal(again.id, adele.id);
    assert.deepEqual(
      contexts.all.map(({ id }) => id),
      [adele.id],
    );
    assert.deepEqual(
      contexts.lost.map(({ id }) => id),
      [bruno.id],
    );
  });

  it('forgets a lost context when it is disconnected, and whatever was remembered of it', async () => {
    const { adele, bruno } = await connectBoth();
    machine.secrets.values.clear();
    const contexts = await next();
    await contexts.disconnect(adele.id);
    await contexts.disconnect(bruno.id);
    assert.deepEqual(contexts.lost, []);
    assert.deepEqual((await next()).lost, []);
    const locks = path.join(machine.folder(), 'locks');
    const left = await Promise.all((await readdir(locks)).map((file) => readFile(path.join(locks, file), 'utf8')));
    assert.doesNotMatch(left.join('\n'), new RegExp(`${sandbox().tenantId()}|Production`));
  });

  it('remembers no name of a person beside the secrets', async () => {
    await connectBoth();
    const locks = path.join(machine.folder(), 'locks');
    const kept = await Promise.all((await readdir(locks)).map((file) => readFile(path.join(locks, file), 'utf8')));
    assert.match(kept.join('\n'), /Production/);
    assert.doesNotMatch(kept.join('\n'), /adele|bruno|@/i);
  });

  it('says so to who signs in while it takes nothing, and does not pretend to be signed in', async () => {
    const contexts = await next(failing(() => true));
    const error = await contexts.connect(request(), personPressing('Adele').presenter, soon()).catch((caught: unknown) => caught);
    assert.ok(error instanceof SignInError);
    assert.equal(error.facts.condition, 'secretStoreFailed');
    const { whatHappened, whatNext, remedies } = explain(error);
    assert.match(`${whatHappened} ${whatNext}`, /secret store.*keyring.*--password-store/);
    assert.deepEqual(remedies, ['signInAgain', 'retry']);
    assert.deepEqual([contexts.all, contexts.lost], [[], []]);
  });

  it('is noticed at the next renewal while the editor runs', async () => {
    const { contexts, adele } = await connectBoth();
    const tokens = contexts.tokensOf(adele.id);
    const { value } = await tokens.getAccessToken(listing, soon());
    machine.secrets.values.delete(`sharedProfiles.context.${adele.id}`);
    const error = await tokens.getAccessToken({ ...listing, refused: value }, soon()).catch((caught: unknown) => caught);
    assert.ok(error instanceof SignInError);
    assert.equal(error.facts.condition, 'signInLost');
    assert.deepEqual(
      contexts.lost.map(({ id }) => id),
      [adele.id],
    );
  });
});
