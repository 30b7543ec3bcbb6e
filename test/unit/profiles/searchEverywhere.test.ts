import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CancelledError } from '../../../src/graph/errors';
import { collectionReaders, readRow } from '../../../src/graph/rows';
import { askedTenants } from '../../../src/profiles/askedTenants';
import { InboundProfilesBuilder } from '../../../src/profiles/inboundProfilesBuilder';
import { OutboundProfilesBuilder } from '../../../src/profiles/outboundProfilesBuilder';
import { countFound, SearchEverywhere, type SearchedTenant } from '../../../src/profiles/searchEverywhere';
import { wordsOf } from '../../../src/profiles/searchWord';
import { guidOf, plainPerson } from './servedRows';

const northwind = guidOf(1_000_002);
const tenants = { version: 1, names: (id: string) => (id === northwind ? ['Northwind Traders', 'northwind.example'] : []) };

function tenant(id: string, people: number, users: Readonly<Record<string, readonly string[]>> | undefined): SearchedTenant {
  const inbound = new InboundProfilesBuilder();
  const rows = Array.from({ length: people }, (_, number) => plainPerson(number, 3));
  inbound.append(rows.map((raw) => readRow(collectionReaders.listInboundSharedUserProfiles, raw)));
  const outbound = new OutboundProfilesBuilder();
  const userIds = Object.keys(users ?? {});
  outbound.append(userIds.map((userId) => readRow(collectionReaders.listOutboundSharedUserProfiles, { userId })));
  userIds.forEach((userId, index) => outbound.setTenants(index, { kind: 'known', tenantIds: users?.[userId] ?? [], unreadable: 0 }));
  return { id, tenants, inbound: () => inbound.profiles, outbound: () => (users === undefined ? undefined : outbound.profiles) };
}

const search = new SearchEverywhere([
  tenant('A', 30, { [guidOf(70_001)]: [northwind, guidOf(5)], [guidOf(70_002)]: [guidOf(5)] }),
  tenant('B', 6, undefined),
]);

async function found(query: string): Promise<readonly unknown[]> {
  return (await search.find(query)).map((each) => [
    each.tenant.id,
    each.inbound && [...each.inbound.rows],
    each.outbound && [...each.outbound.rows],
  ]);
}

describe('Searching everywhere', () => {
  it('finds in both directions of every tenant: names, principals, domains, fragments, several words', async () => {
    assert.deepEqual(await found('person.4@'), [
      ['A', [4], []],
      ['B', [4], undefined],
    ]);
    assert.deepEqual(await found('partner2.example number 17'), [
      ['A', [17], []],
      ['B', [], undefined],
    ]);
  });

  it('finds by the name and the id of an organisation, on both sides', async () => {
    const people = Array.from({ length: 10 }, (_, index) => index * 3 + 2);
    for (const query of ['northwind', 'TRADERS', northwind.toUpperCase(), 'northwind.example']) {
      assert.deepEqual(await found(query), [
        ['A', people, [0]],
        ['B', [2, 5], undefined],
      ]);
    }
    assert.deepEqual((await found(guidOf(70_002).slice(-12)))[0], ['A', [], [1]]);
  });

  it('leaves unknown what is not read: undefined, not none', async () => {
    const [, second] = await search.find('nobody at all');
    assert.deepEqual([second?.inbound?.rows.length, second?.outbound], [0, undefined]);
  });

  it('counts everybody, and finds everybody without a query', async () => {
    assert.equal(countFound(await search.find('')), 30 + 2 + 6);
    await assert.rejects(search.find('person', AbortSignal.abort()), CancelledError);
  });
});

describe('Which organisations of a user a query is about', () => {
  const words = wordsOf('alpha beta');
  const asked = (userId: string, ...tenantTexts: readonly string[]): readonly number[] =>
    askedTenants(
      userId,
      words,
      tenantTexts.map((text) => words.map((word) => text.includes(word.text))),
    );

  it('is all when the id has every word, else those with the words that it lacks', () => {
    assert.deepEqual(asked('alpha-beta', 'x', 'y'), [0, 1]);
    assert.deepEqual(asked('alpha-user', 'x', 'beta', 'alpha beta'), [1, 2]);
    assert.deepEqual(asked('user', 'alpha', 'alpha beta', 'x'), [1]);
  });

  it('is each that has a word when only several have them all, and none when a word is nowhere', () => {
    assert.deepEqual(asked('user', 'alpha', 'x', 'beta'), [0, 2]);
    assert.deepEqual(asked('user', 'alpha', 'x'), []);
  });
});
