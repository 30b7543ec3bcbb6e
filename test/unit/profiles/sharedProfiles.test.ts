import assert from 'node:assert/strict';
import { CancelledError, GraphError } from '../../../src/graph/errors';
import { findInboundProfiles } from '../../../src/profiles/findProfiles';
import { SharedProfiles } from '../../../src/profiles/sharedProfiles';
import { serviceHit } from '../../../src/profiles/startingPoints';
import { json, problem, testClient, TestServer } from '../graph/testServer';

const people = [
  { userId: 'U1', userPrincipalName: 'adele@contoso.com', displayName: 'Adèle Vance', homeTenantId: 'T1' },
  { userId: 'U2', userPrincipalName: 'bob@contoso.com', displayName: 'Bob', homeTenantId: 'T1' },
  { userId: 'U1', userPrincipalName: 'eve@northwind.com', displayName: 'Eve', homeTenantId: 'T2' },
];

describe('Shared profiles of a context', () => {
  const server = new TestServer();
  let shared: SharedProfiles;

  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => {
    shared = new SharedProfiles(testClient(server).client);
  });
  afterEach(() => shared.dispose());

  function servePages(): void {
    server.answers(({ url }, response) => {
      const second = url.includes('page=2');
      const link = `${server.origin}/beta/directory/inboundSharedUserProfiles?page=2`;
      json(response, 200, second ? { value: people.slice(1) } : { '@odata.nextLink': link, value: people.slice(0, 1) });
    });
  }

  it('hold every inbound person after loading, by home tenant and by key', async () => {
    servePages();
    await shared.load('inbound');
    assert.equal(shared.inbound.kind, 'loaded');
    const { profiles, completeness } = shared.inbound;
    assert.deepEqual(completeness, { kind: 'complete', pages: 2, items: 3, unreadable: 0, retries: 0 });
    assert.deepEqual(
      [...profiles.rowsOfHomeTenant('t1')].map((row) => profiles.row(row)),
      people.slice(0, 2),
    );
    assert.deepEqual(profiles.rowNumbersByKey('T2', 'u1'), [2]);
    assert.deepEqual(profiles.rowsOfUserId('U1'), [0, 2]);
    assert.deepEqual(
      serviceHit(profiles).homeTenants.map(({ tenantId, count }) => [tenantId, count]),
      [
        ['T1', 2],
        ['T2', 1],
      ],
    );
    assert.deepEqual([...(await findInboundProfiles(profiles, 'ADELE conto')).rows], [0]);
  });

  it('are asked for once by everyone who wants them at the same time, and not again when they are there', async () => {
    servePages();
    await Promise.all([shared.load('inbound'), shared.load('inbound'), shared.refresh('inbound')]);
    await shared.load('inbound');
    assert.equal(server.seen.length, 2);
  });

  it('say that nothing could be read, and why, and keep what was there before', async () => {
    servePages();
    await shared.load('inbound');
    const before = shared.inbound;
    server.answers((_, response) => problem(response, 403, 'Authorization_RequestDenied'));
    await shared.refresh('inbound');
    assert.equal(shared.inbound.kind, 'failed');
    assert.equal(shared.inbound.before, before);
    assert.ok(shared.inbound.error instanceof GraphError);
    assert.equal(shared.inbound.error.details.status, 403);
  });

  it('are partial when a later page cannot be read', async () => {
    server.answers(({ url }, response) => {
      if (url.includes('page=2')) {
        problem(response, 403, 'Authorization_RequestDenied');
        return;
      }
      json(response, 200, { '@odata.nextLink': `${server.origin}/beta/directory/inboundSharedUserProfiles?page=2`, value: people });
    });
    await shared.load('inbound');
    assert.equal(shared.inbound.kind, 'loaded');
    assert.equal(shared.inbound.completeness.kind, 'partial');
    assert.equal(shared.inbound.profiles.size, 3);
  });

  it('show rows before the end, and stop at once when told to', async () => {
    server.answers(({ url }, response) => {
      if (!url.includes('page=2')) {
        json(response, 200, { '@odata.nextLink': `${server.origin}/beta/directory/inboundSharedUserProfiles?page=2`, value: people });
      }
    });
    const kinds: string[] = [];
    const seen = new Promise<void>((resolve) => {
      shared.changed((direction) => {
        kinds.push(`${direction} ${shared.inbound.kind}`);
        if (shared.inbound.kind === 'loading' && shared.inbound.profiles?.size === 3) {
          resolve();
        }
      });
    });
    const run = shared.load('inbound');
    await seen;
    shared.cancel('inbound');
    await run;
    assert.equal(shared.inbound.kind, 'failed');
    assert.ok(shared.inbound.error instanceof CancelledError);
    assert.equal(shared.inbound.profiles?.size, 3);
    assert.equal(kinds[0], 'inbound loading');
    assert.equal(kinds.at(-1), 'inbound failed');
  });

  it('know how many users of its own the tenant has at least, and nothing of it from who came from elsewhere', async () => {
    const users = Array.from({ length: 7 }, (_, index) => ({ userId: `U${index}` }));
    server.answers(({ url }, response) => {
      json(response, 200, { value: url.includes('/tenants') ? [] : url.includes('outbound') ? users : people });
    });
    await shared.load('inbound');
    assert.equal(shared.ownUsers, 0);
    await shared.load('outbound');
    assert.equal(shared.ownUsers, users.length);
  });

  it('ask for one person again and compare the home tenant of the answer', async () => {
    server.answers(({ url }, response) =>
      url.endsWith('/U2') ? json(response, 200, people[1]) : problem(response, url.endsWith('/gone') ? 404 : 403, 'x'),
    );
    const reading = async (tenant: string, user: string): Promise<string> => (await shared.readInboundProfile(tenant, user)).kind;
    assert.equal(await reading('t1', 'U2'), 'found');
    assert.equal(await reading('T2', 'U2'), 'otherPerson');
    assert.equal(await reading('T1', 'gone'), 'gone');
    assert.equal(await reading('T1', 'U1'), 'unknown');
  });
});
