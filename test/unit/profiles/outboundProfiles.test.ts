import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { CancelledError } from '../../../src/graph/errors';
import { findOutboundProfiles } from '../../../src/profiles/findProfiles';
import { loadOutboundProfiles } from '../../../src/profiles/loadOutboundProfiles';
import { partnerHit, userHit } from '../../../src/profiles/startingPoints';
import { json, problem, type SeenRequest, testClient, TestServer } from '../graph/testServer';
import { guidOf } from './servedRows';

interface Asked {
  readonly id: string;
  readonly url: string;
}

const userCount = 45;
const users = Array.from({ length: userCount }, (_, number) => guidOf(number));

function tenantsOf(url: string): readonly string[] {
  const number = users.findIndex((userId) => url.includes(userId));
  return Array.from({ length: number % 4 }, (_, tenant) => `T${tenant}`);
}

/** A service with 45 users; user 7 cannot be read, and user 9 has a tenant of the wrong shape. */
class OutboundService {
  batches = 0;
  alone = 0;

  constructor(
    private readonly origin: string,
    private readonly takesBatches: boolean,
  ) {}

  answer({ url, body }: SeenRequest, response: ServerResponse): void {
    if (url.includes('$batch')) {
      this.batch(body, response);
    } else if (url.includes('/tenants')) {
      this.alone += 1;
      const { status, body: tenants } = this.tenants(url);
      json(response, status, tenants);
    } else {
      this.list(url, response);
    }
  }

  private list(url: string, response: ServerResponse): void {
    const second = url.includes('page=2');
    const value = (second ? users.slice(25) : users.slice(0, 25)).map((userId) => ({ userId }));
    const link = `${this.origin}/beta/directory/outboundSharedUserProfiles?page=2`;
    json(response, 200, second ? { value: [...value, { noUser: true }] } : { '@odata.nextLink': link, value });
  }

  private batch(body: string, response: ServerResponse): void {
    this.batches += 1;
    if (!this.takesBatches) {
      problem(response, 400, 'BadRequest');
      return;
    }
    const { requests } = JSON.parse(body) as { readonly requests: readonly Asked[] };
    json(response, 200, { responses: requests.map(({ id, url }) => ({ id, ...this.tenants(url) })) });
  }

  private tenants(url: string): { readonly status: number; readonly body: unknown } {
    if (url.includes(guidOf(7))) {
      return { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'No.' } } };
    }
    const value: unknown[] = tenantsOf(url).map((tenantId) => ({ tenantId }));
    return { status: 200, body: { value: url.includes(guidOf(9)) ? [...value, 42] : value } };
  }
}

describe('Outbound profiles', () => {
  const server = new TestServer();
  before(() => server.start());
  after(() => server.stop());

  function serve(takesBatches: boolean): OutboundService {
    const service = new OutboundService(server.origin, takesBatches);
    server.answers((request, response) => service.answer(request, response));
    return service;
  }

  for (const takesBatches of [true, false]) {
    it(`are read with the tenants of every user, ${takesBatches ? 'in batches' : 'one by one where the service takes no batches'}`, async () => {
      const service = serve(takesBatches);
      const memory = { refused: false };
      const { profiles, completeness } = await loadOutboundProfiles(testClient(server).client, {}, memory);
      assert.equal(profiles.size, userCount);
      users.forEach((userId, index) => {
        const row = profiles.row(index);
        assert.equal(row.userId, userId);
        if (index === 7) {
          assert.equal(row.tenants.kind, 'failed');
        } else {
          assert.deepEqual(row.tenants, { kind: 'known', tenantIds: tenantsOf(userId), unreadable: index === 9 ? 1 : 0 });
        }
      });
      const { kind, tenantsKnown, tenantsFailed, tenantsPending, tenantsUnreadable } = completeness;
      assert.deepEqual([kind, tenantsKnown, tenantsFailed, tenantsPending, tenantsUnreadable], ['partial', 44, 1, 0, 1]);
      assert.equal(completeness.users.unreadable, 1);
      assert.equal(memory.refused, !takesBatches);
      assert.ok(takesBatches ? service.batches >= 3 && service.alone < 6 : service.alone === userCount);
      assert.deepEqual([...profiles.rowsWithoutTenants()], [7]);
    });
  }

  it('do not ask for a batch again where it was refused', async () => {
    const service = serve(false);
    await loadOutboundProfiles(testClient(server).client, {}, { refused: true });
    assert.equal(service.batches, 0);
  });

  it('answer which users a tenant holds, and which tenants a user is in, and where that is not known', async () => {
    serve(true);
    const { profiles } = await loadOutboundProfiles(testClient(server).client);
    const contexts = [
      { contextId: 'A', inbound: undefined, outbound: profiles },
      { contextId: 'B', inbound: undefined, outbound: undefined },
    ];
    const [here, elsewhere] = partnerHit(contexts, 't2');
    assert.deepEqual(
      [...(here?.ourPeople ?? [])],
      users.flatMap((_, number) => (number % 4 === 3 && number !== 7 ? [number] : [])),
    );
    assert.deepEqual([...(here?.ourPeopleUnknown ?? [])], [7]);
    assert.equal(here?.theirPeople, undefined);
    assert.equal(elsewhere?.ourPeople, undefined);
    const listing = (userId: string): readonly string[] => userHit(contexts, userId).map((hit) => hit.listing);
    assert.deepEqual(listing(guidOf(3).toUpperCase()), ['listed', 'notLoaded']);
    assert.deepEqual(listing('nobody'), ['notListed', 'notLoaded']);
    assert.deepEqual([...(await findOutboundProfiles(profiles, `${guidOf(11)} t2`)).rows], [11]);
    assert.deepEqual(
      profiles.tenants().map(({ tenantId, count }) => [tenantId, count]),
      [
        ['T0', 32],
        ['T1', 21],
        ['T2', 10],
      ],
    );
  });

  it('stop at once when told to, and keep what was read', async () => {
    const service = new OutboundService(server.origin, true);
    const stop = new AbortController();
    server.answers((request, response) => {
      if (request.url.includes('$batch')) {
        stop.abort();
        return;
      }
      service.answer(request, response);
    });
    let kept = 0;
    const run = loadOutboundProfiles(testClient(server).client, {
      signal: stop.signal,
      onProgress: (_, profiles) => (kept = profiles.size),
    });
    await assert.rejects(run, CancelledError);
    assert.ok(kept >= 25);
  });
});
