import assert from 'node:assert/strict';
import type { TableState } from '../../../src/present/table/table';
import { tableMessage } from '../../../src/present/table/table';
import { everyRow } from '../../../src/profiles/rowNumbers';
import type { SharedProfiles } from '../../../src/profiles/sharedProfiles';
import { InboundList } from '../../../src/ui/triage/inboundList';
import { OutboundList } from '../../../src/ui/triage/outboundList';
import { TableModel } from '../../../src/ui/triage/tableModel';
import type { TriageSource } from '../../../src/ui/triage/triageSource';
import { contoso, fabrikam, guid, northwind, WorldServer } from '../evidence/world';

const people = [
  { userId: guid(1), userPrincipalName: 'bob@contoso.com', displayName: 'Bob', homeTenantId: contoso },
  { userId: guid(2), userPrincipalName: 'eve@contoso.com', displayName: 'Eve\u202Etxt', homeTenantId: contoso },
  { userId: guid(3), userPrincipalName: 'ada@northwind.example', displayName: 'Ada', homeTenantId: northwind },
  { userId: guid(4), userPrincipalName: 'zoe@contoso.com', displayName: 'zoe', homeTenantId: contoso },
];

function sourceOf(profiles: SharedProfiles): TriageSource {
  return {
    id: 'fabrikam',
    title: 'Fabrikam',
    tenantId: fabrikam,
    session: undefined,
    snapshot: undefined,
    tenants: profiles.tenants,
    inbound: () => (profiles.inbound.kind === 'loaded' ? profiles.inbound.profiles : undefined),
    outbound: () => (profiles.outbound.kind === 'loaded' ? profiles.outbound.profiles : undefined),
    namesOf: (tenantId) => profiles.tenants.known(tenantId)?.information,
    isReading: () => false,
    remarks: () => [],
    load: () => undefined,
    changed: () => ({ dispose: () => undefined }),
  };
}

describe('The triage table', () => {
  const service = new WorldServer();
  let profiles: SharedProfiles;
  let failures: unknown[];

  beforeEach(async () => {
    service.world.inbound = people;
    profiles = service.profiles();
    await Promise.all([profiles.load('inbound'), profiles.load('outbound')]);
    await profiles.tenants.findAll([contoso, northwind]);
    failures = [];
  });
  afterEach(() => assert.deepEqual(failures, []));

  async function opened(filter?: string): Promise<TableModel<InboundList | OutboundList>> {
    const source = sourceOf(profiles);
    const lists = [
      new InboundList(
        source,
        'Theirs',
        (store) => everyRow(store.size),
        () => undefined,
        'en',
      ),
      new OutboundList(source, 'Ours', {}),
    ];
    const frame = {
      title: 'T',
      subtitle: '',
      lists,
      ...(filter !== undefined && { filter }),
      verbs: () => [],
      run: async () => undefined,
      open: async () => undefined,
    };
    const model = new TableModel<InboundList | OutboundList>(
      frame,
      () => undefined,
      (error) => failures.push(error),
    );
    await model.take({ kind: 'ready' });
    return model;
  }

  function names(model: TableModel<InboundList | OutboundList>): readonly (string | undefined)[] {
    const { revision, rows } = model.state();
    return model.rows(revision, 0, rows)?.map(({ cells }) => cells[0]?.text) ?? [];
  }

  function selectedNames(model: TableModel<InboundList | OutboundList>): readonly (string | undefined)[] {
    const { revision, rows } = model.state();
    return (model.rows(revision, 0, rows) ?? []).filter(({ selected }) => selected).map(({ cells }) => cells[0]?.text);
  }

  const facet = (state: TableState, id: string): readonly unknown[] =>
    state.facets.find((each) => each.id === id)?.items.map(({ title, count, share, pressed }) => [title, count, share, pressed]) ?? [];

  it('shows everyone, with a bar for each home tenant and its share', async () => {
    const state = (await opened()).state();
    assert.deepEqual([state.rows, state.all, state.tabs.map(({ count }) => count)], [4, 4, [4, 3]]);
    assert.deepEqual(facet(state, 'homeTenant'), [
      ['Contoso, Ltd', 3, 0.75, false],
      ['Northwind [x](command:evil)', 1, 0.25, false],
    ]);
  });

  it('opens filtered by what was found, counts that in its tabs, and lets go of it', async () => {
    const model = await opened('northwind');
    const state = model.state();
    assert.deepEqual([state.filter, state.rows, state.all], ['northwind', 1, 4]);
    assert.deepEqual(
      state.tabs.map(({ count }) => count),
      [1, 1],
    );
    await model.take({ kind: 'filter', text: '' });
    assert.deepEqual(names(model).length, 4);
  });

  it('marks names that are not what they look like, and shows what would hide', async () => {
    const model = await opened();
    const [, eve] = model.rows(model.state().revision, 0, 4) ?? [];
    assert.deepEqual(eve?.cells[0], { text: 'Eve⟨U+202E⟩txt', marks: ['reordered text'] });
  });

  it('filters, narrows to a tenant, sorts both ways and lets go again', async () => {
    const model = await opened();
    await model.take({ kind: 'filter', text: 'contoso.com' });
    assert.deepEqual(names(model), ['Bob', 'Eve⟨U+202E⟩txt', 'zoe']);
    await model.take({ kind: 'filter', text: '' });
    await model.take({ kind: 'sort', column: 'displayName' });
    assert.deepEqual(names(model), ['Ada', 'Bob', 'Eve⟨U+202E⟩txt', 'zoe']);
    await model.take({ kind: 'sort', column: 'displayName' });
    assert.deepEqual(names(model)[0], 'zoe');
    await model.take({ kind: 'facet', facet: 'homeTenant', item: northwind });
    assert.deepEqual(names(model), ['Ada']);
    assert.deepEqual(facet(model.state(), 'homeTenant')[0], ['Northwind [x](command:evil)', 1, 0.25, true]);
    await model.take({ kind: 'facet', facet: 'homeTenant', item: northwind });
    await model.take({ kind: 'sort', column: 'displayName' });
    assert.deepEqual(
      names(model),
      people.map(({ displayName }) => displayName.replace('\u202E', '⟨U+202E⟩')),
    );
  });

  it('selects by what is shown, not by boxes, and says when selected rows are hidden', async () => {
    const model = await opened();
    const select = (change: Parameters<typeof model.take>[0]): Promise<void> => model.take(change);
    await model.take({ kind: 'filter', text: 'contoso.com' });
    await select({ kind: 'select', revision: model.state().revision, change: { how: 'all' } });
    assert.equal(model.state().selected, 3);
    await select({ kind: 'select', revision: model.state().revision, change: { how: 'toggle', position: 0 } });
    assert.deepEqual(selectedNames(model), ['Eve⟨U+202E⟩txt', 'zoe']);
    await model.take({ kind: 'filter', text: 'ada' });
    assert.match(model.state().remarks.at(-1)?.text ?? '', /2 of the selected rows are not among those shown/);
    await select({ kind: 'select', revision: model.state().revision, change: { how: 'none' } });
    assert.equal(model.state().selected, 0);
  });

  it('selects a range in the order that is shown', async () => {
    const model = await opened();
    await model.take({ kind: 'sort', column: 'displayName' });
    await model.take({ kind: 'select', revision: model.state().revision, change: { how: 'range', from: 1, to: 2 } });
    assert.deepEqual(selectedNames(model), ['Bob', 'Eve⟨U+202E⟩txt']);
  });

  it('does not select or give rows of a place that has changed since the page showed it', async () => {
    const model = await opened();
    const { revision } = model.state();
    await model.take({ kind: 'sort', column: 'displayName' });
    await model.take({ kind: 'select', revision, change: { how: 'only', position: 0 } });
    assert.equal(model.state().selected, 0);
    assert.equal(model.rows(revision, 0, 1), undefined);
  });

  it('counts a click on rows that were only drawn anew since', async () => {
    const model = await opened();
    const { revision } = model.state();
    await model.update();
    await model.take({ kind: 'select', revision, change: { how: 'only', position: 0 } });
    assert.equal(model.state().selected, 1);
  });

  it('keeps nobody selected when the people were read anew', async () => {
    const model = await opened();
    await model.take({ kind: 'select', revision: model.state().revision, change: { how: 'all' } });
    service.world.inbound = [...people].reverse();
    await profiles.refresh('inbound');
    await model.update();
    assert.deepEqual([model.state().selected, names(model)[0]], [0, 'zoe']);
  });

  it('shows our users in other organisations, a row for each organisation', async () => {
    const model = await opened();
    await model.take({ kind: 'tab', id: 'outbound fabrikam' });
    assert.deepEqual(names(model), [guid(101), guid(101), guid(103)]);
    await model.take({ kind: 'filter', text: 'northwind' });
    assert.deepEqual(names(model), [guid(101)]);
    await model.take({ kind: 'filter', text: '' });
    await model.take({ kind: 'sort', column: 'tenant' });
    await model.take({ kind: 'facet', facet: 'tenant', item: contoso });
    assert.deepEqual(names(model), [guid(101), guid(103)]);
  });

  it('keeps what is typed where its frame can, and says why not where it cannot', async () => {
    const model = await opened();
    const edit = { row: guid(1), column: 'displayName', value: 'x' };
    assert.equal(await model.edit(edit), 'This cell cannot be changed.');
    assert.equal(names(model)[0], 'Bob');
  });

  it('takes from its page only what a page may ask', () => {
    assert.deepEqual(tableMessage({ kind: 'rows', revision: 1, start: 0, count: 100 }), {
      kind: 'rows',
      revision: 1,
      start: 0,
      count: 100,
    });
    for (const change of [{ how: 'all' }, { how: 'only', position: 3 }, { how: 'range', from: 1, to: 4 }]) {
      assert.deepEqual(tableMessage({ kind: 'select', revision: 1, change }), { kind: 'select', revision: 1, change });
    }
    const edit = { row: 'r', column: 'note', value: '', detail: 'd' };
    assert.deepEqual(tableMessage({ kind: 'edit', ...edit, more: 1 }), { kind: 'edit', edit });
    for (const message of [
      undefined,
      { kind: 'edit', row: 'r', column: 'note', value: 5 },
      { kind: 'edit', row: 'r', column: 'note', value: 'x'.repeat(10_001) },
      { kind: 'select', revision: 1, how: 'all' },
      'ready',
      { kind: 'rows', revision: 1, start: -1, count: 10 },
      { kind: 'rows', revision: 1, start: 0, count: 1e9 },
      { kind: 'select', change: { how: 'all' } },
      { kind: 'select', revision: 1, change: { how: 'only', position: 0.5 } },
      { kind: 'open', position: 1 },
      { kind: 'filter', text: 5 },
      { kind: 'run', id: 'x' },
    ]) {
      assert.equal(tableMessage(message), undefined);
    }
  });
});
