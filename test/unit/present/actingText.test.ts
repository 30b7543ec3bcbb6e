import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { journalLine } from '../../../src/actions/journalLine';
import type { JournalEntry, JournalEvent } from '../../../src/actions/journalEntry';
import type { Confirmation } from '../../../src/actions/confirmation';
import { inboundItem } from '../../../src/actions/planItems';
import type { CheckedItem, SetAside } from '../../../src/actions/preflight';
import type { VerifiedJournal } from '../../../src/actions/verifyJournal';
import { damageText, journalCheckText } from '../../../src/present/acting/journalText';
import { confirmationDialog } from '../../../src/present/acting/confirmationDialog';
import { planText } from '../../../src/present/acting/planText';
import { timelineText } from '../../../src/present/acting/timelineText';
import { contoso, fabrikam, person, removalPlan, userId } from '../actions/people';

const hostile = '[click](command:evil) |x| `code` <img>\u202e\u200b\n# head';

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

describe('The question before a run', () => {
  const left = (n: number, why: SetAside): CheckedItem => ({
    item: inboundItem('remove', person(n), null),
    readiness: { kind: 'setAside', why },
  });

  it('says how long it takes, what is missing, who is left out and why', () => {
    const plan = removalPlan([person(1), person(2), person(3), person(4), person(5)]);
    const confirmation: Confirmation = {
      plan,
      people: plan.items.slice(0, 1),
      leftOut: [
        left(2, { kind: 'changed', changes: [{ what: 'userPrincipalName', planned: 'a', now: 'b' }] }),
        left(3, { kind: 'protected', by: 'domain' }),
        left(4, { kind: 'protected', by: 'userId' }),
        { item: inboundItem('remove', person(5), null), readiness: { kind: 'alreadyGone' } },
      ],
      warnings: [{ severity: 'warn', kind: 'roleMissing', operation: 'removeInboundPersonalData', role: 'Global Administrator' }],
      actedIn: { tenantId: fabrikam, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.example' },
      externals: [{ tenantId: contoso, displayName: 'Contoso', defaultDomainName: 'contoso.example', count: 1 }],
      lookAlikes: [],
      capPerRun: 100,
      overCap: false,
      estimatedSeconds: 350,
      typed: [],
    };
    const { detail } = confirmationDialog(confirmation, {});
    for (const part of [
      'Takes at least: 6 min',
      'usually takes the role Global Administrator',
      'Left out: 1 — the person changed since the list was read (userPrincipalName)',
      'Left out: 2 — the person is protected',
      'Left out: 1 — already gone',
      'Person 4',
    ]) {
      assert.ok(detail.includes(part), `${part}\n${detail}`);
    }
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
