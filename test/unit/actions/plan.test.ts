import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { contextDifferences } from '../../../src/actions/actingContext';
import { createPlan } from '../../../src/actions/createPlan';
import type { CreatedPlan, Wanted } from '../../../src/actions/createPlan';
import { itemKey, planHash } from '../../../src/actions/plan';
import { planFileText, readPlan } from '../../../src/actions/planFile';
import { acting, contoso, people, person, reference, removalPlan, userId } from './people';

const storage = { masked: 'https://account.blob.core.windows.net/one?…', fingerprint: 'f'.repeat(64), make: false };

function made(wanted: Wanted, homeTenantsOf: (userId: string) => readonly string[] = () => []): CreatedPlan {
  return createPlan({ context: acting, wanted, reason: '', organisations: [], homeTenantsOf });
}

function refusalKinds(created: CreatedPlan): readonly string[] {
  return created.kind === 'refused' ? created.refusals.map(({ kind }) => kind) : [];
}

describe('A plan', () => {
  it('names the exact call of every person', () => {
    const plan = removalPlan(people(2));
    assert.deepEqual(
      plan.items.map(({ call }) => `${call.method} ${call.path}`),
      [1, 2].map((number) => `POST /beta/directory/inboundSharedUserProfiles/${userId(number)}/removePersonalData`),
    );
  });

  it('percent-encodes ids in its calls', () => {
    const plan = removalPlan([{ ...person(1), userId: 'a/../b?c' }]);
    assert.equal(plan.items[0]?.call.path, '/beta/directory/inboundSharedUserProfiles/a%2F..%2Fb%3Fc/removePersonalData');
  });

  it('is many calls when our user is removed from every tenant', () => {
    const created = made({ verb: 'remove', direction: 'outbound', people: [reference(1, contoso), reference(1, userId(99))] });
    assert.ok(created.kind === 'plan');
    assert.deepEqual(
      created.plan.items.map(({ call }) => call.path.split('/').slice(-2)[0]),
      [contoso, userId(99)],
    );
  });

  it('refuses the same person twice, also in other letter case', () => {
    const twice = [person(10), { ...person(10), userId: userId(10).toUpperCase() }];
    assert.deepEqual(refusalKinds(made({ verb: 'remove', direction: 'inbound', people: twice })), ['duplicate']);
  });

  it('refuses a user id that two home tenants show, planned or only listed', () => {
    const planned = [person(1), person(1, userId(77))];
    assert.deepEqual(refusalKinds(made({ verb: 'remove', direction: 'inbound', people: planned })), ['ambiguousUserId']);
    const listed = made({ verb: 'remove', direction: 'inbound', people: [person(1)] }, () => [contoso, userId(77)]);
    assert.deepEqual(refusalKinds(listed), ['ambiguousUserId']);
  });

  it('refuses ids that a URL would resolve away, nobody at all, and a cloud without the operation', () => {
    assert.deepEqual(refusalKinds(made({ verb: 'remove', direction: 'inbound', people: [{ ...person(1), userId: '..' }] })), ['invalidId']);
    assert.deepEqual(refusalKinds(made({ verb: 'remove', direction: 'inbound', people: [] })), ['empty']);
    const china = createPlan({
      context: { ...acting, cloud: 'China' },
      wanted: { verb: 'remove', direction: 'inbound', people: [person(1)] },
      reason: '',
      organisations: [],
      homeTenantsOf: () => [],
    });
    assert.deepEqual(refusalKinds(china), ['notHere']);
  });

  it('refuses an export without a storage location, and one location for two people', () => {
    const both = new Map([1, 2].map((number) => [itemKey(contoso, userId(number)), storage]));
    const shared = made({ verb: 'export', direction: 'inbound', people: people(2), storage: both });
    assert.deepEqual(refusalKinds(shared), ['sharedStorage']);
    const none = made({ verb: 'export', direction: 'inbound', people: people(1), storage: new Map() });
    assert.deepEqual(refusalKinds(none), ['noStorage']);
  });
});

describe('A plan file', () => {
  it('gives the plan back', () => {
    const plan = removalPlan(people(3));
    const read = readPlan(planFileText(plan));
    assert.deepEqual(read, { kind: 'plan', plan });
  });

  it('cannot be used when one byte of it was changed, whichever', () => {
    const text = planFileText(removalPlan([person(1)]));
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'x' ? 'y' : 'x';
      const read = readPlan(`${text.slice(0, at)}${other}${text.slice(at + 1)}`);
      assert.equal(read.kind, 'unusable', `changed at ${at}`);
    }
  });

  it('cannot be used with a blank, a line, a field or a byte order mark more', () => {
    const text = planFileText(removalPlan([person(1)]));
    const extra = text.replace('"version": 1', '"version": 1,\n  "zzz": 1');
    for (const changed of [`${text} `, `${text}\n`, ` ${text}`, extra, `\uFEFF${text}`, text.replaceAll('\n', '\r\n'), text.slice(0, -1)]) {
      assert.equal(readPlan(changed).kind, 'unusable');
    }
  });

  it('cannot carry a call that is not the one of its ids, even with a fresh hash', () => {
    const plan = removalPlan([person(1)]);
    const items = plan.items.map((item) => ({ ...item, call: { ...item.call, path: item.call.path.replace(userId(1), userId(2)) } }));
    const forged = { ...plan, items };
    const read = readPlan(planFileText({ ...forged, sha256: planHash(forged) }));
    assert.deepEqual(read, { kind: 'unusable', why: { kind: 'changed' } });
  });

  it('cannot hold the same person twice, even with a fresh hash', () => {
    const plan = removalPlan([person(1)]);
    const forged = { ...plan, items: [...plan.items, ...plan.items] };
    const read = readPlan(planFileText({ ...forged, sha256: planHash(forged) }));
    assert.ok(read.kind === 'unusable' && read.why.kind === 'refused');
  });

  it('says what is wrong with a text that is no plan', () => {
    assert.deepEqual(readPlan('{'), { kind: 'unusable', why: { kind: 'notJson' } });
    assert.deepEqual(readPlan('[]'), { kind: 'unusable', why: { kind: 'notAPlan', mismatch: { at: '', wanted: { kind: 'object' } } } });
    const later = planFileText(removalPlan([person(1)])).replace('"version": 1', '"version": 2');
    assert.deepEqual(readPlan(later), { kind: 'unusable', why: { kind: 'otherVersion', version: '2' } });
  });
});

describe('The context of a plan', () => {
  it('differs when cloud, endpoint, tenant, actor or app differ, and not when only names do', () => {
    const other = { ...acting, tenantId: contoso, clientId: userId(5), tenantDisplayName: 'New name' };
    assert.deepEqual(
      contextDifferences(acting, other).map(({ part }) => part),
      ['tenant', 'actor', 'clientId'],
    );
    assert.deepEqual(contextDifferences(acting, { ...acting, tenantDisplayName: 'New name' }), []);
  });
});
