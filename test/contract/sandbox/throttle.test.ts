import assert from 'node:assert/strict';
import { useSandbox } from '../../support/sandbox';
import { inboundList, outboundList } from './collect';
import { subjectsOf } from './requests';

describe('the limits of the sandbox', () => {
  const sandbox = useSandbox({
    inbound: 50,
    outbound: 20,
    removalLagMs: 60_000,
    throttle: { resourceUnits: 40, resourceUnitsPerSeconds: 400, writes: 3, writesPerSeconds: 30 },
  });

  const spend = async (path: string, token: string): Promise<number> => {
    for (let count = 0; ; count += 1) {
      const response = await sandbox().graph(path, token);
      await response.arrayBuffer();
      if (response.status === 429) {
        return count;
      }
    }
  };

  it('let so many units through, tell the cost and the wait, and open again after it', async () => {
    const token = await sandbox().appToken();
    const first = await sandbox().graph(inboundList, token);
    assert.equal(first.headers.get('x-ms-resource-unit'), '1');
    assert.equal(await spend(inboundList, token), 39);
    const refused = await sandbox().graph(inboundList, token);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('Retry-After'), '10');
    assert.match(refused.headers.get('x-ms-throttle-scope') ?? '', /^Tenant_Application\//);
    assert.ok(refused.headers.get('x-ms-throttle-information'));
    await sandbox().advanceClock(10_000);
    assert.equal((await sandbox().graph(inboundList, token)).status, 200);
  });

  it('charge more for expanding', async () => {
    const token = await sandbox().appToken();
    const count = await spend(`${outboundList}?$expand=tenants`, token);
    assert.ok(count === 20, String(count));
  });

  it('are counted for each app and each tenant', async () => {
    await spend(inboundList, await sandbox().appToken());
    assert.equal((await sandbox().graph(inboundList, await sandbox().appToken('reading'))).status, 200);
    assert.equal((await sandbox().graph(inboundList, await sandbox().appToken('every', { tenant: 'Contoso' }))).status, 200);
  });

  it('hold writes apart, inside batches too', async () => {
    const token = await sandbox().appToken();
    const { inboundUserId } = await subjectsOf(sandbox());
    const requests = ['1', '2', '3', '4', '5'].map((id) => ({
      id,
      method: 'POST',
      url: `/directory/inboundSharedUserProfiles/${inboundUserId}/removePersonalData`,
    }));
    const response = await sandbox().graph('/beta/$batch', token, { method: 'POST', body: JSON.stringify({ requests }) });
    const { responses } = (await response.json()) as { readonly responses: readonly { readonly status: number }[] };
    assert.deepEqual(responses.map(({ status }) => status).sort(), [204, 204, 204, 429, 429]);
    assert.equal((await sandbox().graph(inboundList, token)).status, 200);
  });
});
