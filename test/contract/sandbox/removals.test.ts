import assert from 'node:assert/strict';
import { sandboxHere, useSandbox } from '../../support/sandbox';
import { inboundList, outboundList, rowsOf } from './collect';
import { subjectsOf } from './requests';

const remove = { method: 'POST' } as const;

describe('removing in the sandbox', () => {
  const sandbox = useSandbox({ inbound: 300, outbound: 60, removalLagMs: 5000 });

  it('takes an inbound person out of list and get after the lag, once', async () => {
    const token = await sandbox().appToken();
    const { inboundUserId } = await subjectsOf(sandbox());
    const one = `${inboundList}/${inboundUserId}`;
    const statuses = async (): Promise<readonly number[]> => {
      const rows = await rowsOf(sandbox(), inboundList, token);
      return [(await sandbox().graph(one, token)).status, rows.length];
    };
    assert.equal((await sandbox().graph(`${one}/removePersonalData`, token, remove)).status, 204);
    assert.deepEqual(await statuses(), [200, 300]);
    assert.equal((await sandbox().graph(`${one}/removePersonalData`, token, remove)).status, 204);
    await sandbox().advanceClock(5000);
    assert.deepEqual(await statuses(), [404, 299]);
    assert.equal((await sandbox().graph(`${one}/removePersonalData`, token, remove)).status, 404);
    const { changes } = await sandbox().ledger();
    assert.deepEqual(
      changes.map(({ kind, userId, direction, again, sequence }) => ({ kind, userId, direction, again, sequence })),
      [
        { kind: 'remove', userId: inboundUserId, direction: 'inbound', again: false, sequence: 1 },
        { kind: 'remove', userId: inboundUserId, direction: 'inbound', again: true, sequence: 2 },
      ],
    );
  });

  it('takes one tenant of an outbound user, and the user with the last one', async () => {
    const token = await sandbox().appToken();
    const { outboundUserId } = await subjectsOf(sandbox());
    const path = `${outboundList}/${outboundUserId}/tenants`;
    const tenantIds = (await rowsOf(sandbox(), path, token)).map(({ tenantId = '' }) => tenantId);
    for (const [index, tenantId] of tenantIds.entries()) {
      assert.equal((await sandbox().graph(`${path}/${tenantId}/removePersonalData`, token, remove)).status, 204);
      await sandbox().advanceClock(5000);
      if (index < tenantIds.length - 1) {
        assert.equal((await rowsOf(sandbox(), path, token)).length, tenantIds.length - index - 1);
      }
    }
    assert.equal((await sandbox().graph(path, token)).status, 404);
    assert.equal((await rowsOf(sandbox(), outboundList, token)).length, 59);
    assert.equal((await sandbox().ledger()).changes.length, tenantIds.length);
  });

  it('refuses a tenant that does not hold the user', async () => {
    const token = await sandbox().appToken();
    const { outboundUserId } = await subjectsOf(sandbox());
    const path = `${outboundList}/${outboundUserId}/tenants/${sandbox().tenantId('Fabrikam')}/removePersonalData`;
    assert.equal((await sandbox().graph(path, token, remove)).status, 404);
    assert.equal((await sandbox().ledger()).changes.length, 0);
  });

  it('is seen from both sides where two tenants share a person', async () => {
    const here = await sandbox().appToken('every', { tenant: 'Fabrikam' });
    const there = await sandbox().appToken('every', { tenant: 'Contoso' });
    const contoso = sandbox().tenantId('Contoso');
    const shared = (await rowsOf(sandbox(), inboundList, here)).find(({ homeTenantId }) => homeTenantId === contoso);
    const userId = shared?.['userId'] ?? '';
    await sandbox().graph(`${inboundList}/${userId}/removePersonalData`, here, remove);
    await sandbox().advanceClock(5000);
    const tenants = await sandbox().graph(`${outboundList}/${userId}/tenants`, there);
    const text = await tenants.text();
    assert.ok(tenants.status === 404 || !text.includes(sandbox().tenantId('Fabrikam')));
  });

  it('tells who did what, when, and under which request', async () => {
    const token = await sandbox().userToken('adele');
    const { inboundUserId } = await subjectsOf(sandbox());
    const id = '11111111-2222-4333-8444-555555555555';
    const response = await sandbox().graph(`${inboundList}/${inboundUserId}/removePersonalData`, token, {
      ...remove,
      headers: { 'client-request-id': id },
    });
    const [change] = (await sandbox().ledger()).changes;
    assert.equal(change?.who.userPrincipalName, 'adele@fabrikam.onmicrosoft.com');
    assert.equal(change.tenantId, sandbox().tenantId('Fabrikam'));
    assert.equal(change.clientRequestId, id);
    assert.equal(change.requestId, response.headers.get('request-id'));
    assert.ok(Math.abs(Date.parse(change.when) - Date.now()) < 60_000);
    const { requests } = await sandbox().ledger();
    assert.deepEqual(requests.byOperation['removeInboundPersonalData'], { total: 1, statuses: { 204: 1 }, faults: {} });
    const last = (await sandbox().calls()).at(-1);
    assert.equal(last?.values['userId'], inboundUserId);
  });

  it('does not move the pages of a list that is being read', async () => {
    const running = await sandboxHere({ inbound: 100, pageSize: 10 });
    try {
      const token = await running.appToken();
      const all = await rowsOf(running, inboundList, token);
      const first = (await (await running.graph(inboundList, token)).json()) as { readonly '@odata.nextLink': string };
      for (const { userId = '' } of all.slice(0, 10)) {
        await running.graph(`${inboundList}/${userId}/removePersonalData`, token, remove);
      }
      const rest = await rowsOf(running, first['@odata.nextLink'].slice(running.graphEndpoint.length), token);
      assert.deepEqual(rest, all.slice(10));
    } finally {
      await running.stop();
    }
  });
});
