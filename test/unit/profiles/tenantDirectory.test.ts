import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { CancelledError } from '../../../src/graph/errors';
import { TenantDirectory } from '../../../src/profiles/tenantDirectory';
import { json, problem, testClient, TestServer } from '../graph/testServer';

function nameIn(url: string): string {
  return decodeURIComponent(/='(.*)'\)/u.exec(url)?.[1] ?? '');
}

describe('The tenant directory', () => {
  const server = new TestServer();
  let directory: TenantDirectory;
  let now = 0;

  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => {
    now = 1000;
    directory = new TenantDirectory(testClient(server).client, { concurrentCalls: 4, now: () => now });
    server.answers(({ url }, response) => {
      const name = nameIn(url);
      if (name === 'gone') {
        problem(response, 404, 'Request_ResourceNotFound');
      } else if (name === 'forbidden') {
        problem(response, 403, 'Authorization_RequestDenied');
      } else {
        tenant(response, name === 'contoso.com' ? 'T7' : name, `Name of ${name}`);
      }
    });
  });
  afterEach(() => directory.dispose());

  function tenant(response: ServerResponse, tenantId: string, displayName: string): void {
    json(response, 200, { tenantId, displayName, defaultDomainName: `${tenantId}.onmicrosoft.com`, federationBrandName: null });
  }

  it('asks once for many who want the same, and keeps the answer with its time', async () => {
    const states = await Promise.all([directory.find('T1'), directory.find('t1'), directory.find(' T1 ')]);
    assert.deepEqual(new Set(states.map(({ kind }) => kind)), new Set(['known']));
    now = 2000;
    const state = await directory.find('T1');
    assert.equal(server.seen.length, 1);
    assert.equal(state.kind === 'known' && state.readAt, 1000);
    assert.deepEqual(directory.names('T1'), ['Name of T1', 'T1.onmicrosoft.com']);
  });

  it('asks again for what is older than wanted: tenants are renamed', async () => {
    await directory.find('T1');
    const version = directory.version;
    server.answers((_, response) => tenant(response, 'T1', 'New name'));
    now = 5000;
    await directory.find('T1', { maxAgeMs: 10_000 });
    assert.equal(server.seen.length, 0);
    await directory.find('T1', { maxAgeMs: 3000 });
    assert.equal(directory.known('T1')?.information.displayName, 'New name');
    assert.notEqual(directory.version, version);
  });

  it('knows that a tenant is not found, and asks no more', async () => {
    assert.equal((await directory.find('gone')).kind, 'notFound');
    await directory.find('gone');
    assert.equal(server.seen.length, 1);
    assert.deepEqual(directory.names('gone'), []);
  });

  it('keeps a failure as a state until told to try again, and the name that was known before', async () => {
    assert.equal((await directory.find('forbidden')).kind, 'failed');
    await directory.find('forbidden');
    assert.equal(server.seen.length, 1);
    await directory.find('forbidden', { maxAgeMs: 60_000 });
    assert.equal(server.seen.length, 2);
    await directory.find('T1');
    server.answers((_, response) => problem(response, 403, 'Authorization_RequestDenied'));
    const state = await directory.find('T1', { maxAgeMs: -1 });
    assert.equal(state.kind, 'failed');
    assert.equal(directory.known('T1')?.information.displayName, 'Name of T1');
  });

  it('finds by domain, and knows the tenant by its id then', async () => {
    const state = await directory.findByDomain('contoso.com');
    assert.equal(state.kind === 'known' && state.information.tenantId, 'T7');
    assert.equal(directory.known('T7')?.information.displayName, 'Name of contoso.com');
    assert.equal((await directory.findByDomain('gone')).kind, 'notFound');
  });

  it('asks for few at a time, tells of changes together, and has every name in the end', async () => {
    let open = 0;
    let most = 0;
    server.answers(({ url }, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        tenant(response, nameIn(url), 'x');
      }, 2);
    });
    const told: string[][] = [];
    directory.changed((keys) => told.push([...keys]));
    const ids = Array.from({ length: 60 }, (_, number) => `T${number}`);
    await directory.findAll(ids);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(most, 4);
    assert.ok(told.length < 60);
    assert.deepEqual(new Set(told.flat()), new Set(ids.map((id) => id.toLowerCase())));
    assert.ok(ids.every((id) => directory.known(id) !== undefined));
  });

  it('does not ask for what nobody waits for any more', async () => {
    const stop = new AbortController();
    const ids = Array.from({ length: 50 }, (_, number) => `T${number}`);
    const run = directory.findAll(ids, { signal: stop.signal });
    const other = directory.find('T49');
    stop.abort();
    await assert.rejects(run, CancelledError);
    assert.equal((await other).kind, 'known');
    assert.ok(server.seen.length <= 6, String(server.seen.length));
    assert.equal(directory.state('T30').kind, 'notAsked');
  });
});
