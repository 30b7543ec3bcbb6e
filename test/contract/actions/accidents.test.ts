import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { isJournalError } from '../../../src/actions/errorKinds';
import type { Plan } from '../../../src/actions/plan';
import { planFileText, readPlan } from '../../../src/actions/planFile';
import { runPreflight } from '../../../src/actions/preflight';
import { resumeRun } from '../../../src/actions/resumeRun';
import type { RunReport, StartedRun } from '../../../src/actions/run';
import type { ActionServices } from '../../../src/actions/services';
import { startRun } from '../../../src/actions/startRun';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { verifyJournal } from '../../../src/actions/verifyJournal';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import type { TokenSource } from '../../../src/graph/tokenSource';
import { readAccessToken } from '../../../src/signin/accessToken';
import type { Context } from '../../../src/signin/context';
import { requireTokenOf } from '../../../src/signin/provenToken';
import { finish, runner } from '../../soak/killing';
import type { RunnerInput } from '../../soak/runnerProcess';
import { confirmed, firstPeople, planOf, servicesIn } from '../../support/actionDesk';
import { useSandbox } from '../../support/sandbox';
import { temporaryFolder } from '../../support/temporaryFolder';

const people = 60;

/** Every case ends with a look at the ledger of the sandbox: what was really done, to whom, in which tenant. */
describe('An accident', function () {
  this.timeout(60_000);
  const sandbox = useSandbox({ inbound: 200, pageSize: 200, latencyMs: 5 });
  const folder = temporaryFolder();

  async function prepared(given: Partial<ActionServices> = {}): Promise<{ readonly services: ActionServices; readonly plan: Plan }> {
    const services = await servicesIn(sandbox(), folder(), given);
    const wanted = { verb: 'remove', direction: 'inbound', people: await firstPeople(services.client, people) } as const;
    return { services, plan: planOf(services.context, wanted) };
  }

  async function removedIds(): Promise<readonly string[]> {
    const { changes } = await sandbox().ledger();
    assert.ok(changes.every(({ again, tenantId }) => !again && tenantId === sandbox().tenantId()));
    return changes.map(({ userId }) => userId.toLowerCase()).sort();
  }

  const idsOf = ({ items }: Plan): readonly string[] => items.map(({ userId }) => userId.toLowerCase()).sort();

  async function finished(started: StartedRun): Promise<RunReport> {
    assert.ok(started.kind === 'started', started.kind);
    return started.run.finished;
  }

  /** Tokens as the product takes them: held against the context before their first use. */
  function guardedTokens({ context }: ActionServices, give: () => Promise<string>): TokenSource {
    const guarded: Context = {
      id: context.contextId,
      environment: { kind: 'sandbox', origin: context.graphEndpoint },
      tenantId: context.tenantId,
      tenantDisplayName: undefined,
      defaultDomainName: undefined,
      identity: { kind: 'app', displayName: undefined },
      clientId: context.clientId,
      authType: 'AppOnly',
      tokenCredentialType: 'ClientSecret',
      label: undefined,
      colour: 'blue',
    };
    return {
      getAccessToken: async () => {
        const value = await give();
        requireTokenOf(guarded, readAccessToken(value));
        return { value, expiresOn: new Date(Date.now() + 3_600_000) };
      },
    };
  }

  function withTokens(services: ActionServices, give: () => Promise<string>): ActionServices {
    return { ...services, client: createGraphClient({ graphEndpoint: sandbox().graphEndpoint, tokens: guardedTokens(services, give) }) };
  }

  it('with a token for another tenant does nothing at all', async () => {
    const { services, plan } = await prepared();
    const yes = await confirmed(plan, services);
    const foreign = await sandbox().appToken('every', { tenant: 'Contoso' });
    const report = await finished(
      await startRun(
        yes,
        withTokens(services, async () => Promise.resolve(foreign)),
      ),
    );
    assert.deepEqual([report.how, report.why?.kind, report.pending], ['stopped', 'signIn', people]);
    assert.deepEqual(await removedIds(), []);
  });

  it('with a token swapped in the middle of a run stops there, and the run goes on with the right one', async () => {
    const { services, plan } = await prepared();
    const yes = await confirmed(plan, services);
    const [own, foreign] = [await sandbox().appToken('every'), await sandbox().appToken('every', { tenant: 'Contoso' })];
    let done = 0;
    const swapped = withTokens(services, async () => Promise.resolve(done < 10 ? own : foreign));
    const report = await finished(await startRun(yes, swapped, { onResult: () => (done += 1) }));
    assert.deepEqual([report.how, report.why?.kind], ['stopped', 'signIn']);
    const { requested, unknown, failed } = report.counts;
    assert.ok(requested > 0 && report.pending > 0);
    assert.deepEqual([unknown, failed, (await removedIds()).length], [0, 0, requested]);
    await finished(await resumeRun(report.run, plan.sha256, services));
    assert.deepEqual(await removedIds(), idsOf(plan));
  });

  it('with people who changed between plan and run, and between question and call, sets them aside', async () => {
    const { services, plan } = await prepared();
    const [moved, renamed, late] = plan.items;
    assert.ok(moved !== undefined && renamed !== undefined && late !== undefined);
    await sandbox().editPerson(moved.userId, { homeTenantId: sandbox().tenantId('Contoso').replace(/.$/, '0') });
    await sandbox().editPerson(renamed.userId, { userPrincipalName: 'somebody.else@litware.example' });
    const preflight = await runPreflight(plan, services);
    const changed = preflight.items.flatMap(({ readiness }) =>
      readiness.kind === 'setAside' && readiness.why.kind === 'changed' ? readiness.why.changes.map(({ what }) => what) : [],
    );
    assert.deepEqual(changed, ['homeTenantId', 'userPrincipalName']);
    const yes = await confirmed(plan, services);
    await sandbox().editPerson(late.userId, { userPrincipalName: 'late@litware.example' });
    const report = await finished(await startRun(yes, services));
    assert.deepEqual([report.counts.setAside, report.results.get(late.key)?.why], [3, 'changed userPrincipalName']);
    const left = [moved, renamed, late].map(({ userId }) => userId.toLowerCase());
    assert.deepEqual(
      await removedIds(),
      idsOf(plan).filter((id) => !left.includes(id)),
    );
  });

  it('with a double click starts one run', async () => {
    const { services, plan } = await prepared();
    const yes = await confirmed(plan, services);
    const both = await Promise.all([startRun(yes, services), startRun(yes, services)]);
    const running = both.flatMap((each) => (each.kind === 'started' ? [each.run] : []));
    assert.ok(running.length <= 1);
    await Promise.all(running.map(async (run) => run.finished));
    const again = await startRun(yes, services);
    await (again.kind === 'started' ? again.run.finished : undefined);
    assert.deepEqual(await removedIds(), idsOf(plan));
  });

  it('with two windows that run the same plan file meets each person once', async () => {
    const { services, plan } = await prepared();
    const planFile = join(folder(), 'removal.plan.json');
    await writeFile(planFile, planFileText(plan));
    const place = join(folder(), 'place');
    const input: RunnerInput = { planFile, directory: place, token: await sandbox().appToken('every'), sendAgain: false };
    await Promise.all([runner(input), runner(input)].map(async (window) => once(window, 'exit')));
    await finish(input);
    assert.deepEqual(await removedIds(), idsOf(plan));
    assert.equal((await verifyJournal(tenantFolder({ directory: place }, services.context).journalFile)).kind, 'intact');
  });

  it('with a plan edited by hand does nothing, fresh hash or not', async () => {
    const { services, plan } = await prepared();
    const yes = await confirmed(plan, services);
    const [first, ...others] = plan.items;
    assert.ok(first !== undefined);
    assert.equal(readPlan(planFileText(plan).replace(first.userId, others[0]?.userId ?? '')).kind, 'unusable');
    const fewer: Plan = { ...plan, items: others };
    assert.equal((await startRun({ ...yes, preflight: { ...yes.preflight, plan: fewer } }, services)).kind, 'changedPlan');
    assert.deepEqual(await removedIds(), []);
  });

  if (process.platform !== 'win32') {
    it('with a disk that cannot be written does nothing', async () => {
      const { services, plan } = await prepared();
      const yes = await confirmed(plan, services);
      await assert.rejects(startRun(yes, { ...services, place: { directory: await readOnlyDirectory() } }), isJournalError);
      assert.deepEqual(await removedIds(), []);
    });
  }

  it('with a journal cut in the middle of a line goes on, sends nobody twice and says what was cut', async () => {
    const { services, plan } = await prepared();
    const started = await startRun(await confirmed(plan, services), services);
    assert.ok(started.kind === 'started');
    while ((await removedIds()).length < 20) {
      await delay(5);
    }
    started.run.cancel();
    const report = await started.run.finished;
    const { journalFile } = tenantFolder(services.place, services.context);
    const text = await readFile(journalFile, 'utf8');
    const lastResult = text.lastIndexOf('"kind":"result"');
    await truncate(journalFile, Buffer.byteLength(text.slice(0, lastResult)));
    await finished(await resumeRun(report.run, plan.sha256, services, { settleAfterMs: [0] }));
    assert.deepEqual(await removedIds(), idsOf(plan));
    const verified = await verifyJournal(journalFile);
    assert.deepEqual([verified.kind, verified.closedTorn], ['intact', 1]);
  });

  /** The superuser may write everywhere but into what the kernel itself shows. */
  async function readOnlyDirectory(): Promise<string> {
    if (process.getuid?.() === 0) {
      return '/sys/kernel/shared-profiles';
    }
    const directory = join(folder(), 'read only');
    await mkdir(directory);
    await chmod(directory, 0o500);
    return directory;
  }
});
