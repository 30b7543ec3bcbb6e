import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { journalLine } from '../../../src/actions/journalLine';
import type { JournalEntry, JournalEvent } from '../../../src/actions/journalEntry';
import type { Confirmation } from '../../../src/actions/confirmation';
import { lookAlikesAmong } from '../../../src/actions/lookAlikesAmong';
import type { Plan, PlanItem } from '../../../src/actions/plan';
import { inboundItem } from '../../../src/actions/planItems';
import type { CheckedItem, SetAside } from '../../../src/actions/preflight';
import type { VerifiedJournal } from '../../../src/actions/verifyJournal';
import { damageText, journalCheckText } from '../../../src/present/acting/journalText';
import { confirmationDialog } from '../../../src/present/acting/confirmationDialog';
import { comparePlans } from '../../../src/actions/comparePlans';
import { planComparisonText } from '../../../src/present/acting/planComparisonText';
import { exportsMessage } from '../../../src/present/acting/exportWords';
import { planText } from '../../../src/present/acting/planText';
import { timelineText } from '../../../src/present/acting/timelineText';
import { wrappedProse } from '../../../src/present/wrappedProse';
import type { Context } from '../../../src/signin/context';
import { contoso, fabrikam, person, removalPlan, userId } from '../actions/people';

const hostile = '[click](command:evil) |x| `code` <img>\u202e\u200b\n# head';

const production: Context = {
  id: 'global~t~o~c',
  environment: { kind: 'cloud', cloud: 'Global' },
  tenantId: fabrikam,
  tenantDisplayName: 'Fabrikam',
  defaultDomainName: undefined,
  identity: { kind: 'app', displayName: 'Our app' },
  clientId: 'c',
  authType: 'AppOnly',
  tokenCredentialType: 'ClientSecret',
  label: 'Production',
  colour: 'red',
};

describe('A plan to be read', () => {
  it('names the tenant, the account, the reason, the hash, every person and every call', () => {
    const plan = removalPlan([person(1), person(2)]);
    const text = planText(plan);
    for (const part of [
      fabrikam,
      'fabrikam.example',
      'Tests',
      plan.reason,
      plan.sha256,
      contoso,
      'contoso.example',
      userId(1),
      userId(2),
    ]) {
      assert.ok(text.includes(part), part);
    }
    plan.items.forEach(({ call }) => assert.ok(text.includes(`${call.method} ${call.path}`)));
  });

  it('shows look-alikes first, side by side with their ids', () => {
    const text = planText(removalPlan([person(1), { ...person(2), displayName: 'PERSON 1' }]));
    assert.ok(text.indexOf('## Look twice') < text.indexOf('## People and calls'));
    assert.match(text, /1\) +same name +Person 1 .*\n +1\) +same name +PERSON 1 /);
  });

  it('lets nothing from the directory become a link, markup, a table cell or a hidden character', () => {
    const text = planText(removalPlan([{ ...person(1), displayName: hostile, userPrincipalName: hostile }]));
    assert.ok(!text.includes('\u202e') && !text.includes('\u200b') && !text.includes('\n# head'));
    const outside = text.split('\n').filter((line) => !line.startsWith('    '));
    assert.ok(!outside.join('').includes('click'));
  });
});

describe('Two plans', () => {
  it('are compared person by person: who is in one only, who is not the same in both, and what else differs', () => {
    const left = removalPlan([person(1), person(2), person(3)]);
    const right = { ...removalPlan([person(2), { ...person(3), displayName: 'Renamed' }, person(4)]), reason: 'another reason' };
    const differences = comparePlans(left, right);
    const idsOf = (items: readonly PlanItem[]): readonly string[] => items.map((item) => item.userId);
    assert.deepEqual([idsOf(differences.onlyLeft), idsOf(differences.onlyRight)], [[userId(1)], [userId(4)]]);
    assert.deepEqual(
      differences.changed.map((pair) => [pair.left.displayName, pair.right.displayName]),
      [['Person 3', 'Renamed']],
    );
    assert.equal(differences.same, 1);
    assert.ok(differences.facts.some(({ what, right: value }) => what === 'reason' && value === 'another reason'));
    const text = planComparisonText(left, right);
    assert.match(text, /The same in both: 1\. In both, but not the same: 1\. Only in the first: 1\. Only in the second: 1\./);
    assert.ok(text.indexOf(userId(1)) < text.indexOf(userId(4)));
    assert.match(text, /second +Renamed/);
  });

  it('are the same when they are the same', () => {
    const plan = removalPlan([person(1)]);
    assert.deepEqual(comparePlans(plan, plan), { facts: [], onlyLeft: [], onlyRight: [], changed: [], same: 1 });
  });
});

describe('The end of exports', () => {
  const item = inboundItem('export', person(1), { masked: 'https://account.blob.core.windows.net/one?…', fingerprint: 'f', make: false });
  const running = { run: 'r', plan: 'p', key: item.key, item, acceptedAt: '2026-06-01T12:00:00.000Z', operation: undefined };
  const seen = { status: undefined, progress: null, ended: undefined, trouble: undefined, nextLookAt: undefined };

  it('is told of one with name and place, and of many together, each time with what to do next', () => {
    const complete = { ...running, ...seen, ended: 'complete' } as const;
    assert.match(exportsMessage([complete]), /Person 1: The export is complete.*blob\.core\.windows\.net\/one.*Hand it over/);
    const lost = { ...running, ...seen, trouble: { kind: 'noOperation' } } as const;
    assert.match(exportsMessage([lost]), /did not say where its progress can be read/);
    const text = exportsMessage([complete, complete, { ...complete, ended: 'failed' }, lost]);
    assert.match(text, /^Exports ended: complete: 2, failed: 1, not known: 1\. Hand the data over.*new containers\..*tells where\.$/);
  });
});

describe('Prose on a page', () => {
  it('is broken between words, and columns stay as they are', () => {
    const words = Array.from({ length: 40 }, () => 'word').join(' ');
    const [first = '', second = '', block = ''] = wrappedProse(`${words}\n    ${words}`)
      .split('\n')
      .slice(0, 4)
      .filter((_, index) => index !== 2);
    assert.ok(first.length <= 96 && second.length <= 96 && `${first} ${second}`.startsWith('word word'));
    assert.ok(block.startsWith('    word') && block.length > 150);
  });
});

describe('The question before a run', () => {
  const question = (plan: Plan): Confirmation => ({
    plan,
    people: plan.items,
    leftOut: [],
    warnings: [],
    actedIn: { tenantId: fabrikam, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.example' },
    externals: [{ tenantId: contoso, displayName: 'Contoso', defaultDomainName: 'contoso.example', count: plan.items.length }],
    lookAlikes: lookAlikesAmong(plan.items),
    capPerRun: 100,
    overCap: false,
    estimatedSeconds: 350,
    typed: [],
  });
  const left = (n: number, why: SetAside): CheckedItem => ({
    item: inboundItem('remove', person(n), null),
    readiness: { kind: 'setAside', why },
  });

  it('says how long it takes, what is missing, who is left out and why', () => {
    const plan = removalPlan([person(1), person(2), person(3), person(4), person(5)]);
    const confirmation: Confirmation = {
      ...question(plan),
      people: plan.items.slice(0, 1),
      leftOut: [
        left(2, { kind: 'changed', changes: [{ what: 'userPrincipalName', planned: 'a', now: 'b' }] }),
        left(3, { kind: 'protected', by: 'domain' }),
        left(4, { kind: 'protected', by: 'userId' }),
        { item: inboundItem('remove', person(5), null), readiness: { kind: 'alreadyGone' } },
      ],
      warnings: [{ severity: 'warn', kind: 'roleMissing', operation: 'removeInboundPersonalData', role: 'Global Administrator' }],
    };
    const { detail } = confirmationDialog(confirmation, {});
    for (const part of [
      'Home tenant: Contoso (contoso.example)',
      'Acted in: Fabrikam (fabrikam.example)',
      'Takes at least: 6 min',
      'usually takes the role Global Administrator',
      'Left out: 1 — the person changed since the list was read (userPrincipalName)',
      'Left out: 2 — the person is protected',
      'Left out: 1 — already gone',
      'Person 4',
    ]) {
      assert.ok(detail.includes(part), `${part}\n${detail}`);
    }
    assert.match(confirmationDialog(confirmation, { context: production }).detail, /^Acted in: .* · 🔴 Production$/m);
    assert.match(detail, /^Home tenant: Contoso \(contoso\.example\)$/m);
  });

  it('keeps those who look alike side by side, and says where the rest of them stand when there are many', () => {
    const twins = Array.from({ length: 12 }, (_, index) => ({
      ...person(index + 1),
      displayName: `Twin ${'abcd'[Math.floor(index / 3)] ?? ''}`,
    }));
    const { detail } = confirmationDialog(question(removalPlan(twins)), {});
    const shown = detail.split('\n').filter((line) => /^ {3}\d\) /.test(line));
    assert.deepEqual(
      shown.map((line) => line.slice(3, 12)),
      ['1', '2', '3'].flatMap((group) => Array.from({ length: 3 }, () => `${group}) Twin ${'abc'[Number(group) - 1] ?? ''}`)),
    );
    assert.match(detail, /and 3 more: the plan that What If shows has all of them/);
  });
});

describe('The journal to be read', () => {
  function entry(seq: number, event: JournalEvent): JournalEntry {
    const head = { seq, at: '2026-06-01T12:00:05.000Z', actor: 'app a', context: 'c', previous: '' };
    return JSON.parse(journalLine(head, event)) as JournalEntry;
  }

  it('tells each entry with time, person, ids of the call, and says requested, not gone', () => {
    const plan = removalPlan([person(1)]);
    const [item] = plan.items;
    assert.ok(item !== undefined);
    const of = { run: 'r', plan: plan.sha256, item: item.key };
    const ids = { clientRequestId: 'client-1', requestId: 'answer-1' };
    const entries = [
      entry(1, { kind: 'intent', ...of, call: item.call, clientRequestId: 'client-1' }),
      entry(2, { kind: 'result', ...of, outcome: 'requested', ...ids, status: 204, why: null, operation: null }),
      entry(3, { kind: 'lookedUp', ...of, state: 'stillThere', requestId: null }),
    ];
    const [, third = '', second = '', first = ''] = timelineText(entries, () => item).split('\n');
    assert.match(first, /2026-06-01 12:00:05 +About to send +Person 1 .*client-1 {2}POST .*removePersonalData/);
    assert.match(second, /Removal requested.*204.*client-1 {2}answer-1/);
    assert.match(third, /still there/);
  });

  it('names everybody whom a run left out, and why', () => {
    const plan = removalPlan([person(1)]);
    const key = plan.items[0]?.key ?? '';
    const began = {
      kind: 'runStarted',
      run: 'r',
      plan: plan.sha256,
      verb: 'remove',
      direction: 'inbound',
      items: 1,
      reason: 'why',
    } as const;
    const entries = [entry(1, { ...began, excluded: [{ item: key, outcome: 'setAside', why: 'protected domain' }] })];
    const text = timelineText(entries, () => plan.items[0]);
    assert.match(text, /Run began: remove inbound, 1 calls planned\. Reason: why/);
    assert.match(text, /Left out \(protected domain\) +Person 1 {2}/);
  });

  it('says where it is damaged and what it does not prove', () => {
    const verified: VerifiedJournal = {
      kind: 'damaged',
      lines: 9,
      from: '2026-06-01T12:00:00.000Z',
      to: '2026-06-01T12:00:00.000Z',
      head: { seq: 9, sha256: 'abc' },
      damage: { kind: 'missing', line: 4, fromSeq: 4, toSeq: 6 },
      torn: undefined,
      closedTorn: 0,
    };
    const text = journalCheckText(verified);
    assert.match(text, /Before line 4, the entries number 4 to 6 are missing/);
    assert.match(text, /does not show by itself/);
    assert.match(text, /whole lines cut off its end/);
    assert.match(damageText({ kind: 'reordered', line: 3, seq: 5, expectedSeq: 3 }), /Line 3 stands in the wrong place/);
  });
});
