import assert from 'node:assert/strict';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { ItemState } from '../../../src/actions/runState';
import type { Plan } from '../../../src/actions/plan';
import type { RunReport } from '../../../src/actions/run';
import { resumeRun } from '../../../src/actions/resumeRun';
import type { ResumeOptions } from '../../../src/actions/resumeRun';
import { readTenantRecord } from '../../../src/actions/tenantRecord';
import { withDesk } from '../../../src/actions/tenantDesk';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { findUnfinishedRuns } from '../../../src/actions/unfinishedRuns';
import type { UnfinishedRun } from '../../../src/actions/runRemainder';
import { verifyRemoved } from '../../../src/actions/verifyRemoved';
import { verifyJournal } from '../../../src/actions/verifyJournal';
import type { Outcome } from '../../../src/actions/journalEntry';
import { contoso, people, person, removalPlan, userId } from './people';
import { atWorkplace, confirmed, removed, started } from './workplace';
import type { Workplace } from './workplace';

async function unfinishedIn({ services }: Workplace): Promise<readonly UnfinishedRun[]> {
  const folders = await findUnfinishedRuns(services.place);
  return folders.flatMap((folder) => (folder.kind === 'runs' ? folder.runs : []));
}

async function resumed(workplace: Workplace, { run, planHash }: UnfinishedRun, options: ResumeOptions = {}): Promise<RunReport> {
  const result = await resumeRun(run, planHash, workplace.services, { settleAfterMs: [0], ...options });
  assert.ok(result.kind === 'started', result.kind);
  return result.run.finished;
}

async function itemsOf(workplace: Workplace, run: string): Promise<ReadonlyMap<string, ItemState>> {
  const record = await readTenantRecord(tenantFolder(workplace.services.place, workplace.services.context).journalFile);
  return record.runs().find((state) => state.run === run)?.items ?? new Map<string, ItemState>();
}

/** A run that was cancelled after some people. */
async function interrupted(workplace: Workplace, count: number): Promise<Plan> {
  workplace.graph.add(people(count));
  const plan = removalPlan(people(count), workplace.services.context);
  const run = await started(await confirmed(plan, workplace.services), workplace.services);
  workplace.graph.mishap = ({ method, post }) => {
    if (method === 'POST' && post > count / 3) {
      run.cancel();
    }
    return undefined;
  };
  await run.finished;
  workplace.graph.mishap = () => undefined;
  return plan;
}

describe('An unfinished run', () => {
  it('is found, goes on where it ended, and sends nobody twice', async () => {
    await atWorkplace(async (workplace) => {
      await interrupted(workplace, 40);
      const [found] = await unfinishedIn(workplace);
      assert.ok(found?.how === 'cancelled');
      assert.equal(found.pending, 40 - workplace.graph.removals.length);
      const report = await resumed(workplace, found);
      assert.deepEqual([report.how, report.counts.requested, report.pending], ['finished', 40, 0]);
      assert.deepEqual([workplace.graph.removals.length, workplace.graph.posts.length], [40, 40]);
      assert.deepEqual(await unfinishedIn(workplace), []);
      assert.equal((await verifyJournal(tenantFolder(workplace.services.place, workplace.services.context).journalFile)).kind, 'intact');
    });
  });

  it('goes on in the same context only', async () => {
    await atWorkplace(async (workplace) => {
      const plan = await interrupted(workplace, 10);
      const [found] = await unfinishedIn(workplace);
      const { services } = workplace;
      const sent = workplace.graph.posts.length;
      const other = {
        ...services,
        context: { ...services.context, actor: { kind: 'app', displayName: null } as const, clientId: userId(8) },
      };
      assert.equal((await resumeRun(found?.run ?? '', plan.sha256, other)).kind, 'otherContext');
      const elsewhere = { ...services, context: { ...services.context, tenantId: contoso } };
      assert.equal((await resumeRun(found?.run ?? '', plan.sha256, elsewhere)).kind, 'notFound');
      assert.equal(workplace.graph.posts.length, sent);
    });
  });

  it('does not go on from a plan file that was changed by one byte', async () => {
    await atWorkplace(async (workplace) => {
      const plan = await interrupted(workplace, 10);
      const [found] = await unfinishedIn(workplace);
      const file = join(tenantFolder(workplace.services.place, workplace.services.context).plansDirectory, `${plan.sha256}.plan.json`);
      await writeFile(file, (await readFile(file, 'utf8')).replace('Person 9', 'Person 8'));
      assert.equal((await resumeRun(found?.run ?? '', plan.sha256, workplace.services)).kind, 'notFound');
    });
  });

  it('leaves out, when it goes on, whoever changed or came under protection meanwhile', async () => {
    await atWorkplace(async (workplace) => {
      await interrupted(workplace, 30);
      const [found] = await unfinishedIn(workplace);
      const done = workplace.graph.removals.length;
      workplace.graph.people.set(userId(30), { ...person(30), userPrincipalName: 'someone@else.example' });
      const { policy } = workplace.services;
      const services = {
        ...workplace.services,
        policy: { ...policy, protectedPeople: { ...policy.protectedPeople, userIds: [userId(29)] } },
      };
      assert.ok(found !== undefined);
      const report = await resumed({ ...workplace, services }, found);
      assert.deepEqual([report.counts.setAside, workplace.graph.removals.length], [2, 28]);
      assert.ok(done < 28);
    });
  });

  for (const happened of ['lostAfter', 'lostBefore'] as const) {
    it(`whose last call has no answer on record is looked up first (the call was ${happened === 'lostAfter' ? '' : 'not '}carried out)`, async () => {
      await atWorkplace(async (workplace) => {
        workplace.graph.add(people(1));
        workplace.graph.mishap = ({ method }) => (method === 'POST' ? happened : undefined);
        const report = await removed(workplace, people(1), { settleAfterMs: [] });
        await cutAfterIntent(workplace);
        workplace.graph.mishap = () => undefined;
        const [found] = await unfinishedIn(workplace);
        assert.ok(found !== undefined);
        assert.deepEqual([found.how, found.pending, found.unknown], [undefined, 0, 1]);
        const after = await resumed(workplace, found);
        const expected: Outcome = happened === 'lostAfter' ? 'goneAfterUnknown' : 'unknown';
        assert.equal(after.counts[expected], 1);
        assert.equal(workplace.graph.posts.length, 1);
        assert.equal((await itemsOf(workplace, report.run)).get(report.plan.items[0]?.key ?? '')?.outcome, expected);
      });
    });
  }

  it('sends an unknown removal again only by decision, and then once', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(2));
      workplace.graph.mishap = ({ method }) => (method === 'POST' ? 'lostBefore' : undefined);
      const report = await removed(workplace, people(2));
      workplace.graph.mishap = () => undefined;
      const [found] = await unfinishedIn(workplace);
      assert.ok(found?.unknown === 2);
      const without = await resumed(workplace, found);
      assert.deepEqual([without.counts.unknown, workplace.graph.posts.length], [2, 2]);
      const [one, two] = report.plan.items.map(({ key }) => key);
      const decisions = new Map<string, 'sendAgain' | 'leave'>([
        [one ?? '', 'sendAgain'],
        [two ?? '', 'leave'],
      ]);
      const after = await resumed(workplace, found, { decisions });
      assert.deepEqual([after.counts.requested, after.counts.unknown, workplace.graph.removals.length], [1, 1, 1]);
      assert.deepEqual(await unfinishedIn(workplace), []);
    });
  });

  it('is ended in the journal by whoever comes next when it was killed after its last result', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(2));
      const report = await removed(workplace, people(2));
      const { journalFile } = tenantFolder(workplace.services.place, workplace.services.context);
      const text = await readFile(journalFile, 'utf8');
      await truncate(journalFile, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)));
      const before = (await readTenantRecord(journalFile)).runOfPlan(report.plan.sha256);
      await withDesk(workplace.services, 'look', async () => Promise.resolve());
      const after = (await readTenantRecord(journalFile)).runOfPlan(report.plan.sha256);
      assert.deepEqual([before?.end, after?.end?.how, after?.end?.why], [undefined, 'finished', 'foundComplete']);
      assert.equal(workplace.graph.posts.length, 2);
    });
  });

  it('is seen as under way, not as unfinished, while somebody works on it', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(5));
      workplace.graph.delayMs = 30;
      const plan = removalPlan(people(5), workplace.services.context);
      const run = await started(await confirmed(plan, workplace.services), workplace.services);
      assert.deepEqual(
        (await findUnfinishedRuns(workplace.services.place)).map(({ kind }) => kind),
        ['busy'],
      );
      await run.finished;
      assert.deepEqual(await unfinishedIn(workplace), []);
    });
  });
});

describe('Verifying a removal', () => {
  it('says of each person gone, still there or unknown, and keeps it in the journal', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(3));
      const report = await removed(workplace, people(3));
      workplace.graph.people.set(userId(2), person(2));
      workplace.graph.mishap = ({ path }) => (path.endsWith(userId(3)) ? 'forbidden' : undefined);
      const outcomes = new Map([...report.results].map(([key, { outcome }]) => [key, outcome]));
      const answer = await verifyRemoved(report.run, report.plan, outcomes, workplace.services);
      assert.ok(answer.kind === 'verified');
      assert.deepEqual(
        answer.verified.items.map(({ state }) => state),
        ['gone', 'stillThere', 'unknown'],
      );
      assert.equal(answer.verified.recorded, true);
      const items = await itemsOf(workplace, report.run);
      assert.deepEqual(
        report.plan.items.map(({ key }) => items.get(key)?.lookedUp?.state),
        ['gone', 'stillThere', 'unknown'],
      );
    });
  });

  it('settles a removal whose answer was lost once the person is gone, and not in another tenant', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1));
      workplace.graph.mishap = ({ method }) => (method === 'POST' ? 'lostBefore' : undefined);
      const report = await removed(workplace, people(1));
      workplace.graph.people.clear();
      const outcomes = new Map([...report.results].map(([key, { outcome }]) => [key, outcome]));
      const elsewhere = { ...workplace.services, context: { ...workplace.services.context, tenantId: contoso } };
      assert.equal((await verifyRemoved(report.run, report.plan, outcomes, elsewhere)).kind, 'otherContext');
      await verifyRemoved(report.run, report.plan, outcomes, workplace.services);
      assert.equal((await itemsOf(workplace, report.run)).get(report.plan.items[0]?.key ?? '')?.outcome, 'goneAfterUnknown');
    });
  });
});

/** What a crash right after sending leaves: the journal ends in the middle of the line after the intent. */
async function cutAfterIntent({ services }: Workplace): Promise<void> {
  const file = tenantFolder(services.place, services.context).journalFile;
  const text = await readFile(file, 'utf8');
  const end = text.indexOf('\n', text.indexOf('"kind":"intent"'));
  await truncate(file, Buffer.byteLength(text.slice(0, end + 20)));
}
