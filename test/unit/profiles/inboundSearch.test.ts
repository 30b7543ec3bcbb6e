import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/graph/errors';
import { collectionReaders, readRow } from '../../../src/graph/rows';
import { foldText } from '../../../src/profiles/foldText';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../../../src/profiles/inboundProfilesBuilder';
import { InboundSearch } from '../../../src/profiles/inboundSearch';
import { isInId, wordsOf } from '../../../src/profiles/searchWord';
import type { TenantNames } from '../../../src/profiles/tenantNames';
import { guidOf, numbersFrom, plainPerson, type Person, randomText, strangeRows } from './servedRows';

const ids = { clientRequestId: 'c', requestId: 'r', date: undefined };

function storeOf(rows: readonly unknown[]): InboundProfiles {
  const builder = new InboundProfilesBuilder();
  for (let start = 0; start < rows.length; start += 999) {
    const bytes = Buffer.from(JSON.stringify(rows.slice(start, start + 999)));
    builder.readRows({ bytes, rowsStart: 0, rowsEnd: bytes.length, number: 1, ids });
  }
  return builder.profiles;
}

const names: TenantNames = {
  version: 1,
  names: (tenantId) => (tenantId === guidOf(1_000_003) ? ['Northwind Café', 'northwind.example'] : []),
};

interface Texts {
  readonly userId: string;
  readonly homeTenantId: string;
  readonly texts: readonly string[];
}

function textsOf(profiles: InboundProfiles): readonly Texts[] {
  return Array.from({ length: profiles.size }, (_, index) => {
    const { userId, userPrincipalName, displayName, homeTenantId } = profiles.row(index);
    return { userId, homeTenantId, texts: [displayName, userPrincipalName, ...names.names(homeTenantId)].map(foldText) };
  });
}

/** The definition, a row at a time. */
function expected(rows: readonly Texts[], query: string): number[] {
  const words = wordsOf(query);
  return rows.flatMap(({ userId, homeTenantId, texts }, index) => {
    const hit = words.every((word) => texts.some((text) => text.includes(word.text)) || isInId(userId, word) || isInId(homeTenantId, word));
    return hit ? [index] : [];
  });
}

async function found(profiles: InboundProfiles, query: string): Promise<number[]> {
  return [...(await new InboundSearch(profiles, names).find(query)).rows];
}

describe('Search among inbound profiles', () => {
  const rows = strangeRows(20_000, 3).rows as Person[];
  const profiles = storeOf(rows);
  const texts = textsOf(profiles);

  it('finds what has every word, whatever the words and the rows are', async () => {
    const queries = [
      'person',
      'PERSON number',
      'a',
      '@',
      '.',
      'zoe',
      'ZOË',
      'akesson',
      'åkesson zoe',
      'lukasz',
      'zolc',
      'мария',
      'МАРИЯ иван',
      '李小',
      'علي',
      '김철',
      'صلى',
      'unicorn',
      '🦄',
      'adele',
      'partner3',
      'partner3.example',
      'person.1@partner',
      '77@partner',
      '@partner3.',
      'n@p',
      'bucher',
      'zoe@bucher',
      '#ext#@fab',
      'northwind',
      'cafe',
      'northwind 12',
      'not a guid',
      'guid 1 "e',
      'tenant we know',
      '\u0000',
      'x',
      'xx',
      'quote "',
      '\\',
      guidOf(77),
      guidOf(77).toUpperCase(),
      guidOf(77).slice(3, 17),
      guidOf(77).slice(-6),
      guidOf(78).slice(-7),
      guidOf(1_000_003),
      guidOf(5).replaceAll('-', ''),
      guidOf(5).replaceAll('-', '').slice(7, 19),
      'abcd',
      '00000',
      'nothing has this',
      'a b c d e',
      '@@a@b@',
      'b@',
      'x'.repeat(5000),
      'x'.repeat(9000),
    ];
    for (const query of queries) {
      assert.deepEqual(await found(profiles, query), expected(texts, query), query);
    }
  });

  it('finds parts of any text in the row that has it', async () => {
    const next = numbersFrom(5);
    const people = Array.from({ length: 3000 }, (_, number) => ({
      ...plainPerson(number),
      displayName: randomText(next),
      userPrincipalName: randomText(next),
    }));
    const store = storeOf(people);
    const textsOfStore = textsOf(store);
    for (let round = 0; round < 300; round += 1) {
      const { displayName, userPrincipalName } = people[next(people.length)] ?? plainPerson(0);
      const text = next(2) === 0 ? displayName : userPrincipalName;
      const query = Array.from(text)
        .slice(next(3), 3 + next(6))
        .join('');
      assert.deepEqual(await found(store, query), expected(textsOfStore, query), JSON.stringify(query));
    }
  });

  it('finds the same letter by letter as all at once', async () => {
    const search = new InboundSearch(profiles, names);
    for (const typed of ['person number 12', 'zoe akesson', 'northwind 77', guidOf(4000), 'person.77@partner', '00000000abcd']) {
      for (let length = 1; length <= typed.length; length += 1) {
        const query = typed.slice(0, length);
        assert.deepEqual([...(await search.find(query)).rows], await found(profiles, query), query);
      }
    }
  });

  it('finds people by a tenant name that came after the last search, and rows that came after it', async () => {
    const late = { version: 0, names: (): readonly string[] => (late.version === 0 ? [] : ['Woodgrove']) };
    const builder = new InboundProfilesBuilder();
    const append = (first: number): void =>
      builder.append([first, first + 1].map((number) => readRow(collectionReaders.listInboundSharedUserProfiles, plainPerson(number))));
    append(0);
    const search = new InboundSearch(builder.profiles, late);
    assert.equal((await search.find('wood')).rows.length, 0);
    late.version = 1;
    assert.equal((await search.find('woodg')).rows.length, 2);
    append(2);
    assert.equal((await search.find('woodgr')).rows.length, 4);
  });

  it('gives a window of what it found, and everyone for nothing', async () => {
    const { rows: all, searched } = await new InboundSearch(profiles).find('  ');
    assert.equal(all.length, profiles.size);
    assert.equal(searched, profiles.size);
    const some = (await new InboundSearch(profiles).find('person')).rows;
    const list = [...some];
    assert.ok(list.length > 10_000);
    for (const start of [0, 1, 511, 512, 5000, list.length - 3, list.length + 5]) {
      assert.deepEqual([...some.window(start, 200)], list.slice(start, start + 200));
      assert.equal(some.at(start), list[start]);
    }
    assert.deepEqual([...some.window(-5, 3)], list.slice(0, 3));
    assert.equal(some.at(-1), undefined);
  });

  it('stops when told to', async () => {
    await assert.rejects(new InboundSearch(profiles).find('person', AbortSignal.abort()), CancelledError);
  });
});
