import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RunReport, StartedRun } from '../../../src/actions/run';
import { resumeRun } from '../../../src/actions/resumeRun';
import { startRun } from '../../../src/actions/startRun';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { verifyJournal } from '../../../src/actions/verifyJournal';
import type { FaultRule } from '../../../src/sandbox/faults/fault';
import { sandboxProcess } from '../../support/sandbox';
import { temporaryFolder } from '../../support/temporaryFolder';
import { confirmed, firstPeople, planOf, servicesIn } from '../../support/actionDesk';

const count = 10_000;

const roughDay: readonly FaultRule[] = [
  { fault: 'throttled', rate: 0.05, retryAfterSeconds: 0 },
  { fault: 'unavailable', rate: 0.01, retryAfterSeconds: 0 },
  { fault: 'gatewayTimeoutAfter', rate: 0.01 },
  { fault: 'droppedBefore', rate: 0.01 },
  { fault: 'droppedAfter', rate: 0.01 },
];

async function finished(started: StartedRun): Promise<RunReport> {
  assert.ok(started.kind === 'started', started.kind);
  return started.run.finished;
}

describe('Ten thousand removals on a rough day', () => {
  const folder = temporaryFolder();

  it('reach each person once, or name them unknown until they are settled, and send nothing outside the plan', async function () {
    this.timeout(300_000);
    const sandbox = await sandboxProcess(['--inbound', '10500', '--page-size', '1000']);
    try {
      const services = await servicesIn(sandbox, folder());
      const plan = planOf(services.context, { verb: 'remove', direction: 'inbound', people: await firstPeople(services.client, count) });
      const yes = await confirmed(plan, services);
      await sandbox.resetLedger();
      await sandbox.addFaults(...roughDay);
      const report = await finished(await startRun(yes, services, { settleAfterMs: [0] }));
      await sandbox.clearFaults();

      const planned = new Set(plan.items.map(({ userId }) => userId.toLowerCase()));
      const { changes, requests } = await sandbox.ledger();
      const reached = changes.map(({ userId }) => userId.toLowerCase());
      assert.equal(new Set(reached).size, reached.length);
      assert.ok(reached.every((userId) => planned.has(userId)));
      const { requested, goneAfterUnknown, unknown, failed, setAside } = report.counts;
      assert.equal(report.how, 'finished');
      assert.equal(requested + goneAfterUnknown + unknown + failed + setAside + report.counts.alreadyGone, count);
      assert.equal(requested + goneAfterUnknown, reached.length);
      assert.ok(unknown > 0 && goneAfterUnknown > 0);
      assert.deepEqual(Object.keys(requests.byOperation).sort(), ['getInboundSharedUserProfile', 'removeInboundPersonalData']);
      const { throttled = 0 } = requests.byOperation['removeInboundPersonalData']?.faults ?? {};
      assert.equal(requests.byOperation['removeInboundPersonalData']?.total, requested + goneAfterUnknown + unknown + failed + throttled);

      const decisions = new Map(
        [...report.results]
          .filter(([, { outcome }]) => outcome === 'unknown' || outcome === 'failed')
          .map(([key]) => [key, 'sendAgain' as const]),
      );
      const settled = await finished(await resumeRun(report.run, plan.sha256, services, { decisions, settleAfterMs: [0] }));
      assert.deepEqual([settled.counts.unknown, settled.counts.failed, settled.pending], [0, 0, 0]);
      const after = (await sandbox.ledger()).changes;
      assert.equal(after.length, count - settled.counts.setAside);
      assert.equal(new Set(after.map(({ userId }) => userId)).size, after.length);
      assert.equal((await verifyJournal(tenantFolder(services.place, services.context).journalFile)).kind, 'intact');
    } finally {
      await sandbox.stop();
    }
  });
});
