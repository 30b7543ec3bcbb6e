import assert from 'node:assert/strict';
import { useSandbox } from '../../support/sandbox';
import { outboundList, rowsOf } from './collect';
import { subjectsOf } from './requests';

interface BatchAnswer {
  readonly responses: readonly {
    readonly id: string;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: { readonly value?: readonly unknown[] };
  }[];
}

interface Item {
  readonly id: string;
  readonly method?: string;
  readonly url: string;
  readonly dependsOn?: readonly string[];
  readonly body?: unknown;
}

describe('batches in the sandbox', () => {
  const sandbox = useSandbox({ inbound: 100, outbound: 60 });

  const send = async (requests: readonly Item[], version = 'beta'): Promise<Response> =>
    sandbox().graph(`/${version}/$batch`, await sandbox().appToken(), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ requests: requests.map((request) => ({ method: 'GET', ...request })) }),
    });
  const statuses = async (requests: readonly Item[], version?: string): Promise<Readonly<Record<string, number>>> => {
    const { responses } = (await (await send(requests, version)).json()) as BatchAnswer;
    return Object.fromEntries(responses.map(({ id, status }) => [id, status]));
  };

  it('answer each request with its own status and body, in another order', async () => {
    const { inboundUserId, outboundUserId } = await subjectsOf(sandbox());
    const tenants = await rowsOf(sandbox(), `${outboundList}/${outboundUserId}/tenants`, await sandbox().appToken());
    const response = await send([
      { id: 'a', url: `/directory/inboundSharedUserProfiles/${inboundUserId}` },
      { id: 'b', url: `directory/outboundSharedUserProfiles/${outboundUserId}/tenants` },
      { id: 'c', url: '/directory/inboundSharedUserProfiles/x' },
      { id: 'd', url: '/nowhere' },
    ]);
    assert.equal(response.status, 200);
    const { responses } = (await response.json()) as BatchAnswer;
    assert.deepEqual(
      responses.map(({ id, status }) => [id, status]),
      [
        ['d', 400],
        ['c', 400],
        ['b', 200],
        ['a', 200],
      ],
    );
    assert.deepEqual(responses[2]?.body?.value, tenants);
  });

  it('carry throttling inside an answer of 200', async () => {
    const { inboundUserId } = await subjectsOf(sandbox());
    await sandbox().addFaults({ fault: 'throttled', operations: ['getInboundSharedUserProfile'], nth: 2, retryAfterSeconds: 9 });
    const items = ['1', '2', '3'].map((id) => ({ id, url: `/directory/inboundSharedUserProfiles/${inboundUserId}` }));
    const { responses } = (await (await send(items)).json()) as BatchAnswer;
    const throttled = responses.filter(({ status }) => status === 429);
    assert.equal(throttled.length, 1);
    assert.equal(throttled[0]?.headers['Retry-After'], '9');
  });

  it('fail what depends on a failure', async () => {
    const items: readonly Item[] = [
      { id: '1', url: '/organization' },
      { id: '2', url: '/nowhere', dependsOn: ['1'] },
      { id: '3', url: '/organization', dependsOn: ['2'] },
      { id: '4', url: '/organization', dependsOn: ['1'] },
    ];
    assert.deepEqual(await statuses(items), { 1: 200, 2: 400, 3: 424, 4: 200 });
  });

  it('refuse more than twenty, an id twice, an unknown dependency, and what is no batch', async () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ id: String(index), url: '/organization' }));
    assert.equal((await send(many)).status, 400);
    assert.equal((await send(many.slice(0, 20))).status, 200);
    assert.equal((await send([many[0], many[0]].filter((item) => item !== undefined))).status, 400);
    assert.equal((await send([{ id: '1', url: '/organization', dependsOn: ['2'] }])).status, 400);
    const token = await sandbox().appToken();
    for (const body of ['', '[]', '{"requests":1}', '{"requests":[{"id":"1"}]}']) {
      assert.equal((await sandbox().graph('/beta/$batch', token, { method: 'POST', body })).status, 400, body);
    }
  });

  it('keep to their version, to Graph, and to requests that say what their body is', async () => {
    assert.deepEqual(await statuses([{ id: '1', url: '/directory/inboundSharedUserProfiles' }], 'v1.0'), { 1: 405 });
    assert.deepEqual(await statuses([{ id: '1', url: '/$batch', method: 'POST' }]), { 1: 400 });
    assert.deepEqual(await statuses([{ id: '1', url: 'https://example.com/organization' }]), { 1: 400 });
    assert.deepEqual(await statuses([{ id: '1', url: '/organization', body: {} }]), { 1: 400 });
  });

  it('write removals into the ledger one by one', async () => {
    const rows = await rowsOf(sandbox(), '/beta/directory/inboundSharedUserProfiles?$top=999', await sandbox().appToken());
    const items = rows
      .slice(0, 5)
      .map(({ userId = '' }) => ({ id: userId, method: 'POST', url: `/directory/inboundSharedUserProfiles/${userId}/removePersonalData` }));
    assert.deepEqual(new Set(Object.values(await statuses(items))), new Set([204]));
    const { changes } = await sandbox().ledger();
    assert.equal(new Set(changes.map(({ userId }) => userId)).size, 5);
  });
});
