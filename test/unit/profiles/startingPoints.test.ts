import assert from 'node:assert/strict';
import { SharedProfiles } from '../../../src/profiles/sharedProfiles';
import { partnerHit, userHit } from '../../../src/profiles/startingPoints';
import { json, problem, testClient, TestServer } from '../graph/testServer';

const people = [
  { userId: 'U1', userPrincipalName: 'adele@contoso.com', displayName: 'Adele', homeTenantId: 'T1' },
  { userId: 'U2', userPrincipalName: 'bob@northwind.com', displayName: 'Bob', homeTenantId: 'T2' },
];
const tenantsOf: Readonly<Record<string, readonly string[] | undefined>> = { O1: ['T1', 'T2'], O2: [], O3: undefined };

describe('Where a breach is looked at from', () => {
  const server = new TestServer();
  let shared: SharedProfiles;
  let notLoaded: SharedProfiles;

  before(async () => {
    await server.start();
    server.answers(({ url }, response) => {
      if (url.includes('inboundSharedUserProfiles')) {
        json(response, 200, { value: people });
        return;
      }
      const user = /Profiles\/(\w+)\/tenants/.exec(url)?.[1];
      if (user === undefined) {
        json(response, 200, { value: Object.keys(tenantsOf).map((userId) => ({ userId })) });
        return;
      }
      const tenants = tenantsOf[user];
      if (tenants === undefined) {
        problem(response, 403, 'Authorization_RequestDenied');
        return;
      }
      json(response, 200, { value: tenants.map((tenantId) => ({ tenantId })) });
    });
    shared = new SharedProfiles(testClient(server).client);
    notLoaded = new SharedProfiles(testClient(server).client);
    await shared.load('inbound');
    await shared.load('outbound');
  });
  after(async () => {
    shared.dispose();
    notLoaded.dispose();
    await server.stop();
  });

  const contexts = () => {
    assert.ok(shared.inbound.kind === 'loaded' && shared.outbound.kind === 'loaded');
    return [
      { contextId: 'loaded', inbound: shared.inbound.profiles, outbound: shared.outbound.profiles },
      { contextId: 'not loaded', inbound: undefined, outbound: undefined },
    ];
  };

  it('a partner: their people here, our people there, and those of ours who may be there too', () => {
    const [hit] = partnerHit(contexts(), 't1');
    assert.deepEqual([...(hit?.theirPeople ?? [])], [0]);
    assert.deepEqual([...(hit?.ourPeople ?? [])], [0]);
    assert.deepEqual([...(hit?.ourPeopleUnknown ?? [])], [2]);
  });

  it('a partner in a context that is not loaded is unknown, not none', () => {
    const hit = partnerHit(contexts(), 'T1')[1];
    assert.equal(hit?.theirPeople, undefined);
    assert.equal(hit?.ourPeople, undefined);
  });

  it('a user: the tenants that hold the data, or that nobody knows', () => {
    const listing = (userId: string) => userHit(contexts(), userId).map((hit) => [hit.listing, hit.tenants?.kind]);
    const [known] = userHit(contexts(), 'O1');
    assert.deepEqual(known?.tenants?.kind === 'known' ? known.tenants.tenantIds : undefined, ['T1', 'T2']);
    assert.deepEqual(listing('O3'), [
      ['listed', 'failed'],
      ['notLoaded', undefined],
    ]);
    assert.deepEqual(listing('O9'), [
      ['notListed', undefined],
      ['notLoaded', undefined],
    ]);
  });
});
