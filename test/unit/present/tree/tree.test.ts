import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FollowedExport } from '../../../../src/actions/exportWatch';
import { inboundItem } from '../../../../src/actions/planItems';
import type { Completeness } from '../../../../src/graph/client';
import { GraphError } from '../../../../src/graph/errors';
import type { TenantInformation } from '../../../../src/graph/resources';
import { childrenOf, contextNode } from '../../../../src/present/tree/children';
import type { TreeContext } from '../../../../src/present/tree/facts';
import { nodeItem, spokenLabel } from '../../../../src/present/tree/nodeItem';
import type { TreeNode } from '../../../../src/present/tree/nodes';
import { tooltipRows } from '../../../../src/present/tree/tooltip';
import { InboundProfilesBuilder } from '../../../../src/profiles/inboundProfilesBuilder';
import { OutboundProfilesBuilder } from '../../../../src/profiles/outboundProfilesBuilder';
import type { InboundCollection, OutboundCollection } from '../../../../src/profiles/sharedProfiles';
import type { Context } from '../../../../src/signin/context';

const context: Context = {
  id: 'sandbox/1111/adele',
  environment: { kind: 'sandbox', origin: 'http://127.0.0.1:41234' },
  tenantId: '1111',
  tenantDisplayName: 'Fabrikam',
  defaultDomainName: 'fabrikam.onmicrosoft.com',
  identity: { kind: 'user', objectId: '1', homeAccountId: '1.1111', homeTenantId: '1111', username: 'adele@fabrikam.onmicrosoft.com' },
  clientId: 'c',
  authType: 'Delegated',
  tokenCredentialType: 'InteractiveBrowser',
  label: undefined,
  colour: 'blue',
};

const complete = (items: number): Completeness => ({ kind: 'complete', pages: 1, items, unreadable: 0, retries: 0 });
const dropped = new GraphError('dropped', { failure: 'unreachable', operation: 'listInboundSharedUserProfiles', executed: 'no' });

const person = (homeTenantId: string, userId: string, displayName = `Person ${userId}`) => {
  const value = { homeTenantId, userId, displayName, userPrincipalName: `${userId}@${homeTenantId}.example` };
  return { kind: 'readable', value, raw: { ...value } } as const;
};

function inboundOf(people: readonly ReturnType<typeof person>[], completeness = complete(people.length)): InboundCollection {
  const builder = new InboundProfilesBuilder();
  builder.append(people);
  builder.finish(completeness);
  return { kind: 'loaded', profiles: builder.profiles, completeness, loadedAt: 0 };
}

function outboundOf(users: Readonly<Record<string, readonly string[] | Error>>): OutboundCollection {
  const builder = new OutboundProfilesBuilder();
  const ids = Object.keys(users);
  builder.append(ids.map((userId) => ({ kind: 'readable', value: { userId }, raw: { userId } })));
  for (const [index, tenants] of Object.values(users).entries()) {
    const known = { kind: 'known', tenantIds: tenants instanceof Error ? [] : tenants, unreadable: 0 } as const;
    builder.setTenants(index, tenants instanceof Error ? { kind: 'failed', error: tenants, tenantIds: [] } : known);
  }
  return { kind: 'loaded', profiles: builder.profiles, completeness: builder.finish(complete(ids.length)), loadedAt: 0 };
}

const names: Readonly<Record<string, TenantInformation>> = {
  aaaa: { tenantId: 'aaaa', displayName: 'Zebra', defaultDomainName: 'zebra.example', federationBrandName: null },
  bbbb: { tenantId: 'bbbb', displayName: 'Adatum', defaultDomainName: 'adatum.example', federationBrandName: null },
};

function tree(given: Partial<TreeContext> = {}): TreeContext {
  return {
    context,
    unlocked: false,
    circumstances: { context },
    inbound: { kind: 'notLoaded' },
    outbound: { kind: 'notLoaded' },
    exports: [],
    namesOf: (tenantId) => names[tenantId],
    fateOf: () => undefined,
    ...given,
  };
}

function following(n: number, seen: Partial<FollowedExport>): FollowedExport {
  const storage = { masked: `https://account.blob.core.windows.net/person-${n}?…`, fingerprint: String(n), make: false };
  const { value } = person('aaaa', `u${n}`, `Person ${n}`);
  const item = inboundItem('export', value, storage);
  const operation = { id: `operation-${n}`, url: null, retryAfterMs: 0 };
  const running = { run: 'r', plan: 'p', key: item.key, item, acceptedAt: '2026-06-01T12:00:00.000Z', operation };
  return { ...running, status: undefined, progress: null, ended: undefined, trouble: undefined, nextLookAt: undefined, ...seen };
}

const shown = (nodes: readonly TreeNode[]): readonly string[] => nodes.map((node) => spokenLabel(nodeItem(node)));
const first = (nodes: readonly TreeNode[]): TreeNode => nodes[0] ?? assert.fail('no node');

function below(given: TreeContext, ...path: readonly number[]): readonly TreeNode[] {
  return path.reduce<readonly TreeNode[]>(
    (nodes, index) => childrenOf(nodes[index] ?? assert.fail(`no node ${index}`), given, 'user'),
    [contextNode(given)],
  );
}

describe('the tree', () => {
  it('has both directions under a signed-in tenant', () => {
    assert.deepEqual(shown([contextNode(tree())]), ['Fabrikam, adele@fabrikam.onmicrosoft.com']);
    assert.deepEqual(shown(below(tree(), 0)), ['Inbound', 'Outbound']);
  });

  it('groups people by home tenant, with names where they are known and ids until then', () => {
    const given = tree({ inbound: inboundOf([person('aaaa', '1'), person('cccc', '2'), person('bbbb', '3'), person('aaaa', '4')]) });
    assert.deepEqual(shown(below(given, 0)), ['Inbound, 4 people, 3 tenants', 'Outbound']);
    assert.deepEqual(shown(below(given, 0, 0)), ['Adatum, 1, adatum.example', 'cccc, 1', 'Zebra, 2, zebra.example']);
    assert.deepEqual(shown(below(given, 0, 0, 2)), ['Person 1, 1@aaaa.example', 'Person 4, 4@aaaa.example']);
  });

  it('shows our users with their tenants, and the tenants with our users', () => {
    const given = tree({ outbound: outboundOf({ u1: ['aaaa', 'bbbb'], u2: ['aaaa'] }) });
    assert.deepEqual(shown(below(given, 0, 1)), ['u1, 2 tenants', 'u2, 1 tenant']);
    assert.deepEqual(shown(below(given, 0, 1, 0)), ['Adatum, adatum.example', 'Zebra, zebra.example']);
    const outbound = childrenOf(contextNode(given), given, 'tenant')[1] ?? assert.fail();
    const tenants = childrenOf(outbound, given, 'tenant');
    assert.deepEqual(shown(tenants), ['Adatum, 1, adatum.example', 'Zebra, 2, zebra.example']);
    assert.deepEqual(shown(childrenOf(tenants[1] ?? assert.fail(), given, 'tenant')), ['u1', 'u2']);
  });

  it('has a group of exports as soon as there is one: running ones first, each with how far it is, ended ones with how', () => {
    const given = tree({
      exports: [
        following(1, { ended: 'complete' }),
        following(2, { status: 'running', progress: 45 }),
        following(3, { trouble: { kind: 'noOperation' } }),
        following(4, { ended: 'failed' }),
      ],
    });
    assert.deepEqual(shown(below(given, 0)), ['Inbound', 'Outbound', 'Exports, 1 running, 3 ended']);
    assert.deepEqual(shown(below(given, 0, 2)), [
      'Person 2, running 45 %',
      'Person 4, failed',
      'Person 3, accepted, without saying where its progress can be read',
      'Person 1, complete',
    ]);
    const words = tooltipRows(first(below(given, 0, 2))).flat();
    assert.ok(words.includes('https://account.blob.core.windows.net/person-2?…') && words.includes('operation-2'), words.join());
  });

  it('never has more than 201 children, and loses nobody behind Load more', () => {
    const given = tree({ inbound: inboundOf(Array.from({ length: 1003 }, (_, index) => person('aaaa', String(1002 - index)))) });
    const seen: string[] = [];
    let nodes = below(given, 0, 0, 0);
    for (;;) {
      assert.ok(nodes.length <= 201);
      seen.push(...nodes.flatMap((node) => (node.kind === 'inboundProfile' ? [node.profile.userId] : [])));
      const last = nodes.at(-1) ?? assert.fail();
      if (last.kind !== 'loadMore') {
        break;
      }
      assert.match(nodeItem(last).description, /of 1,003 shown/);
      nodes = childrenOf(last, given, 'user');
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 1003 }, (_, index) => String(index)),
    );
  });

  it('does without Load more when exactly 201 fit', () => {
    const given = tree({ inbound: inboundOf(Array.from({ length: 201 }, (_, index) => person('aaaa', String(index)))) });
    assert.deepEqual(new Set(below(given, 0, 0, 0).map(({ kind }) => kind)), new Set(['inboundProfile']));
  });

  it('gives every sibling its own id, also to a person who is listed twice', () => {
    const given = tree({ inbound: inboundOf([person('aaaa', '1'), person('aaaa', '1'), person('aaaa', '1/2'), person('aaaa', '1%2F2')]) });
    const ids = below(given, 0, 0, 0).map(({ id }) => id);
    assert.equal(new Set(ids).size, 4);
  });

  it('makes ids of ids only', () => {
    const given = tree({ inbound: inboundOf([person('aaaa', '1', 'Adele\nVance')]) });
    assert.equal(first(below(given, 0, 0, 0)).id, 'sandbox%2F1111%2Fadele/inbound/aaaa/1');
  });

  it('says loading, empty, failed and partial in words of their own', () => {
    const waiting = { operation: 'listInboundSharedUserProfiles', reason: 'throttled', attempt: 1, retryAfterGiven: true } as const;
    const progress = { items: 0, unreadable: 0, calls: 0, callsExpected: undefined };
    const loading = { kind: 'loading', profiles: undefined, progress, before: undefined } as const;
    const cases: readonly (readonly [InboundCollection, readonly string[]])[] = [
      [{ ...loading, waiting: undefined }, ['Reading…']],
      [{ ...loading, waiting: { ...waiting, resumesAt: Date.now() + 60_000 } }, ['Reading…']],
      [inboundOf([]), ['Nobody from another organisation has a shared profile here.']],
      [
        { kind: 'failed', error: dropped, profiles: undefined, before: undefined },
        ['Not reachable, 127.0.0.1:41234 could not be reached.', 'Retry'],
      ],
      [
        inboundOf([person('aaaa', '1')], { ...complete(1), kind: 'partial', why: dropped }),
        [
          'Not complete, The list broke off: 127.0.0.1:41234 could not be reached. Read until then: rows 1, pages 1.',
          'Retry',
          'Zebra, 1, zebra.example',
        ],
      ],
    ];
    for (const [inbound, expected] of cases) {
      assert.deepEqual(shown(below(tree({ inbound }), 0, 0)), expected);
    }
    const throttled = below(tree({ inbound: cases[1]?.[0] ?? assert.fail() }), 0);
    assert.match(shown(throttled)[0] ?? '', /^Inbound, throttled, goes on in (59|60) s$/);
  });

  it('keeps what was read before while it is read again, and after that failed', () => {
    const before = inboundOf([person('aaaa', '1')]);
    assert.equal(before.kind, 'loaded');
    const failed: InboundCollection = { kind: 'failed', error: dropped, profiles: undefined, before };
    assert.deepEqual(shown(below(tree({ inbound: failed }), 0, 0)).at(-1), 'Zebra, 1, zebra.example');
  });

  it('counts rows that cannot be read instead of dropping them', () => {
    const builder = new InboundProfilesBuilder();
    builder.append([{ kind: 'unreadable', reason: 'no userId', raw: {} }]);
    builder.finish(complete(0));
    const inbound: InboundCollection = { kind: 'loaded', profiles: builder.profiles, completeness: complete(0), loadedAt: 0 };
    assert.deepEqual(shown(below(tree({ inbound }), 0, 0)), ['Rows that cannot be read: 1, kept as they came']);
  });

  it('never shows tenants that could not be read as none', () => {
    const given = tree({ outbound: outboundOf({ u1: dropped, u2: [] }) });
    assert.deepEqual(shown(below(given, 0, 1)), [
      'Not complete, Users of whom it is not known which tenants hold their data: 1.',
      'Retry',
      'u1, tenants not known',
      'u2, 0 tenants',
    ]);
    assert.deepEqual(shown(below(given, 0, 1, 2)), ['Not reachable, 127.0.0.1:41234 could not be reached.', 'Retry']);
    assert.deepEqual(shown(below(given, 0, 1, 3)), ['No other organisation holds data of this user.']);
  });

  it('says by icon and word what became of a removed profile', () => {
    const fates = ['requested', 'removed', 'stillThere', 'unknown'] as const;
    const items = fates.map((fate) => {
      const given = tree({ inbound: inboundOf([person('aaaa', '1')]), fateOf: () => fate });
      return nodeItem(first(below(given, 0, 0, 0)));
    });
    assert.deepEqual(
      items.map(({ icon }) => icon),
      ['clock', 'pass', 'warning', 'question'],
    );
    assert.equal(new Set(items.map(({ description }) => description)).size, 4);
  });

  it('shows hostile names in full and on one line', () => {
    const given = tree({ inbound: inboundOf([person('aaaa', '1', '\u202Eeleda\n\u001B[31m'), person('aaaa', '2', '  ')]) });
    assert.deepEqual(shown(below(given, 0, 0, 0)), ['2@aaaa.example', '⟨U+202E⟩eleda⟨newline⟩⟨escape⟩[31m, 1@aaaa.example']);
  });
});
