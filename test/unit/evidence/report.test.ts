import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import markdownIt from 'markdown-it';
import { openJournal } from '../../../src/actions/journal';
import type { JournalEvent } from '../../../src/actions/journalEntry';
import { itemKey } from '../../../src/actions/plan';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { actionsReport } from '../../../src/evidence/actionsReport';
import type { ActionsReport } from '../../../src/evidence/actionsReport';
import type { Case } from '../../../src/evidence/case';
import { withStatus } from '../../../src/evidence/register';
import { createReport } from '../../../src/evidence/report';
import type { Report } from '../../../src/evidence/report';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { writeRegister } from '../../../src/evidence/writeRegister';
import { writeReport } from '../../../src/evidence/writeReport';
import { reportText } from '../../../src/present/reportText';
import { temporaryFolder } from '../../support/temporaryFolder';
import { acting, people as actingPeople } from '../actions/people';
import { atWorkplace, removed } from '../actions/workplace';
import { contoso, guid, northwind, people, vanished, WorldServer } from './world';

const application = { name: 'shared-profiles', version: '0.1.0' };

const breach: Case = {
  id: 'IR-14',
  title: 'Portal | breached <b>',
  madeBy: 'adele@fabrikam.onmicrosoft.com',
  madeAt: '2026-03-01T08:00:00.000Z',
  awareSince: '2026-03-01T07:30:00.000Z',
  pinned: [],
};

const item = { run: 'run-1', plan: 'f'.repeat(64), item: itemKey(contoso, guid(1)) };
const other = { ...item, item: itemKey(contoso, guid(2)) };
const third = { ...item, item: itemKey(northwind, guid(4)) };

const call = { operation: 'removeInboundPersonalData', method: 'POST', path: '/beta/x' } as const;
const answer = { clientRequestId: null, requestId: null, status: null, why: null, operation: null };

const events: readonly JournalEvent[] = [
  {
    kind: 'runStarted',
    run: 'run-1',
    plan: item.plan,
    verb: 'remove',
    direction: 'inbound',
    items: 4,
    reason: 'Asked for by Contoso',
    excluded: [{ item: itemKey(vanished, guid(5)), outcome: 'setAside', why: 'changed' }],
  },
  { kind: 'intent', call, clientRequestId: 'c-1', ...item },
  { kind: 'result', ...answer, outcome: 'requested', clientRequestId: 'c-1', requestId: 'r-1', status: 204, ...item },
  { kind: 'lookedUp', state: 'gone', requestId: 'r-2', ...item },
  { kind: 'intent', call, clientRequestId: 'c-2', ...other },
  { kind: 'notExecuted', clientRequestId: 'c-2', why: 'throttled', ...other },
  { kind: 'intent', call, clientRequestId: 'c-3', ...other },
  { kind: 'result', ...answer, outcome: 'requested', clientRequestId: 'c-3', requestId: 'r-3', status: 204, ...other },
  { kind: 'intent', call, clientRequestId: 'c-4', ...third },
];

describe('A report', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();

  async function journal(): Promise<string> {
    const path = join(folder(), 'journal.jsonl');
    const opened = await openJournal(path, acting);
    for (const event of events) {
      await opened.append(event);
    }
    await opened.close();
    return path;
  }

  async function report(actions?: ActionsReport): Promise<Report> {
    const { snapshot } = await service.snapshot();
    const { register } = await writeRegister({ evidenceFolder: folder(), snapshot });
    const rows = register.rows.map((row) => (row.tenantId === contoso ? withStatus(row, { status: 'sent' }, new Date()) : row));
    return createReport({
      application,
      case: breach,
      parts: [{ snapshot, register: { ...register, rows }, ...(actions && { actions }) }],
      now: () => Date.parse('2026-03-02T10:00:00Z'),
    });
  }

  it('counts people and records, by tenant and direction', async () => {
    service.world.inbound = [...people, people[0]];
    const [part] = (await report()).parts;
    assert.ok(part);
    assert.deepEqual(
      [part.inbound, part.outbound],
      [
        { people: 4, records: 5 },
        { people: 3, records: 3 },
      ],
    );
    assert.deepEqual(
      part.tenants.map(({ tenantId, inbound, outbound }) => [tenantId, inbound, outbound]),
      [
        [contoso, 3, 2],
        [northwind, 1, 1],
        [vanished, 1, 0],
      ],
    );
    assert.deepEqual([part.register?.byStatus.sent, part.register?.open, part.register?.organisations], [1, 2, 3]);
  });

  it('says until when the authority has to be told', async () => {
    assert.equal((await report()).case?.notifyBefore, '2026-03-04T07:30:00.000Z');
  });

  it('says of which tenants of the case it says nothing', async () => {
    const { snapshot } = await service.snapshot();
    const pin = (tenantId: string, displayName: string | undefined) => ({
      environment: { kind: 'cloud', cloud: 'Global' } as const,
      tenantId,
      displayName,
      defaultDomainName: undefined,
    });
    const pinned = [pin(snapshot.record.context.tenantId.toUpperCase(), 'Ours'), pin(guid(77), 'Other `one`')];
    const made = await createReport({ application, case: { ...breach, pinned }, parts: [{ snapshot }] });
    assert.deepEqual(made.notLookedAt, [{ tenantId: guid(77), displayName: 'Other `one`' }]);
    assert.match(reportText(made), /The case is about .*Other.* too, of which this report says nothing/);
  });

  it('states what is not known', async () => {
    service.world.refusedPage = 3;
    service.world.outbound = new Map([[guid(101), 'Forbidden']]);
    service.world.tenants = new Map();
    const kinds = (await report(await actionsReport(await journal()))).parts[0]?.unknown.map((unknown) =>
      'count' in unknown ? `${unknown.kind} ${unknown.count}` : unknown.kind,
    );
    assert.deepEqual(kinds, [
      'listPartial',
      'rowsUnreadable 1',
      'usersWithoutTenants 1',
      'tenantsUnnamed 2',
      'callsUnanswered 1',
      'removalsNotVerified 1',
      'accessNotShown',
      'otherSharing',
    ]);
  });

  it('lists what was done with the ids of the calls', async () => {
    const { runs, items, journal: state } = await actionsReport(await journal());
    assert.deepEqual(
      runs.map(({ reason, planned, outcomes, endedAt }) => [reason, planned, outcomes, endedAt]),
      [['Asked for by Contoso', 4, { setAside: 1, requested: 2, unanswered: 1 }, null]],
    );
    assert.deepEqual(
      items.map(({ ids, outcome, status, requestId, clientRequestId, lookedUp }) => [
        ids[1],
        outcome,
        status,
        requestId,
        clientRequestId,
        lookedUp,
      ]),
      [
        [guid(5), 'setAside', null, null, null, null],
        [guid(1), 'requested', 204, 'r-1', 'c-1', 'gone'],
        [guid(2), 'requested', 204, 'r-3', 'c-3', null],
        [guid(4), 'unanswered', null, null, 'c-4', null],
      ],
    );
    assert.deepEqual([state.kind, state.lines], ['intact', 10]);
  });

  it('leaves out what was done before the case', async () => {
    const { runs, items } = await actionsReport(await journal(), new Date(Date.now() + 60_000).toISOString());
    assert.deepEqual([runs, items], [[], []]);
  });

  it('says that a journal is damaged', async () => {
    const path = await journal();
    await writeFile(path, (await readFile(path, 'utf8')).replace('"r-1"', '"r-9"'));
    const actions = await actionsReport(path);
    assert.equal(actions.journal.kind, 'damaged');
    assert.match(reportText(await report(actions)), /journal is damaged/);
  });

  it('tells a real run as the service saw it', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(actingPeople(3));
      await removed(workplace, actingPeople(3));
      const { place, context } = workplace.services;
      const { runs, items } = await actionsReport(tenantFolder(place, context).journalFile);
      assert.deepEqual(
        runs.map(({ how, outcomes }) => [how, outcomes]),
        [['finished', { requested: 3 }]],
      );
      assert.ok(items.every(({ status, clientRequestId }) => status === 204 && clientRequestId !== null));
      assert.deepEqual(items.map(({ ids }) => ids[1]).sort(), workplace.graph.removals.map(({ userId }) => userId).sort());
    });
  });

  it('is written as Markdown and as the same in JSON, and is evidence', async () => {
    const made = await report(await actionsReport(await journal()));
    const { markdown, json } = await writeReport(folder(), made, reportText);
    const { format, version, ...rest } = JSON.parse(await readFile(json.path, 'utf8')) as Record<string, unknown>;
    assert.deepEqual([format, version, rest], ['shared-profiles-report', 1, made]);
    assert.equal(await readFile(markdown.path, 'utf8'), reportText(made));
    assert.deepEqual((await verifyEvidence(folder())).changed, []);
  });

  it('that a person has worked on is not written over', async () => {
    const made = await report();
    const { markdown } = await writeReport(folder(), made, reportText);
    await appendFile(markdown.path, '\nSeen by the privacy office.\n');
    await writeReport(folder(), made, reportText);
    assert.match(await readFile(markdown.path, 'utf8'), /privacy office/);
    assert.ok((await readdir(folder())).includes('report-2026-03-02T10-00-00Z.md'));
  });

  it('shows hostile text as text: no links, no markup, nothing hidden', async () => {
    service.world.tenants = new Map([
      [contoso, { displayName: '[x](command:evil) <img src=x onerror=alert(1)> | ` `` \u202E', defaultDomainName: 'https://evil.example' }],
      [northwind, { displayName: '# Head\n\n- item\u0000', defaultDomainName: '![i](https://evil.example/x.png)' }],
    ]);
    const text = reportText(await report(await actionsReport(await journal())));
    const page = markdownIt({ html: true, linkify: true }).render(text);
    assert.doesNotMatch(page, /<a |<img|<b>|<h1># |<li>item|\u202E|\u0000/);
    assert.match(page, /\[x\]\(command:evil\) &lt;img src=x onerror=alert\(1\)&gt; \| ` `` ⟨U\+202E⟩/);
    const [organisations] = page.split('<thead>').filter((each) => each.includes('Their people here'));
    assert.equal(organisations?.split('</table>')[0]?.match(/<tr>/g)?.length, 4);
  });

  it('says at least where the lists are not whole', async () => {
    assert.match(reportText(await report()), /\| at least 4 \| at least 4 \|/);
    service.world.inbound = [people[0]];
    service.world.outbound = new Map();
    assert.match(reportText(await report()), /here \(inbound\) \| 1 \| 1 \|/);
  });
});
