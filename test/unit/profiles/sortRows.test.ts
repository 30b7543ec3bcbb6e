import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/graph/errors';
import { collectionReaders, readRow } from '../../../src/graph/rows';
import { facetsOf } from '../../../src/profiles/facets';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../../../src/profiles/inboundProfilesBuilder';
import { everyRow, listedRows } from '../../../src/profiles/rowNumbers';
import { selectRows } from '../../../src/profiles/selectRows';
import { type SortOptions, sortRows } from '../../../src/profiles/sortRows';
import { guidOf, numbersFrom, plainPerson, type Person } from './servedRows';

function storeOf(people: readonly Person[]): InboundProfiles {
  const builder = new InboundProfilesBuilder();
  builder.append(people.map((raw) => readRow(collectionReaders.listInboundSharedUserProfiles, raw)));
  return builder.profiles;
}

const names = [
  'Zoë',
  'zoe',
  'Adele Vance',
  'adele vance',
  'Ádele Vance',
  'Ole',
  'Øyvind',
  'Östen',
  'Émile',
  '李',
  '🦄',
  '',
  'a',
  'ab',
  'aB',
  'Adele',
  'Adele-Marie',
  'O\u0000',
  'Ｚ',
];

describe('Rows', () => {
  const next = numbersFrom(9);
  const people = Array.from({ length: 6000 }, (_, number): Person => {
    const person = plainPerson(next(4000), 40);
    const name = `${names[next(names.length)] ?? ''}${next(2) === 0 ? '' : ` ${next(50)}`}`;
    const odd =
      number % 50 === 0 ? { userPrincipalName: 'nobody' } : number % 51 === 0 ? { homeTenantId: person.homeTenantId.toUpperCase() } : {};
    return { ...person, displayName: name, ...odd };
  });
  const profiles = storeOf(people);

  function codePoints(one: string, other: string): number {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }

  async function assertSorted(
    options: SortOptions,
    textOf: (person: Person) => string,
    compare: (one: string, other: string) => number,
  ): Promise<void> {
    const sign = options.descending === true ? -1 : 1;
    const expected = people
      .map((_, row) => row)
      .sort((one, other) => sign * compare(textOf(people[one] ?? plainPerson(0)), textOf(people[other] ?? plainPerson(0))));
    assert.deepEqual([...(await sortRows(profiles, everyRow(people.length), options))], expected);
  }

  for (const descending of [false, true]) {
    it(`are sorted by code point${descending ? ', last first' : ''}, equal ones as they were`, async () => {
      await assertSorted({ by: 'displayName', descending }, ({ displayName }) => displayName, codePoints);
      await assertSorted({ by: 'userId', descending }, ({ userId }) => userId, codePoints);
      await assertSorted({ by: 'domain', descending }, ({ userPrincipalName }) => userPrincipalName.split('@')[1] ?? '', codePoints);
      await assertSorted({ by: 'userPrincipalName', descending }, ({ userPrincipalName }) => userPrincipalName, codePoints);
    });

    it(`are sorted as people of a locale do${descending ? ', last first' : ''}`, async () => {
      for (const locale of ['de', 'sv']) {
        await assertSorted({ by: 'displayName', locale, descending }, ({ displayName }) => displayName, new Intl.Collator(locale).compare);
        await assertSorted(
          { by: 'userPrincipalName', locale, descending },
          (person) => person.userPrincipalName,
          new Intl.Collator(locale).compare,
        );
      }
    });
  }

  it('are sorted by the names of home tenants, and ids where they have none', async () => {
    const tenantNames = {
      version: 1,
      names: (id: string) => (id === guidOf(1_000_003) ? ['AAA first'] : id === guidOf(1_000_004) ? ['zzz last'] : []),
    };
    await assertSorted(
      { by: 'homeTenant', tenantNames },
      ({ homeTenantId }) => tenantNames.names(homeTenantId)[0] ?? homeTenantId,
      codePoints,
    );
  });

  it('are sorted a part of them, and not at all when told to stop', async () => {
    const some = await sortRows(profiles, listedRows(Uint32Array.of(5, 3, 9)), { by: 'userId' });
    assert.deepEqual([...some].sort(), [3, 5, 9]);
    await assert.rejects(sortRows(profiles, everyRow(people.length), { by: 'displayName', signal: AbortSignal.abort() }), CancelledError);
  });

  it('are counted by home tenant and domain', async () => {
    const rows = listedRows(Uint32Array.from({ length: 3000 }, (_, index) => 2 * index));
    const { homeTenants, domains, withoutDomain } = await facetsOf(profiles, rows);
    const counts = new Map<string, number>();
    for (const row of rows) {
      const id = people[row]?.homeTenantId.toLowerCase() ?? '';
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    assert.deepEqual(new Map(homeTenants.map(({ tenantId, count }) => [tenantId.toLowerCase(), count])), counts);
    assert.equal(homeTenants[0]?.count, Math.max(...counts.values()));
    assert.equal(withoutDomain + domains.reduce((sum, { count }) => sum + count, 0), 3000);
  });

  it('are selected by what they are', async () => {
    const tenantId = guidOf(1_000_005);
    const inTenant = await selectRows(profiles, { homeTenantIds: [tenantId.toUpperCase()] });
    const expected = people.flatMap(({ homeTenantId }, row) => (homeTenantId.toLowerCase() === tenantId ? [row] : []));
    assert.deepEqual([...inTenant], expected);
    const inDomain = await selectRows(profiles, { domains: ['PARTNER6.example.com'] });
    assert.equal(inTenant.and(inDomain).length, 0);
    assert.equal(inTenant.or(inDomain).length, inTenant.length + inDomain.length);
    assert.deepEqual([...inTenant.without(inTenant)], []);
    const marked = await selectRows(profiles, { marks: ['invisible', 'confusableLetters'] });
    assert.deepEqual(
      [...marked],
      people.flatMap(({ displayName }, row) => (/[\u0000Ｚ]/u.test(displayName) ? [row] : [])),
    );
    assert.equal((await selectRows(profiles, {})).length, people.length);
    await assert.rejects(selectRows(profiles, {}, AbortSignal.abort()), CancelledError);
  });
});
