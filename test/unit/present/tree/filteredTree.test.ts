import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Completeness } from '../../../../src/graph/client';
import type { OutboundGrouping } from '../../../../src/present/contract';
import { childrenOf, contextNode } from '../../../../src/present/tree/children';
import type { TreeContext, TreeFilter } from '../../../../src/present/tree/facts';
import { nodeItem, spokenLabel } from '../../../../src/present/tree/nodeItem';
import type { TreeNode } from '../../../../src/present/tree/nodes';
import { shownProfiles } from '../../../../src/present/tree/reading';
import { InboundProfilesBuilder } from '../../../../src/profiles/inboundProfilesBuilder';
import { narrowedRowsOf, narrowInbound, narrowOutbound } from '../../../../src/profiles/narrowedProfiles';
import { OutboundProfilesBuilder } from '../../../../src/profiles/outboundProfilesBuilder';
import { SearchEverywhere } from '../../../../src/profiles/searchEverywhere';
import type { InboundCollection, OutboundCollection } from '../../../../src/profiles/sharedProfiles';
import { context } from '../../evidence/world';

const complete = (items: number): Completeness => ({ kind: 'complete', pages: 1, items, unreadable: 0, retries: 0 });

function inboundOf(people: readonly (readonly [homeTenantId: string, userId: string, displayName: string])[]): InboundCollection {
  const builder = new InboundProfilesBuilder();
  const rows = people.map(([homeTenantId, userId, displayName]) => ({
    homeTenantId,
    userId,
    displayName,
    userPrincipalName: `${userId}@x.example`,
  }));
  builder.append(rows.map((value) => ({ kind: 'readable', value, raw: value })));
  builder.finish(complete(people.length));
  return { kind: 'loaded', profiles: builder.profiles, completeness: complete(people.length), loadedAt: 0 };
}

function outboundOf(users: Readonly<Record<string, readonly string[]>>): OutboundCollection {
  const builder = new OutboundProfilesBuilder();
  builder.append(Object.keys(users).map((userId) => ({ kind: 'readable', value: { userId }, raw: { userId } })));
  Object.values(users).forEach((tenantIds, index) => builder.setTenants(index, { kind: 'known', tenantIds, unreadable: 0 }));
  return { kind: 'loaded', profiles: builder.profiles, completeness: builder.finish(complete(Object.keys(users).length)), loadedAt: 0 };
}

const names: Readonly<Record<string, string>> = { aaaa: 'Zebra', bbbb: 'Adatum' };

const whole: TreeContext = {
  context,
  unlocked: false,
  circumstances: { context },
  inbound: inboundOf([
    ['aaaa', 'u1', 'Ada Vance'],
    ['bbbb', 'u2', 'Bob'],
    ['AAAA', 'u3', 'Adam Vance'],
    ['aaaa', 'u4', 'Eve'],
  ]),
  outbound: outboundOf({ w1: ['aaaa', 'bbbb'], w2: ['aaaa'], w3: ['bbbb'] }),
  exports: [],
  namesOf: (tenantId) => ({
    tenantId,
    displayName: names[tenantId.toLowerCase()] ?? null,
    defaultDomainName: null,
    federationBrandName: null,
  }),
  fateOf: () => undefined,
};

async function filterOf(query: string): Promise<TreeFilter> {
  const tenants = { version: 1, names: (id: string) => [names[id.toLowerCase()] ?? ''] };
  const searched = { id: 'A', tenants, inbound: () => shownProfiles(whole.inbound), outbound: () => shownProfiles(whole.outbound) };
  const [found] = await new SearchEverywhere([searched]).find(query);
  return {
    inbound: found?.inbound && (await narrowInbound(found.inbound)),
    outbound: found?.outbound && (await narrowOutbound(found.outbound, query, tenants)),
  };
}

const shown = (nodes: readonly TreeNode[]): readonly string[] => nodes.map((node) => spokenLabel(nodeItem(node)));

function below(tree: TreeContext, grouping: OutboundGrouping, ...path: readonly number[]): readonly TreeNode[] {
  return path.reduce<readonly TreeNode[]>(
    (nodes, index) => childrenOf(nodes[index] ?? assert.fail(`no node ${index}`), tree, grouping),
    [contextNode(tree)],
  );
}

describe('the tree, narrowed to what a query finds', () => {
  it('shows only these people, and says of how many', async () => {
    const tree = { ...whole, filter: await filterOf('vance') };
    assert.deepEqual(shown(below(tree, 'user', 0)), ['Inbound, 2 of 4 people, 1 of 2 tenants', 'Outbound, 0 of 3 users, 0 of 2 tenants']);
    assert.deepEqual(shown(below(tree, 'user', 0, 0)), ['Zebra, 2 of 3']);
    assert.deepEqual(shown(below(tree, 'user', 0, 0, 0)), ['Ada Vance, u1@x.example', 'Adam Vance, u3@x.example']);
    assert.deepEqual(shown(below(tree, 'user', 0, 1)), ['Nothing here matches the filter.']);
  });

  it('gives an organisation the people who are seen, for what is done to it', async () => {
    const tree = { ...whole, filter: await filterOf('vance') };
    const [node] = below(tree, 'user', 0, 0);
    const seen = node?.kind === 'homeTenant' ? node.seen : undefined;
    assert.deepEqual(seen && [...narrowedRowsOf(seen.of, 'aaaa')].map((row) => seen.of.store.row(row).userId), ['u1', 'u3']);
  });

  it('shows of our users those tenants that the query is about, grouped either way', async () => {
    const tree = { ...whole, filter: await filterOf('adatum') };
    assert.deepEqual(shown(below(tree, 'user', 0, 1)), ['w1, 1 of 2 tenants', 'w3, 1 tenant']);
    assert.deepEqual(shown(below(tree, 'user', 0, 1, 0)), ['Adatum']);
    assert.deepEqual(shown(below(tree, 'tenant', 0, 1)), ['Adatum, 2 of 2']);
    assert.deepEqual(shown(below(tree, 'tenant', 0, 1, 0)), ['w1', 'w3']);
    const [user] = below(tree, 'user', 0, 1);
    assert.deepEqual(user?.kind === 'outboundUser' && user.seen?.tenantIds, ['bbbb']);
    const ofOne = { ...whole, filter: await filterOf('w1') };
    const [tenant] = below(ofOne, 'tenant', 0, 1);
    assert.deepEqual(tenant?.kind === 'externalTenant' && tenant.seen?.userIds, ['w1']);
    assert.deepEqual(shown(below(ofOne, 'tenant', 0, 1)), ['Adatum, 1 of 2', 'Zebra, 1 of 2']);
  });

  it('shows nobody while it is still searched, and does not call that nothing', () => {
    const tree = { ...whole, filter: { inbound: undefined, outbound: undefined } };
    assert.deepEqual(shown(below(tree, 'user', 0, 0)), ['Reading…']);
    assert.deepEqual(shown(below(tree, 'user', 0, 1)), ['Reading…']);
  });
});
