import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { isJournalError } from '../../../src/actions/errorKinds';
import { callsAtOnce } from '../../../src/actions/runPace';
import { startRun } from '../../../src/actions/startRun';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { readTimeline, verifyJournal } from '../../../src/actions/verifyJournal';
import { GraphError, SignInError } from '../../../src/graph/errors';
import { contoso, people, person, removalPlan, userId } from './people';
import { atWorkplace, confirmed, removed, started } from './workplace';
import type { Workplace } from './workplace';

async function planned(workplace: Workplace, count: number): ReturnType<typeof confirmed> {
  workplace.graph.add(people(count));
  return confirmed(removalPlan(people(count), workplace.services.context), workplace.services);
}

function journalOf({ services }: Workplace): string {
  return tenantFolder(services.place, services.context).journalFile;
}

describe('A run', () => {
  it('removes exactly the planned people, once each, with their planned calls and nothing else', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(30));
      const report = await removed(workplace, people(25));
      assert.deepEqual([report.how, report.counts.requested, report.pending], ['finished', 25, 0]);
      assert.deepEqual(
        workplace.graph.removals.map((removal) => removal.userId).sort(),
        people(25).map((each) => each.userId),
      );
      assert.deepEqual([...workplace.graph.people.keys()], [26, 27, 28, 29, 30].map(userId));
      assert.deepEqual([...workplace.graph.posts].sort(), report.plan.items.map(({ call }) => call.path).sort());
    });
  });

  it('has every intent on disk before its call arrives, and every answer after it', async () => {
    await atWorkplace(async (workplace) => {
      const seen: boolean[] = [];
      workplace.graph.mishap = ({ method, path }) => {
        if (method === 'POST') {
          seen.push(workplace.intentOnDisk(path));
        }
        return undefined;
      };
      const report = await removed(workplace, (workplace.graph.add(people(20)), people(20)));
      assert.deepEqual(
        seen,
        Array.from({ length: 20 }, () => true),
      );
      const entries = await readTimeline(journalOf(workplace));
      for (const item of report.plan.items) {
        const kinds = entries.filter((entry) => 'item' in entry && entry.item === item.key).map(({ kind }) => kind);
        assert.deepEqual(kinds, ['intent', 'result']);
      }
      assert.equal((await verifyJournal(journalOf(workplace))).head.sha256, report.head.sha256);
    });
  });

  it('says of a removal that it was requested, with the ids of the call, since 204 does not mean gone', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1));
      const { results, plan } = await removed(workplace, people(1));
      const result = results.get(plan.items[0]?.key ?? '');
      assert.deepEqual([result?.outcome, result?.status, result?.ids?.requestId], ['requested', 204, 'answer-1']);
      assert.equal(result?.ids?.clientRequestId, workplace.graph.removals[0]?.clientRequestId);
    });
  });

  it('sets a person aside who changed between preflight and call, and says what changed', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 3);
      workplace.graph.people.set(userId(2), { ...person(2), userPrincipalName: 'other@contoso.example' });
      workplace.graph.people.set(userId(3), person(3, userId(99)));
      const report = await (await started(yes, workplace.services)).finished;
      assert.deepEqual([report.counts.requested, report.counts.setAside], [1, 2]);
      const whys = report.plan.items.slice(1).map(({ key }) => report.results.get(key)?.why);
      assert.deepEqual(whys, ['changed userPrincipalName', 'changed homeTenantId']);
      assert.deepEqual(
        workplace.graph.removals.map((removal) => removal.userId),
        [userId(1)],
      );
    });
  });

  it('sends nothing for a person who is already gone', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 2);
      workplace.graph.people.delete(userId(1));
      const report = await (await started(yes, workplace.services)).finished;
      assert.deepEqual([report.counts.alreadyGone, report.counts.requested], [1, 1]);
      assert.equal(workplace.graph.posts.length, 1);
    });
  });

  it('repeats a throttled call, which was not carried out, and nothing else', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.mishap = ({ method, post }) => (method === 'POST' && post % 3 === 1 ? 'throttled' : undefined);
      const report = await removed(workplace, (workplace.graph.add(people(12)), people(12)));
      assert.equal(report.counts.requested, 12);
      assert.equal(workplace.graph.removals.length, 12);
      assert.equal(new Set(workplace.graph.removals.map((removal) => removal.clientRequestId)).size, 12);
    });
  });

  it('looks up a removal whose answer was lost: gone is settled, still there stays unknown, neither is sent again', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.mishap = ({ method, path }) =>
        method !== 'POST'
          ? undefined
          : path.includes(userId(1))
            ? 'lostAfter'
            : path.includes(userId(2))
              ? 'droppedAfter'
              : path.includes(userId(3))
                ? 'lostBefore'
                : path.includes(userId(4))
                  ? 'droppedBefore'
                  : undefined;
      const report = await removed(workplace, (workplace.graph.add(people(5)), people(5)));
      assert.deepEqual(
        report.plan.items.map(({ key }) => report.results.get(key)?.outcome),
        ['goneAfterUnknown', 'goneAfterUnknown', 'unknown', 'unknown', 'requested'],
      );
      assert.equal(workplace.graph.posts.length, 5);
      assert.deepEqual([report.how, report.counts.unknown, report.counts.goneAfterUnknown], ['finished', 2, 2]);
    });
  });

  it('looks up a lost answer while it goes on, and once more at its end when the removal had shown itself late', async () => {
    await atWorkplace(async (workplace) => {
      const { graph } = workplace;
      graph.mishap = ({ method, path }) => (method === 'POST' && /000[12]\/remove/.test(path) ? 'lostBefore' : undefined);
      graph.delayMs = 5;
      const late = person(1);
      const gone = new Promise<void>((resolve) => {
        const look = setInterval(() => {
          if (graph.posts.length > 100) {
            clearInterval(look);
            resolve(void graph.people.delete(late.userId));
          }
        }, 1);
      });
      const report = await removed(workplace, (graph.add(people(150)), people(150)));
      await gone;
      const [first, second] = report.plan.items;
      assert.deepEqual(
        [first, second].map((item) => report.results.get(item?.key ?? '')?.outcome),
        ['goneAfterUnknown', 'unknown'],
      );
      const kinds = (await readTimeline(journalOf(workplace))).map((entry) =>
        'item' in entry && entry.item === first?.key ? 'own' : entry.kind,
      );
      assert.equal(kinds.filter((kind) => kind === 'own').length, 5);
      assert.ok(kinds.indexOf('lookedUp') < kinds.lastIndexOf('intent'));
    });
  });

  it('is started once however often it is asked for: a double click, then again when it is over', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.delayMs = 20;
      const yes = await planned(workplace, 10);
      const [first, second] = await Promise.all([startRun(yes, workplace.services), startRun(yes, workplace.services)]);
      assert.ok([first, second].filter(({ kind }) => kind === 'started').length <= 1);
      const run = [first, second].find((each) => each.kind === 'started') ?? (await startRun(yes, workplace.services));
      assert.ok(run.kind === 'started');
      await run.run.finished;
      assert.equal((await startRun(yes, workplace.services)).kind, 'alreadyRun');
      assert.equal(workplace.graph.posts.length, 10);
    });
  });

  it('does not start in another tenant, as another actor, or from a plan that was changed', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 1);
      const { services } = workplace;
      const elsewhere = { ...services, context: { ...services.context, tenantId: contoso } };
      const someoneElse = {
        ...services,
        context: { ...services.context, actor: { kind: 'user', objectId: userId(7), username: 'x' } as const },
      };
      assert.equal((await startRun(yes, elsewhere)).kind, 'otherContext');
      assert.equal((await startRun(yes, someoneElse)).kind, 'otherContext');
      const plan = { ...yes.preflight.plan, items: removalPlan([person(9)]).items };
      assert.equal((await startRun({ ...yes, preflight: { ...yes.preflight, plan } }, services)).kind, 'changedPlan');
      assert.equal(workplace.graph.posts.length, 0);
    });
  });

  it('pauses and goes on: nothing is sent meanwhile, nobody is missed or met twice', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 60);
      workplace.graph.delayMs = 5;
      const run = await started(yes, workplace.services);
      await until(() => workplace.graph.removals.length > 5);
      run.pause();
      await delay(100);
      const sent = workplace.graph.posts.length;
      await delay(100);
      assert.equal(workplace.graph.posts.length, sent);
      assert.ok(sent < 60);
      run.resume();
      const report = await run.finished;
      assert.deepEqual([report.how, report.counts.requested, workplace.graph.posts.length], ['finished', 60, 60]);
    });
  });

  it('is cancelled at once, also in the middle of a throttling wait, and leaves the rest undone', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 40);
      workplace.graph.retryAfterSeconds = 3600;
      workplace.graph.mishap = ({ method, post }) => (method === 'POST' && post > 3 ? 'throttled' : undefined);
      const run = await started(yes, workplace.services);
      await until(() => workplace.graph.posts.length >= 10);
      run.cancel();
      const report = await run.finished;
      const { requested, unknown, failed } = report.counts;
      assert.deepEqual([report.how, requested, unknown, failed, report.pending], ['cancelled', 3, 0, 0, 37]);
      assert.equal((await verifyJournal(journalOf(workplace))).kind, 'intact');
    });
  });

  it('waits for the answers of calls that were already sent when it is cancelled', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 5);
      const run = await started(yes, workplace.services);
      workplace.graph.mishap = ({ method }) => {
        if (method === 'POST') {
          workplace.graph.delayMs = 60;
          run.cancel();
        }
        return undefined;
      };
      const report = await run.finished;
      assert.equal(report.counts.unknown, 0);
      assert.equal(report.counts.requested, workplace.graph.removals.length);
      assert.equal(report.counts.requested + report.pending, 5);
    });
  });

  it('stops, with nothing half done, when the token is for another tenant', async () => {
    let calls = 0;
    const tokens = {
      getAccessToken: async () => {
        calls += 1;
        if (calls > 20) {
          throw new SignInError('The token is for another tenant.', 'wrongTenant');
        }
        return { value: 'token', expiresOn: new Date(Date.now() + 3_600_000) };
      },
    };
    await atWorkplace(
      async (workplace) => {
        const report = await removed(workplace, (workplace.graph.add(people(15)), people(15)));
        assert.deepEqual([report.how, report.why?.kind], ['stopped', 'signIn']);
        assert.deepEqual([report.counts.unknown, report.counts.failed], [0, 0]);
        assert.equal(report.counts.requested, workplace.graph.removals.length);
        assert.equal(report.counts.requested + report.pending, 15);
      },
      { tokens },
    );
  });

  it('stops when the context is locked in the middle, and when the service refuses the permission', async () => {
    let locked = false;
    const permit = (): void => {
      if (locked) {
        throw new GraphError('Locked.', { failure: 'locked', operation: 'removeInboundPersonalData', executed: 'no' });
      }
    };
    await atWorkplace(
      async (workplace) => {
        const yes = await planned(workplace, 10);
        locked = true;
        const report = await (await started(yes, workplace.services)).finished;
        assert.deepEqual([report.how, report.why?.kind, report.pending, workplace.graph.posts.length], ['stopped', 'locked', 10, 0]);
      },
      { permit },
    );
    await atWorkplace(async (workplace) => {
      workplace.graph.mishap = ({ method }) => (method === 'POST' ? 'forbidden' : undefined);
      const report = await removed(workplace, (workplace.graph.add(people(40)), people(40)));
      assert.deepEqual([report.how, report.why?.kind, report.pending], ['stopped', 'refused', 40]);
      assert.ok(workplace.graph.posts.length <= callsAtOnce);
    });
  });

  it('stops when answer after answer is lost, instead of making more people unknown', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.mishap = ({ method }) => (method === 'POST' ? 'lostBefore' : undefined);
      const report = await removed(workplace, (workplace.graph.add(people(100)), people(100)));
      assert.deepEqual([report.how, report.why?.kind], ['stopped', 'unknownInRow']);
      assert.ok(workplace.graph.posts.length < callsAtOnce + 8, String(workplace.graph.posts.length));
    });
  });

  it('sends nothing when the journal cannot be written', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 2);
      await mkdir(journalOf(workplace), { recursive: true });
      await assert.rejects(startRun(yes, workplace.services), isJournalError);
      const blocked = join(workplace.directory, 'a file');
      await writeFile(blocked, '');
      await assert.rejects(startRun(yes, { ...workplace.services, place: { directory: join(blocked, 'x') } }), isJournalError);
      assert.equal(workplace.graph.posts.length, 0);
    });
  });

  it('stops sending when the journal fails in the middle, and releases the tenant', async () => {
    await atWorkplace(async (workplace) => {
      const yes = await planned(workplace, 50);
      workplace.graph.delayMs = 3;
      const run = await started(yes, workplace.services);
      await until(() => workplace.graph.removals.length > 3);
      await writeFile(journalOf(workplace), 'x', { flag: 'a' });
      const before = workplace.graph.posts.length;
      const report = await run.finished;
      assert.deepEqual([report.how, report.why?.kind], ['stopped', 'journal']);
      assert.ok(workplace.graph.posts.length <= before + callsAtOnce);
      assert.notEqual(report.pending, 0);
    });
  });

  it('keeps its files for the owner only and beside the journal the plan it ran', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1));
      const report = await removed(workplace, people(1));
      const folder = dirname(journalOf(workplace));
      const { readdir, stat } = await import('node:fs/promises');
      assert.deepEqual(await readdir(join(folder, 'plans')), [`${report.plan.sha256}.plan.json`]);
      assert.equal((await stat(folder)).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o700);
    });
  });

  it('tells its progress to the end', async () => {
    await atWorkplace(async (workplace) => {
      const states: string[] = [];
      let done = 0;
      workplace.graph.add(people(30));
      await removed(workplace, people(30), {
        onProgress: (progress) => {
          states.push(progress.state);
          done = progress.done;
        },
      });
      assert.deepEqual([states.at(-1), done], ['ended', 30]);
    });
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await delay(2);
  }
}
