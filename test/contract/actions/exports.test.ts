import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { assignStorage } from '../../../src/actions/containers';
import type { StorageSource } from '../../../src/actions/containers';
import { watchExports } from '../../../src/actions/exportWatch';
import type { ExportWatch, FollowedExport } from '../../../src/actions/exportWatch';
import { gentlePace } from '../../../src/actions/exportPace';
import { makeContainer } from '../../../src/actions/makeContainers';
import type { Plan } from '../../../src/actions/plan';
import type { InboundPerson } from '../../../src/actions/planItems';
import { runPreflight } from '../../../src/actions/preflight';
import type { RunReport } from '../../../src/actions/run';
import { resumeRun } from '../../../src/actions/resumeRun';
import type { ActionServices } from '../../../src/actions/services';
import { startRun } from '../../../src/actions/startRun';
import { locationOf } from '../../../src/actions/storageVault';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { confirmed, firstPeople, planOf, servicesIn, tokensOf } from '../../support/actionDesk';
import { containerNameOf, startAzurite } from '../../support/azurite';
import type { Azurite } from '../../support/azurite';
import { useSandbox } from '../../support/sandbox';
import { temporaryFolder } from '../../support/temporaryFolder';

const rules = { sandbox: true, now: new Date() };

async function planned(services: ActionServices, people: readonly InboundPerson[], source: StorageSource): Promise<Plan> {
  const assigned = await assignStorage(source, people, rules, services.vault);
  assert.ok(assigned.kind === 'assigned', JSON.stringify(assigned));
  return planOf(services.context, { verb: 'export', direction: 'inbound', people, storage: assigned.storage });
}

async function run(plan: Plan, services: ActionServices): Promise<RunReport> {
  const started = await startRun(await confirmed(plan, services), services);
  assert.ok(started.kind === 'started', started.kind);
  return started.run.finished;
}

async function untilOver(watch: ExportWatch): Promise<readonly FollowedExport[]> {
  await watch.refresh();
  await new Promise<void>((resolve) => {
    const check = (): void => (watch.exports.every(({ ended }) => ended !== undefined) ? resolve() : undefined);
    watch.changed(check);
    check();
  });
  watch.dispose();
  return watch.exports;
}

describe('Exporting people', function () {
  this.timeout(60_000);
  const sandbox = useSandbox({ inbound: 50, exportDurationMs: 300, exportLagMs: 500, exportRetryAfterSeconds: 1 });
  const folder = temporaryFolder();
  let azurite: Azurite;
  before(async () => {
    azurite = await startAzurite();
  });
  after(async () => azurite.stop());

  const pace = { ...gentlePace, longestMs: 1000 };

  it('writes each into a container of their own, follows them past "not found" to the end, and keeps no signature anywhere', async () => {
    const services = await servicesIn(sandbox(), folder());
    const people = await firstPeople(services.client, 3);
    const locations = await Promise.all(people.map(async () => azurite.newSasUrl()));
    const plan = await planned(services, people, { kind: 'list', locations });
    const report = await run(plan, services);
    assert.deepEqual([report.how, report.counts.accepted], ['finished', 3]);
    const ended = await untilOver(watchExports(services, pace));
    assert.deepEqual(
      ended.map((each) => each.ended),
      ['complete', 'complete', 'complete'],
    );
    for (const [index, person] of people.entries()) {
      const [blob] = await azurite.blobs(containerNameOf(locations[index] ?? ''));
      assert.ok(blob?.content.includes(person.userId));
    }
    const kept = (await readdir(folder(), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    for (const entry of kept) {
      assert.ok(!(await readFile(join(entry.parentPath, entry.name), 'utf8')).includes('sig='), entry.name);
    }
    assert.equal(
      await services.vault.get(plan.items[0]?.direction === 'inbound' ? (plan.items[0].storage?.fingerprint ?? '') : ''),
      undefined,
    );
  });

  it('makes the containers from one signature of an account', async () => {
    const services = await servicesIn(sandbox(), folder());
    const people = await firstPeople(services.client, 2);
    const plan = await planned(services, people, { kind: 'account', location: azurite.accountSasUrl() });
    for (const item of [...plan.items, ...plan.items]) {
      await makeContainer((await locationOf(services.vault, item)) ?? assert.fail('no location'));
    }
    assert.equal((await run(plan, services)).counts.accepted, 2);
    assert.deepEqual(
      (await untilOver(watchExports(services, pace))).map(({ ended }) => ended),
      ['complete', 'complete'],
    );
  });

  it('says which code the storage service gave when a container cannot be made, and never the address', async () => {
    const location = azurite.sasUrl('missing', { permissions: 'r' });
    await assert.rejects(
      makeContainer(location),
      (error) =>
        error instanceof Error &&
        'status' in error &&
        error.status === 403 &&
        !JSON.stringify(error).includes('sig') &&
        error.cause === undefined,
    );
  });

  it('takes running exports up again in the next window, and says when one failed', async () => {
    await sandbox().addFaults({ fault: 'exportFails', operations: ['exportInboundPersonalData'], nth: 1 });
    const services = await servicesIn(sandbox(), folder());
    const people = await firstPeople(services.client, 2);
    const locations = await Promise.all(people.map(async () => azurite.newSasUrl()));
    await run(await planned(services, people, { kind: 'list', locations }), services);
    const closed = watchExports(services, pace);
    await closed.refresh();
    closed.dispose();
    const nextWindow = await servicesIn(sandbox(), folder());
    const ended = await untilOver(watchExports(nextWindow, pace));
    assert.deepEqual(ended.map((each) => each.ended).sort(), ['complete', 'failed']);
    const third = watchExports(nextWindow, pace);
    await third.refresh();
    assert.deepEqual(third.exports, []);
    third.dispose();
  });

  it('says that following is not permitted instead of asking on', async () => {
    const services = await servicesIn(sandbox(), folder());
    const people = await firstPeople(services.client, 1);
    await run(await planned(services, people, { kind: 'list', locations: [await azurite.newSasUrl()] }), services);
    await sandbox().addFaults({ fault: 'missingScope', operations: ['getDataPolicyOperation'] });
    const watch = watchExports(services, pace);
    await watch.refresh();
    await watch.lookNow();
    assert.deepEqual(
      watch.exports.map(({ trouble, nextLookAt }) => [trouble?.kind, nextLookAt]),
      [['notPermitted', undefined]],
    );
    await sandbox().clearFaults();
    await sandbox().advanceClock(5000);
    await watch.lookNow();
    assert.equal(watch.exports[0]?.trouble, undefined);
    watch.dispose();
  });

  it('never sends an export again whose answer was lost, unless the person decides so', async () => {
    await sandbox().addFaults({ fault: 'gatewayTimeoutAfter', operations: ['exportInboundPersonalData'], nth: 1 });
    const services = await servicesIn(sandbox(), folder());
    const people = await firstPeople(services.client, 1);
    const plan = await planned(services, people, { kind: 'list', locations: [await azurite.newSasUrl()] });
    const report = await run(plan, services);
    assert.deepEqual([report.counts.unknown, report.how], [1, 'finished']);
    const resumed = await resumeRun(report.run, plan.sha256, services);
    assert.ok(resumed.kind === 'started');
    assert.equal((await resumed.run.finished).counts.unknown, 1);
    assert.equal((await sandbox().ledger()).requests.byOperation['exportInboundPersonalData']?.total, 1);
    const again = await planned(services, people, { kind: 'list', locations: [await azurite.newSasUrl()] });
    const preflight = await runPreflight(again, services);
    assert.deepEqual(
      preflight.items.map(({ readiness }) => (readiness.kind === 'setAside' ? readiness.why.kind : '')),
      ['earlierUnknown'],
    );
  });

  it('says so when the permission to export is missing', async () => {
    const base = await servicesIn(sandbox(), folder());
    const tokens = tokensOf(await sandbox().appToken('none'));
    const people = await firstPeople(base.client, 1);
    const plan = await planned(base, people, { kind: 'list', locations: [await azurite.newSasUrl()] });
    const services = { ...base, client: createGraphClient({ graphEndpoint: sandbox().graphEndpoint, tokens }) };
    const preflight = await runPreflight(plan, services);
    assert.deepEqual(
      preflight.items.map(({ readiness }) => (readiness.kind === 'setAside' ? readiness.why.kind : '')),
      ['unread'],
    );
    assert.equal(preflight.blocked, true);
  });
});
