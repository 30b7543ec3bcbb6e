import assert from 'node:assert/strict';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { createThrottleGate } from '../../../src/graph/throttleGate';
import { publishedLimits } from '../../../src/graph/throttleLimits';
import { useSandbox } from '../../support/sandbox';

const writes = { count: 100, perMs: 2000 };

describe('the client at a service with limits', () => {
  const sandbox = useSandbox({
    inbound: 500,
    throttle: { resourceUnits: 8000, resourceUnitsPerSeconds: 10, writes: writes.count, writesPerSeconds: writes.perMs / 1000 },
  });

  it('removes many at once, each once, and is throttled in less than 2 % of its calls', async () => {
    const token = { value: await sandbox().appToken(), expiresOn: new Date(Date.now() + 3_600_000) };
    const client = createGraphClient({
      graphEndpoint: sandbox().graphEndpoint,
      tokens: { getAccessToken: () => Promise.resolve(token) },
      gate: createThrottleGate({ ...publishedLimits.L, writes }),
    });
    const userIds: string[] = [];
    for await (const { rows } of client.list('listInboundSharedUserProfiles', {})) {
      userIds.push(...rows.flatMap((row) => (row.kind === 'readable' ? [row.value.userId] : [])));
    }
    const people = userIds.slice(0, 200);
    await Promise.all(people.map((userId) => client.removeInboundPersonalData(userId)));

    const { changes, requests } = await sandbox().ledger();
    assert.deepEqual(changes.map(({ userId }) => userId).sort(), people.map((userId) => userId).sort());
    const removals = requests.byOperation['removeInboundPersonalData'];
    assert.ok(removals !== undefined && (removals.statuses['429'] ?? 0) <= removals.total * 0.02, JSON.stringify(removals));
  });
});
