import assert from 'node:assert/strict';
import { operation } from '../../../src/graph/operations';
import { callsOfPlan, copyChoices, copyContextOf, type CallNode } from '../../../src/present/copying/callsOf';
import { planScript } from '../../../src/present/copying/planScript';
import { wordsOfPowerShell } from '../../support/powershellWords';
import { acting, contoso, people, person, reference, removalPlan, userId } from '../actions/people';
import { createPlan } from '../../../src/actions/createPlan';

const node = (number: number): CallNode => ({
  kind: 'inboundProfile',
  id: `${number}`,
  contextId: 'one',
  profile: person(number),
  fate: undefined,
});

describe('What is copied of rows', () => {
  it('is each operation that all of them have, with a call for each row, each once', () => {
    assert.deepEqual(
      copyChoices([node(1), node(2), node(1)]).map((choice) => [choice.operation, choice.calls.map(({ path }) => path['userId'])]),
      [
        ['getInboundSharedUserProfile', [userId(1), userId(2)]],
        ['exportInboundPersonalData', [userId(1), userId(2)]],
        ['removeInboundPersonalData', [userId(1), userId(2)]],
      ],
    );
  });

  it('is nothing when the rows have no operation in common', () => {
    const tenant: CallNode = { kind: 'homeTenant', id: 't', contextId: 'one', tenantId: contoso, names: undefined, people: 1 };
    assert.deepEqual(copyChoices([node(1), tenant]), []);
    assert.deepEqual(copyChoices([]), []);
  });

  it('fills every path that the operation table asks for', () => {
    const reference: CallNode = {
      kind: 'tenantReference',
      id: 'r',
      contextId: 'one',
      userId: userId(1),
      tenantId: contoso,
      names: undefined,
      under: 'user',
      fate: undefined,
    };
    const user: CallNode = { kind: 'outboundUser', id: 'u', contextId: 'one', userId: userId(1), tenants: { kind: 'known', count: 1 } };
    for (const each of [node(1), reference, user]) {
      for (const { operation: id, calls } of copyChoices([each])) {
        const names = operation(id).pathParameters.map(({ name }) => name);
        assert.deepEqual(
          calls.map(({ path }) => Object.keys(path).sort()),
          calls.map(() => [...names].sort()),
        );
      }
    }
  });
});

describe('A plan as a script', () => {
  it('connects where the plan acts, lists its people and stops at -WhatIf', () => {
    const script = planScript(removalPlan(people(3)));
    const words = wordsOfPowerShell(script).map(({ text }) => text);
    assert.deepEqual(
      words.filter((text) => /^[A-Z][a-z]+-Mg/.test(text)),
      ['Add-MgEnvironment', 'Connect-MgGraph', 'Remove-MgBetaDirectoryInboundSharedUserProfilePersonalData'],
    );
    assert.ok([1, 2, 3].every((number) => words.includes(userId(number))));
    assert.equal(words.filter((text) => text === '-WhatIf').length, 1);
    assert.match(script, /^# Plan: remove the personal data of 3 inbound profiles\n/);
  });

  it('has a call for every user and organisation of an outbound plan', () => {
    const wanted = { verb: 'remove', direction: 'outbound', people: [reference(1), reference(2)] } as const;
    const created = createPlan({ context: acting, wanted, reason: '', organisations: [], homeTenantsOf: () => [] });
    assert.ok(created.kind === 'plan');
    assert.deepEqual(
      callsOfPlan(created.plan).map(({ path }) => path),
      [1, 2].map((number) => ({ userId: userId(number), tenantId: contoso })),
    );
    assert.deepEqual(copyContextOf(created.plan).environment, { kind: 'sandbox', origin: acting.graphEndpoint });
  });

  it('keeps what people wrote inside its comments', () => {
    const hostile = 'why\nRemove-Item x\u2028#>\u0085Stop-Computer\u202e';
    const wanted = { verb: 'remove', direction: 'inbound', people: people(1) } as const;
    const context = { ...acting, tenantDisplayName: 'a\r\nInvoke-Expression b' };
    const created = createPlan({ context, wanted, reason: hostile, organisations: [], homeTenantsOf: () => [] });
    assert.ok(created.kind === 'plan');
    const script = planScript(created.plan);
    const code = wordsOfPowerShell(script).map(({ text }) => text);
    assert.deepEqual(
      code.filter((text) => /^(Remove-Item|Stop-Computer|Invoke-Expression)/.test(text)),
      [],
    );
    assert.doesNotMatch(script, /[\r\u0085\u2028\u202e]/);
  });
});
