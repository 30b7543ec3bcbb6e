import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Gate, Pages, Waiting } from '../../../src/graph/client';
import { CancelledError, GraphError } from '../../../src/graph/errors';
import type { TenantReference } from '../../../src/graph/resources';
import { json, problem, testClient, TestServer } from './testServer';

interface Inner {
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

type InnerAnswer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string | number>>];

const users = [{ userId: 'ann' }, { userId: 'bob' }, { userId: 'cid' }];

async function tenantsOf(pages: Pages<TenantReference> | undefined): Promise<readonly string[]> {
  const tenants: string[] = [];
  for await (const { rows } of pages ?? assert.fail('There are no pages.')) {
    tenants.push(...rows.map((row) => (row.kind === 'readable' ? row.value.tenantId : row.reason)));
  }
  return tenants;
}

function why(pages: Pages<TenantReference> | undefined): GraphError {
  const completeness = pages?.completeness();
  assert.ok(completeness?.kind === 'partial' && completeness.why instanceof GraphError);
  return completeness.why;
}

describe('a list for many at once', () => {
  const server = new TestServer();
  before(() => server.start());
  after(() => server.stop());

  /** Answers each call inside a batch, last first: the order of the answers is free. */
  function answersInside(answer: (userId: string, nth: number) => InnerAnswer, otherwise?: (response: ServerResponse) => void): void {
    const calls = new Map<string, number>();
    server.answers((request, response) => {
      if (!request.url.endsWith('/$batch')) {
        otherwise?.(response);
        return;
      }
      const { requests } = JSON.parse(request.body) as { requests: readonly Inner[] };
      const responses = requests.map(({ id, url }) => {
        const userId = url.split('/')[3] ?? '';
        calls.set(userId, (calls.get(userId) ?? 0) + 1);
        const [status, body, headers = {}] = answer(userId, calls.get(userId) ?? 0);
        return { id, status, headers, body };
      });
      json(response, 200, { responses: responses.reverse() });
    });
  }

  it('is one request of GETs, in the version of the operation, and each gets its own answer', async () => {
    answersInside((userId) => [200, { value: [{ tenantId: `tenant of ${userId}` }] }]);
    const { client, records } = testClient(server);
    const lists = await client.listMany('listOutboundTenants', users);
    assert.deepEqual(server.paths(), ['/beta/$batch']);
    const { requests } = JSON.parse(server.seen[0]?.body ?? '') as { requests: readonly Inner[] };
    assert.deepEqual(
      requests.map(({ method, url }) => [method, url]),
      users.map(({ userId }) => ['GET', `/directory/outboundSharedUserProfiles/${userId}/tenants`]),
    );
    assert.deepEqual(await tenantsOf(lists[0]), ['tenant of ann']);
    assert.deepEqual(await tenantsOf(lists[2]), ['tenant of cid']);
    assert.deepEqual(lists[2]?.completeness(), { kind: 'complete', pages: 1, items: 1, unreadable: 0, retries: 0 });
    assert.deepEqual(
      records.map((record) => record.operation),
      ['batch', 'listOutboundTenants', 'listOutboundTenants', 'listOutboundTenants'],
    );
  });

  it('sends again only what was throttled inside, after the pause asked for, and shows that it waits', async () => {
    answersInside((userId, nth) =>
      userId === 'bob' && nth < 3 ? [429, { error: { code: 'x', message: '' } }, { 'Retry-After': '0.1' }] : [200, { value: [] }],
    );
    const waits: (Waiting | undefined)[] = [];
    const throttled: number[] = [];
    let passed = 0;
    const gate: Gate = { enter: () => Promise.resolve(), throttled: (ms) => throttled.push(ms), passed: () => (passed += 1) };
    const lists = await testClient(server, { gate }).client.listMany('listOutboundTenants', users, {
      onWaiting: (waiting) => waits.push(waiting),
    });
    assert.equal(server.seen.length, 3);
    assert.equal((JSON.parse(server.seen[2]?.body ?? '') as { requests: readonly Inner[] }).requests.length, 1);
    await tenantsOf(lists[1]);
    assert.deepEqual(lists[1]?.completeness(), { kind: 'complete', pages: 1, items: 0, unreadable: 0, retries: 2 });
    assert.deepEqual(
      waits.map((waiting) => waiting?.reason),
      ['throttled', undefined, 'throttled', undefined],
    );
    assert.deepEqual(throttled, [100, 100]);
    assert.equal(passed, 3 + 3);
  });

  it('fails for the one that is refused, and for it alone', async () => {
    answersInside((userId) =>
      userId === 'bob' ? [404, { error: { code: 'Request_ResourceNotFound', message: '' } }] : [200, { value: [] }],
    );
    const lists = await testClient(server).client.listMany('listOutboundTenants', users);
    assert.deepEqual(await tenantsOf(lists[1]), []);
    assert.equal(why(lists[1]).details.status, 404);
    assert.equal(why(lists[1]).details.operation, 'listOutboundTenants');
    await tenantsOf(lists[0]);
    assert.equal(lists[0]?.completeness().kind, 'complete');
  });

  it('replaces a token that is refused inside once', async () => {
    answersInside((_, nth) => (nth === 1 ? [401, {}] : [200, { value: [] }]));
    const { client, tokens } = testClient(server);
    await client.listMany('listOutboundTenants', users);
    assert.deepEqual(
      tokens.requests.map(({ refused, operation }) => [operation.id, refused]),
      [
        ['listOutboundTenants', undefined],
        ['listOutboundTenants', 'token-1'],
      ],
    );
    answersInside(() => [401, {}]);
    const lists = await client.listMany('listOutboundTenants', users);
    await tenantsOf(lists[0]);
    assert.equal(why(lists[0]).details.status, 401);
    assert.equal(server.seen.length, 2);
  });

  it('reads on behind the first page, on the same origin only', async () => {
    const path = '/beta/directory/outboundSharedUserProfiles/ann/tenants?$skiptoken=1';
    answersInside(
      (userId) => {
        const nextLink = userId === 'ann' ? `${server.origin}${path}` : 'https://evil.example/beta/x';
        return [200, { value: [{ tenantId: 't1' }], '@odata.nextLink': nextLink }];
      },
      (response) => json(response, 200, { value: [{ tenantId: 't2' }] }),
    );
    const lists = await testClient(server).client.listMany('listOutboundTenants', users);
    assert.deepEqual(await tenantsOf(lists[0]), ['t1', 't2']);
    assert.deepEqual(await tenantsOf(lists[1]), ['t1']);
    assert.equal(why(lists[1]).details.failure, 'untrusted');
  });

  it('says of an answer that is missing or of the wrong kind that it is unreadable', async () => {
    server.answers((_, response) =>
      json(response, 200, { responses: [{ id: '0', status: 200, body: 'PGh0bWw+' }, { id: '1' }, 'text', { id: '9', status: 200 }] }),
    );
    const lists = await testClient(server).client.listMany('listOutboundTenants', users);
    for (const pages of lists) {
      await tenantsOf(pages);
      assert.equal(why(pages).details.failure, 'unreadable');
    }
  });

  it('is refused as a whole where the service refuses the batch', async () => {
    server.answers((_, response) => problem(response, 400, 'BadRequest'));
    const { client } = testClient(server);
    await assert.rejects(
      client.listMany('listOutboundTenants', users),
      (error) => error instanceof GraphError && error.details.operation === 'batch',
    );
    server.answers((_, response) => json(response, 200, { value: [] }));
    await assert.rejects(client.listMany('listOutboundTenants', users), GraphError);
  });

  it('takes up to 20 at once, none is nothing to do, and cancelling ends it', async () => {
    const { client } = testClient(server);
    answersInside(() => [429, {}, { 'Retry-After': 3600 }]);
    await assert.rejects(
      client.listMany(
        'listOutboundTenants',
        Array.from({ length: 21 }, () => ({ userId: 'x' })),
      ),
      GraphError,
    );
    assert.deepEqual(await client.listMany('listOutboundTenants', []), []);
    assert.equal(server.seen.length, 0);
    const controller = new AbortController();
    const call = client.listMany('listOutboundTenants', users, { signal: controller.signal, onWaiting: () => controller.abort() });
    await assert.rejects(call, CancelledError);
    assert.equal(server.seen.length, 1);
  });
});
