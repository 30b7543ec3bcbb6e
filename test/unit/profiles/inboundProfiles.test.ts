import assert from 'node:assert/strict';
import { collectionReaders, readRow } from '../../../src/graph/rows';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../../../src/profiles/inboundProfilesBuilder';
import { guidOf, numbersFrom, plainPerson, randomText, strangeRows } from './servedRows';

const ids = { clientRequestId: 'c', requestId: 'r', date: undefined };

function readPages(rows: readonly unknown[], pageSize: number, space?: number): InboundProfiles {
  const builder = new InboundProfilesBuilder();
  for (let start = 0, number = 1; start < rows.length; start += pageSize, number += 1) {
    const bytes = Buffer.from(`{"value":${JSON.stringify(rows.slice(start, start + pageSize), undefined, space)}}`);
    const count = builder.readRows({ bytes, rowsStart: 9, rowsEnd: bytes.length - 1, number, ids });
    assert.equal(count.items, Math.min(pageSize, rows.length - start));
  }
  return builder.profiles;
}

function assertSame(profiles: InboundProfiles, rows: readonly unknown[], isReadable: readonly boolean[]): void {
  let index = 0;
  let unread = 0;
  rows.forEach((row, position) => {
    if (isReadable[position] === true) {
      const { userId, userPrincipalName, displayName, homeTenantId } = row as Record<string, unknown>;
      assert.deepEqual(profiles.row(index), { userId, userPrincipalName, displayName, homeTenantId });
      assert.deepEqual(profiles.raw(index), row);
      index += 1;
      return;
    }
    assert.equal(profiles.unreadable[unread]?.position, position);
    assert.deepEqual(profiles.unreadable[unread]?.raw, row);
    unread += 1;
  });
  assert.equal(profiles.size, index);
  assert.equal(profiles.unreadable.length, unread);
}

describe('The store of inbound profiles', () => {
  const { rows, isReadable } = strangeRows(40_000, 7);

  it('gives back what was served, row by row, whatever was in it', () => {
    assertSame(readPages(rows, 999), rows, isReadable);
  });

  it('gives back the same when it was served with spaces, or a row at a time', () => {
    const some = rows.slice(0, 3000);
    assertSame(readPages(some, 100, 2), some, isReadable);
    assertSame(readPages(some, 1), some, isReadable);
  });

  it('gives back the same when the rows came as objects', () => {
    const builder = new InboundProfilesBuilder();
    builder.append(rows.map((raw) => readRow(collectionReaders.listInboundSharedUserProfiles, raw)));
    assertSame(builder.profiles, rows, isReadable);
  });

  it('gives back any text', () => {
    const next = numbersFrom(11);
    const texts = Array.from({ length: 5000 }, (_, number) => ({
      ...plainPerson(number),
      displayName: randomText(next),
      userPrincipalName: randomText(next),
    }));
    assertSame(
      readPages(texts, 999),
      texts,
      texts.map(() => true),
    );
  });

  it('keeps apart more home tenants and domains than 16 bits can count', () => {
    const people = Array.from({ length: 70_000 }, (_, number) => plainPerson(number, 70_000));
    const profiles = readPages(people, 999);
    assert.equal(profiles.homeTenants().length, 70_000);
    for (const number of [0, 16_383, 16_384, 65_535, 65_536, 69_999]) {
      assert.deepEqual(profiles.row(number), people[number]);
      assert.deepEqual([...profiles.rowsOfHomeTenant(guidOf(1_000_000 + number))], [number]);
    }
  });

  it('finds the rows of a home tenant whatever the case of its id, in order, also while it grows', () => {
    const people = Array.from({ length: 5000 }, (_, number) => plainPerson(number, 3));
    const mixed = people.map((person, number) =>
      number % 2 === 0 ? person : { ...person, homeTenantId: person.homeTenantId.toUpperCase() },
    );
    const builder = new InboundProfilesBuilder();
    for (const upTo of [2000, 5000]) {
      builder.append(mixed.slice(builder.profiles.size, upTo).map((raw) => readRow(collectionReaders.listInboundSharedUserProfiles, raw)));
      const found = builder.profiles.rowsOfHomeTenant(guidOf(1_000_001).toUpperCase());
      const expected = mixed.slice(0, upTo).flatMap((_, number) => (number % 3 === 1 ? [number] : []));
      assert.deepEqual([...found], expected);
      assert.deepEqual([...found.window(10, 5)], expected.slice(10, 15));
      assert.deepEqual(
        builder.profiles.homeTenants().map(({ count }) => count),
        [0, 1, 2].map((tenant) => mixed.slice(0, upTo).filter((_, number) => number % 3 === tenant).length),
      );
    }
    assert.equal(builder.profiles.rowsOfHomeTenant('elsewhere').length, 0);
  });

  it('finds every row with a user id, in any home tenant and either case, and one person by both ids', () => {
    const twice = { ...plainPerson(5), homeTenantId: 'Another Tenant', userId: guidOf(5).toUpperCase() };
    const odd = { ...plainPerson(6), userId: 'Odd Id' };
    const people = [...Array.from({ length: 40_000 }, (_, number) => plainPerson(number)), twice, odd, odd];
    const profiles = readPages(people, 999);
    assert.deepEqual(profiles.rowsOfUserId(guidOf(5)), [5, 40_000]);
    assert.deepEqual(profiles.rowNumbersByKey('another tenant', guidOf(5)), [40_000]);
    assert.deepEqual(profiles.rowsOfUserId('odd id'), [40_001, 40_002]);
    assert.deepEqual(profiles.rowsOfUserId('nobody'), []);
    people.slice(0, 40_000).forEach(({ userId, homeTenantId }, number) => {
      assert.ok(profiles.rowNumbersByKey(homeTenantId, userId).includes(number));
    });
  });

  it('refuses a row that is not there', () => {
    const profiles = readPages([plainPerson(1)], 1);
    for (const index of [-1, 1, 0.5, Number.NaN]) {
      assert.throws(() => profiles.row(index), RangeError);
      assert.throws(() => profiles.raw(index), RangeError);
    }
  });

  it('refuses rows that are not one JSON array, and keeps what it could read', () => {
    const row = JSON.stringify(plainPerson(1));
    for (const text of [
      '',
      '{}',
      '[',
      `[${row}`,
      `[${row},]`,
      `[${row}]]`,
      `[${row}],[]`,
      `[${row} ${row}]`,
      `[${row},{]`,
      `[${row.slice(0, 40)}]`,
    ]) {
      const builder = new InboundProfilesBuilder();
      const bytes = Buffer.from(text);
      assert.throws(() => builder.readRows({ bytes, rowsStart: 0, rowsEnd: bytes.length, number: 1, ids }), SyntaxError, text);
      for (let index = 0; index < builder.profiles.size; index += 1) {
        assert.deepEqual(builder.profiles.row(index), plainPerson(1));
      }
    }
  });

  it('reads what is not UTF-8 as JSON is read everywhere, and takes nothing else for it', () => {
    const head = Buffer.from(JSON.stringify(plainPerson(1)).replace('Person Number 1"', 'Jos'));
    const [before, after] = [head.subarray(0, head.indexOf('Jos') + 3), head.subarray(head.indexOf('Jos') + 3)];
    for (const wrong of [[0xff], [0xfe, 0x41], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf0, 0x9f]]) {
      const bytes = Buffer.concat([Buffer.from('['), before, Buffer.from(wrong), Buffer.from('"'), after, Buffer.from(']')]);
      const builder = new InboundProfilesBuilder();
      builder.readRows({ bytes, rowsStart: 0, rowsEnd: bytes.length, number: 1, ids });
      assert.deepEqual([builder.profiles.row(0)], JSON.parse(new TextDecoder().decode(bytes)));
    }
  });

  it('holds little memory for each person', () => {
    const people = Array.from({ length: 50_000 }, (_, number) => plainPerson(number));
    assert.ok(readPages(people, 999).byteLength < 50_000 * 98);
  });
});
