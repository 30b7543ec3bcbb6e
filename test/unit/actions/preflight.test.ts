import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { confirm, confirmationOf } from '../../../src/actions/confirmation';
import type { Confirmation } from '../../../src/actions/confirmation';
import { createPlan } from '../../../src/actions/createPlan';
import { estimatedSeconds, secondsAtLimits } from '../../../src/actions/runPace';
import { openDesk } from '../../../src/actions/tenantDesk';
import { itemKey } from '../../../src/actions/plan';
import type { Plan, PlannedOrganisation } from '../../../src/actions/plan';
import type { InboundPerson, OutboundReference } from '../../../src/actions/planItems';
import { runPreflight } from '../../../src/actions/preflight';
import type { Preflight } from '../../../src/actions/preflight';
import { nobodyProtected, protectionBy, readProtectedPeople } from '../../../src/actions/protectedPeople';
import type { ProtectedPeople } from '../../../src/actions/protectedPeople';
import { defaultPolicy } from '../../../src/actions/services';
import type { ActionServices } from '../../../src/actions/services';
import { plannedStorage } from '../../../src/actions/storageLocation';
import { inboundItem, outboundItem } from '../../../src/actions/planItems';
import type { Permission } from '../../../src/graph/permissions';
import { contoso, people, person, reference, removalPlan, userId } from './people';
import { atWorkplace, everyone, removed } from './workplace';
import type { Workplace } from './workplace';

function readinessKinds(preflight: Preflight): readonly string[] {
  return preflight.items.map(({ readiness }) => (readiness.kind === 'setAside' ? readiness.why.kind : readiness.kind));
}

function findingKinds(preflight: Preflight): readonly string[] {
  return preflight.findings.map(({ severity, kind }) => `${severity} ${kind}`);
}

function outboundPlan({ services }: Workplace, references: readonly OutboundReference[]): Plan {
  const wanted = { verb: 'remove', direction: 'outbound', people: references } as const;
  const created = createPlan({ context: services.context, wanted, reason: '', organisations: [], homeTenantsOf: () => [] });
  assert.ok(created.kind === 'plan');
  return created.plan;
}

const signature = 'sv=2024-11-04&sr=c&sp=cw&sig=x';

function containerOf(id: string, end = '2126-01-01'): string {
  return `https://a.blob.core.windows.net/${id}?${signature}&se=${end}`;
}

async function keepContainers({ services }: Workplace, ...who: readonly number[]): Promise<void> {
  await Promise.all(who.map(async (n) => services.vault.put(plannedStorage(containerOf(userId(n))).fingerprint, containerOf(userId(n)))));
}

function exportPlan({ services }: Workplace, who: readonly InboundPerson[]): Plan {
  const storage = new Map(who.map(({ homeTenantId, userId: id }) => [itemKey(homeTenantId, id), plannedStorage(containerOf(id))]));
  const wanted = { verb: 'export', direction: 'inbound', people: who, storage } as const;
  const created = createPlan({ context: services.context, wanted, reason: '', organisations: [], homeTenantsOf: () => [] });
  assert.ok(created.kind === 'plan');
  return created.plan;
}

function protecting(people: Partial<ProtectedPeople>): ActionServices['policy'] {
  return { ...everyone, protectedPeople: { ...nobodyProtected, ...people } };
}

describe('The preflight', () => {
  it('reads each person: ready, changed, already gone, or not readable', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add([person(1), { ...person(2), userPrincipalName: 'new@contoso.example' }, person(4)]);
      workplace.graph.mishap = ({ path }) => (path.endsWith(userId(4)) ? 'forbidden' : undefined);
      const preflight = await runPreflight(removalPlan(people(4), workplace.services.context), workplace.services);
      assert.deepEqual(readinessKinds(preflight), ['ready', 'changed', 'alreadyGone', 'unread']);
      assert.deepEqual([preflight.blocked, preflight.ready.length, workplace.graph.posts.length], [false, 1, 0]);
    });
  });

  it('looks, outbound, whether the tenant still holds the data of our user', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.tenantsOf.set(userId(1), new Set([contoso]));
      const plan = outboundPlan(workplace, [reference(1, contoso), reference(1, userId(50)), reference(2, contoso)]);
      const preflight = await runPreflight(plan, workplace.services);
      assert.deepEqual(readinessKinds(preflight), ['ready', 'alreadyGone', 'alreadyGone']);
    });
  });

  it('reads nobody in another context', async () => {
    await atWorkplace(async (workplace) => {
      const plan = removalPlan(people(2), { ...workplace.services.context, tenantId: contoso });
      const preflight = await runPreflight(plan, workplace.services);
      assert.deepEqual([findingKinds(preflight), preflight.blocked, workplace.graph.gets], [['block otherContext'], true, 0]);
    });
  });

  it('is blocked while the context is locked, and when a permission is known to be missing', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1));
      const plan = removalPlan(people(1), workplace.services.context);
      const granted = (...permissions: readonly Permission[]): ActionServices => ({
        ...workplace.services,
        granted: () => ({ permissions, roles: undefined }),
      });
      const locked = await runPreflight(plan, { ...workplace.services, unlocked: () => false });
      assert.deepEqual(findingKinds(locked), ['block locked']);
      const reading = await runPreflight(plan, granted('CrossTenantUserProfileSharing.Read.All'));
      assert.deepEqual(findingKinds(reading), ['block permissionMissing']);
      const enough = await runPreflight(plan, granted('CrossTenantUserProfileSharing.ReadWrite.All'));
      assert.deepEqual(findingKinds(enough), []);
    });
  });

  it('warns of a missing role and lets the service decide', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1));
      const context = { ...workplace.services.context, actor: { kind: 'user', objectId: userId(7), username: 'a@b.example' } as const };
      const granted = { permissions: ['CrossTenantUserProfileSharing.ReadWrite.All'], roles: ['Global Reader'] } as const;
      const preflight = await runPreflight(removalPlan(people(1), context), { ...workplace.services, context, granted: () => granted });
      assert.deepEqual([findingKinds(preflight), preflight.blocked], [['warn roleMissing'], false]);
    });
  });

  it('sets protected people aside, and those not exported first where that is required', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(3));
      const plan = removalPlan(people(3), workplace.services.context);
      const policy = protecting({ userIds: [userId(2).toUpperCase()] });
      assert.deepEqual(readinessKinds(await runPreflight(plan, { ...workplace.services, policy })), ['ready', 'protected', 'ready']);
      await exported(workplace, person(3));
      const careful = { ...workplace.services, policy: { ...everyone, exportBeforeRemove: true } };
      assert.deepEqual(readinessKinds(await runPreflight(plan, careful)), ['notExported', 'notExported', 'ready']);
    });
  });

  it('sets aside, in a new plan, whoever an earlier run left unknown, until the person decides', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(2));
      workplace.graph.mishap = ({ method }) => (method === 'POST' ? 'lostBefore' : undefined);
      await removed(workplace, people(1));
      workplace.graph.mishap = () => undefined;
      const plan = removalPlan(people(2), workplace.services.context);
      assert.deepEqual(readinessKinds(await runPreflight(plan, workplace.services)), ['earlierUnknown', 'ready']);
      const despiteUnknown = new Set(plan.items.map(({ key }) => key));
      assert.deepEqual(readinessKinds(await runPreflight(plan, workplace.services, { despiteUnknown })), ['ready', 'ready']);
    });
  });

  it('knows that a plan was run before', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1));
      const { plan } = await removed(workplace, people(1));
      assert.deepEqual(findingKinds(await runPreflight(plan, workplace.services)), ['block alreadyRun', 'block nothingToDo']);
    });
  });

  it('counts exports: a thousand a day in a tenant, a hundred of one person, and a location for each', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(1001));
      const many = await runPreflight(exportPlan(workplace, people(1001)), workplace.services);
      assert.ok(findingKinds(many).includes('block dailyLimit'));
      assert.equal(readinessKinds(many)[0], 'noStorage');
      const one = exportPlan(workplace, people(1));
      await keepContainers(workplace, 1);
      assert.deepEqual(readinessKinds(await runPreflight(one, workplace.services)), ['ready']);
      await exportedOften(workplace, one, 100);
      const worn = await runPreflight(one, workplace.services);
      assert.deepEqual(readinessKinds(worn), ['personLimit']);
    });
  });

  it('checks every container again, since signatures end', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(2));
      const plan = exportPlan(workplace, people(2));
      await keepContainers(workplace, 1, 2);
      const ended = containerOf(userId(1), '2020-01-01');
      const storage = new Map([[itemKey(contoso, userId(1)), plannedStorage(ended)]]);
      const wanted = { verb: 'export', direction: 'inbound', people: people(1), storage } as const;
      const late = createPlan({ context: workplace.services.context, wanted, reason: '', organisations: [], homeTenantsOf: () => [] });
      await workplace.services.vault.put(plannedStorage(ended).fingerprint, ended);
      assert.deepEqual(readinessKinds(await runPreflight(plan, workplace.services)), ['ready', 'ready']);
      assert.ok(late.kind === 'plan');
      const checked = await runPreflight(late.plan, workplace.services);
      assert.deepEqual(checked.items[0]?.readiness, { kind: 'setAside', why: { kind: 'storageRefused', why: 'expired' } });
      assert.equal(checked.blocked, true);
    });
  });

  it('says how long a run takes at least at the published limits: a burst at once, the rest at twenty a second', () => {
    assert.deepEqual([100, 3000, 3020, 10_000].map(secondsAtLimits), [0, 0, 1, 350]);
    assert.equal(estimatedSeconds(10_000, 1000), 350);
    assert.equal(estimatedSeconds(100, 1000), 2);
  });
});

describe('Protected people', () => {
  it('are known by id, name, domain with its subdomains and home tenant, in any case and width', () => {
    const by = (list: Partial<ProtectedPeople>): string | undefined =>
      protectionBy({ ...nobodyProtected, ...list })(inboundItem('remove', person(1), null));
    assert.equal(by({ userIds: [userId(1).toUpperCase()] }), 'userId');
    assert.equal(by({ userPrincipalNames: ['PERSON1@contoso.example'] }), 'userPrincipalName');
    assert.equal(by({ domains: ['contoso.example'] }), 'domain');
    assert.equal(by({ domains: ['@EXAMPLE'] }), 'domain');
    assert.equal(by({ domains: ['oso.example'] }), undefined);
    assert.equal(by({ homeTenantIds: [contoso.toUpperCase()] }), 'homeTenant');
    assert.equal(by({}), undefined);
  });

  it('cannot be ruled out for one of our users whose name is not known', () => {
    const nameless = outboundItem({ userId: userId(1), tenantId: contoso, userPrincipalName: null, displayName: null });
    assert.equal(protectionBy({ ...nobodyProtected, domains: ['fabrikam.example'] })(nameless), 'unknownName');
    assert.equal(protectionBy({ ...nobodyProtected, userIds: [userId(2)] })(nameless), undefined);
  });

  it('are recognised behind the name of a guest', () => {
    const guest = { ...person(1), userPrincipalName: 'bob_contoso.example#EXT#@fabrikam.example' };
    assert.equal(protectionBy({ ...nobodyProtected, domains: ['contoso.example'] })(inboundItem('remove', guest, null)), 'domain');
  });

  it('are not taken for nobody when the list cannot be read', () => {
    assert.throws(() => readProtectedPeople([]));
    assert.throws(() => readProtectedPeople({ userids: [] }));
    assert.throws(() => readProtectedPeople({ domains: [''] }));
    assert.deepEqual(readProtectedPeople({ domains: ['a.example'] }), { ...nobodyProtected, domains: ['a.example'] });
  });
});

describe('The confirmation', () => {
  async function asked(
    workplace: Workplace,
    plan: Plan,
    policy = defaultPolicy,
  ): Promise<{ question: Confirmation; preflight: Preflight }> {
    const services = { ...workplace.services, policy };
    const preflight = await runPreflight(plan, services);
    return { preflight, question: confirmationOf(preflight, services) };
  }

  it('asks nothing to be typed for one person, and the domain of the home tenant and the count for many', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(3));
      const one = await asked(workplace, removalPlan(people(1), workplace.services.context));
      assert.deepEqual(one.question.typed, []);
      const many = await asked(workplace, removalPlan(people(3), workplace.services.context));
      assert.deepEqual(
        many.question.typed.map(({ what, expected }) => [what, expected]),
        [
          ['externalTenant', 'contoso.example'],
          ['count', '3'],
        ],
      );
    });
  });

  it('asks for the domain of the tenant acted in when there are several home tenants', async () => {
    await atWorkplace(async (workplace) => {
      const both = [person(1), person(2, userId(60))];
      workplace.graph.add(both);
      const { question } = await asked(workplace, removalPlan(both, workplace.services.context));
      assert.deepEqual(question.typed[0], { what: 'actedInTenant', expected: 'fabrikam.example' });
      assert.deepEqual(
        question.externals.map(({ count }) => count),
        [1, 1],
      );
    });
  });

  it('asks for more above the cap', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(101));
      const { question } = await asked(workplace, removalPlan(people(101), workplace.services.context));
      assert.deepEqual([question.overCap, question.typed.at(-1)], [true, { what: 'overCap', expected: 'remove 101 in fabrikam.example' }]);
    });
  });

  it('asks for the id of a tenant whose domain cannot be typed or is not what it looks like', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(2));
      const organisations: readonly PlannedOrganisation[] = [
        { tenantId: contoso, displayName: null, defaultDomainName: 'cοntoso.example' },
      ];
      const wanted = { verb: 'remove', direction: 'inbound', people: people(2) } as const;
      const created = createPlan({ context: workplace.services.context, wanted, reason: '', organisations, homeTenantsOf: () => [] });
      assert.ok(created.kind === 'plan');
      const { question } = await asked(workplace, created.plan);
      assert.equal(question.typed[0]?.expected, contoso);
    });
  });

  it('is given only by the right words, all of them', async () => {
    await atWorkplace(async (workplace) => {
      workplace.graph.add(people(2));
      const { preflight, question } = await asked(workplace, removalPlan(people(2), workplace.services.context));
      for (const answers of [
        [],
        ['contoso.example'],
        ['contoso.example', '3'],
        ['', ''],
        ['fabrikam.example', '2'],
        ['2', 'contoso.example'],
      ]) {
        assert.equal(confirm(preflight, question, answers).kind, 'notAsExpected', answers.join());
      }
      assert.equal(confirm(preflight, question, [' CONTOSO.example ', '2']).kind, 'confirmed');
      assert.equal(confirm({ ...preflight, blocked: true }, question, ['contoso.example', '2']).kind, 'blocked');
    });
  });

  it('shows people with the same name, and names with deceptive letters, side by side', async () => {
    await atWorkplace(async (workplace) => {
      const who = [
        { ...person(1), displayName: 'Adele Vance' },
        { ...person(2), displayName: 'ADELE  Vance\u200b' },
        { ...person(5), displayName: 'Аdele Vаnce' },
        { ...person(3), displayName: 'Bob\u202eecila' },
        person(4),
      ];
      workplace.graph.add(who);
      const { question } = await asked(workplace, removalPlan(who, workplace.services.context));
      assert.deepEqual(
        question.lookAlikes.map(({ why, people: group }) => [why, group.map(({ item }) => item.userId)]),
        [
          ['sameName', [userId(1), userId(2), userId(5)]],
          ['marked', [userId(3)]],
        ],
      );
    });
  });
});

async function exported({ services }: Workplace, who: InboundPerson): Promise<void> {
  const item = itemKey(who.homeTenantId, who.userId);
  const opened = await openDesk(services, 'test');
  assert.ok(opened.kind === 'open');
  const { journal } = opened.desk;
  const of = { run: 'export', plan: 'plan' };
  await journal.append({ kind: 'runStarted', ...of, verb: 'export', direction: 'inbound', items: 1, reason: '', excluded: [] });
  await journal.append({ kind: 'exportEnded', ...of, item, operationId: 'operation', status: 'complete', requestId: null });
  await opened.desk.close();
}

async function exportedOften({ services }: Workplace, plan: Plan, times: number): Promise<void> {
  const opened = await openDesk(services, 'test');
  assert.ok(opened.kind === 'open');
  const [item] = plan.items;
  assert.ok(item !== undefined);
  const intents = Array.from({ length: times }, async (_, index) =>
    opened.desk.journal.append({
      kind: 'intent',
      run: 'earlier',
      plan: 'plan',
      item: item.key,
      call: item.call,
      clientRequestId: String(index),
    }),
  );
  await Promise.all(intents);
  await opened.desk.close();
}
