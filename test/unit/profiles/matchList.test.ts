import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/graph/errors';
import { collectionReaders, readRow } from '../../../src/graph/rows';
import { decodeText } from '../../../src/profiles/decodeText';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../../../src/profiles/inboundProfilesBuilder';
import { matchList } from '../../../src/profiles/matchList';
import type { OutboundProfiles } from '../../../src/profiles/outboundProfiles';
import { OutboundProfilesBuilder } from '../../../src/profiles/outboundProfilesBuilder';
import { parseList } from '../../../src/profiles/parseList';
import { guidOf, plainPerson, type Person } from './servedRows';

function inboundOf(people: readonly Person[]): InboundProfiles {
  const builder = new InboundProfilesBuilder();
  builder.append(people.map((raw) => readRow(collectionReaders.listInboundSharedUserProfiles, raw)));
  return builder.profiles;
}

function outboundOf(users: Readonly<Record<string, readonly string[]>>): OutboundProfiles {
  const builder = new OutboundProfilesBuilder();
  builder.append(Object.keys(users).map((userId) => readRow(collectionReaders.listOutboundSharedUserProfiles, { userId })));
  Object.values(users).forEach((tenantIds, index) => builder.setTenants(index, { kind: 'known', tenantIds, unreadable: 0 }));
  return builder.profiles;
}

async function textsOf(text: string, column?: number): Promise<readonly string[]> {
  const { entries } = await parseList(text, column === undefined ? {} : { column });
  return entries.map((entry) => entry.text);
}

describe('A text file', () => {
  const text = 'zoë@contoso.com\r\nbob@contoso.com\r\n';
  const utf16 = Buffer.from(text, 'utf16le');

  it('is decoded by its byte order mark, or by what it looks like', () => {
    const cases = [
      ['utf-8', Buffer.from(text)],
      ['utf-8', Buffer.from(`\ufeff${text}`)],
      ['utf-16le', Buffer.concat([Buffer.of(0xff, 0xfe), utf16])],
      ['utf-16be', Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(utf16).swap16()])],
      ['utf-16le', utf16],
      ['utf-16be', Buffer.from(utf16).swap16()],
      ['windows-1252', Buffer.from(text, 'latin1')],
    ] as const;
    for (const [encoding, bytes] of cases) {
      assert.deepEqual(decodeText(bytes), { text, encoding });
    }
    assert.deepEqual(decodeText(new Uint8Array()), { text: '', encoding: 'utf-8' });
  });
});

describe('A list', () => {
  it('has an entry a line, without blanks, quotes and what mails put around', async () => {
    const list = await parseList(
      '\ufeffbob@contoso.com\r\n\r\n  "eve@contoso.com" \r\nEve <EVE@contoso.com>\n<mailto:ada@contoso.com>;\n@northwind.com\n\u200b\n',
    );
    assert.deepEqual(list.entries, [
      { text: 'bob@contoso.com', lines: [1], kind: 'userPrincipalName' },
      { text: 'eve@contoso.com', lines: [3, 4], kind: 'userPrincipalName' },
      { text: 'ada@contoso.com', lines: [5], kind: 'userPrincipalName' },
      { text: 'northwind.com', lines: [6], kind: 'domain' },
    ]);
    assert.deepEqual([list.lines, list.blankLines, list.duplicates], [7, 1, 1]);
  });

  it('may have several entries on a line', async () => {
    assert.deepEqual(await textsOf('a@x.de; b@x.de, c@x.de d@x.de'), ['a@x.de', 'b@x.de', 'c@x.de', 'd@x.de']);
    assert.deepEqual(await textsOf('Adele Vance\nBob Smith'), ['Adele Vance', 'Bob Smith']);
  });

  it('may be a table, whose column with addresses, ids or domains is taken, and can be told', async () => {
    const table = 'Name,UPN,"Tenant, home"\n"Vance, Adele",adele@x.de,T1\n"Smith ""Bob""",bob@x.de,T1\n';
    const list = await parseList(table);
    assert.equal(list.column, 1);
    assert.deepEqual(list.columns, [
      { index: 0, heading: 'Name', recognised: 0, sample: 'Vance, Adele' },
      { index: 1, heading: 'UPN', recognised: 2, sample: 'adele@x.de' },
      { index: 2, heading: 'Tenant, home', recognised: 0, sample: 'T1' },
    ]);
    assert.deepEqual(await textsOf(table), ['adele@x.de', 'bob@x.de']);
    assert.deepEqual(await textsOf(table, 0), ['Vance, Adele', 'Smith "Bob']);
    assert.deepEqual(await textsOf('a@x.de\tfoo\nb@x.de\tbar'), ['a@x.de', 'b@x.de']);
  });

  it('may have fields that go over several lines, and stray quotes', async () => {
    const raw = (name: string) => `"{\n  ""user"": ""${name}"",\n\n  ""ok"": true\n}"`;
    const table = `_raw,user\n${raw('a')},a@x.de\n${raw('b')},"b@x.de"\n"c,c@x.de\nd,d@x.de\n"e""e",e@x.de\n`;
    const { entries, column } = await parseList(table);
    assert.equal(column, 1);
    assert.deepEqual(
      entries.map(({ text, lines }) => [text, ...lines]),
      [
        ['a@x.de', 2],
        ['b@x.de', 7],
        ['c@x.de', 12],
        ['d@x.de', 13],
        ['e@x.de', 14],
      ],
    );
    const tabs = await parseList('who\twhere\ta\n"a@x.de"\t\t1\nb@x.de\t"x"\t2');
    assert.deepEqual(
      tabs.entries.map(({ text }) => text),
      ['a@x.de', 'b@x.de'],
    );
  });

  it('may have headings that look like domains', async () => {
    const list = await parseList('user.name\tuser.email\n\t\nAdele\tadele@x.de\nBob\tbob@x.de\nEve\teve@x.de');
    assert.deepEqual(
      list.columns.map(({ heading, recognised, sample }) => [heading, recognised, sample]),
      [
        ['user.name', 0, 'Adele'],
        ['user.email', 3, 'adele@x.de'],
      ],
    );
    assert.equal(list.entries.length, 3);
    assert.deepEqual(await textsOf('contoso.com;1\nnorthwind.com;2'), ['contoso.com', 'northwind.com']);
  });

  it('of names with commas can be taken line by line', async () => {
    const names = 'Contoso, Ltd\n"Northwind, Inc"\na@x.de, b@x.de\n';
    assert.deepEqual(
      (await parseList(names, { column: 'lines' })).entries.map((entry) => entry.text),
      ['Contoso, Ltd', 'Northwind, Inc', 'a@x.de', 'b@x.de'],
    );
  });

  it('says that no column has what is looked for', async () => {
    assert.equal((await parseList('Name;City\nAdele;Oslo\nBob;Rome')).column, undefined);
    assert.deepEqual((await parseList('')).entries, []);
  });

  it('of 100,000 lines is read whole and does not hold the thread', async () => {
    const lines = Array.from({ length: 100_000 }, (_, number) => (number % 10 === 0 ? '' : `"person.${number % 50_000}@x.de",${number}`));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const list = await parseList(lines.join('\r\n'));
    clearInterval(timer);
    assert.equal(list.entries.length, 45_000);
    assert.equal(list.duplicates, 45_000);
    assert.equal(list.blankLines, 10_000);
    assert.ok(turns > 0);
    await assert.rejects(parseList(lines.join('\n'), { signal: AbortSignal.abort() }), CancelledError);
  });
});

describe('Matching a list', () => {
  const people = Array.from({ length: 3000 }, (_, number) => plainPerson(number, 30));
  const twin = { ...plainPerson(7, 30), userId: guidOf(90_000) };
  const twice = plainPerson(8, 30);
  const contexts = [
    {
      contextId: 'A',
      inbound: inboundOf([...people, twin, twice]),
      outbound: outboundOf({ [guidOf(50_001)]: [guidOf(1_000_002), 'T9'], [guidOf(50_002)]: ['T9'] }),
    },
    { contextId: 'B', inbound: inboundOf(people.slice(0, 10)), outbound: undefined },
  ];
  const tenantNames = { version: 1, names: (id: string) => (id === guidOf(1_000_002) ? ['Northwind', 'northwind.onmicrosoft.com'] : []) };

  async function outcome(text: string): Promise<unknown> {
    const { matched, ambiguous, unmatched } = await matchList(await parseList(text), contexts, { tenantNames });
    const [first] = [...matched, ...ambiguous, ...unmatched];
    const hits = first === undefined || first.kind === 'unmatched' ? [] : first.hits;
    return [
      first?.kind,
      ...hits.map((hit) => `${hit.contextId} ${hit.direction} ${hit.rows.length > 3 ? hit.rows.length : [...hit.rows].join(' ')}`),
    ];
  }

  it('finds people by address and id, in every context, whatever the case', async () => {
    assert.deepEqual(await outcome('PERSON.5@partner5.example.com'), ['matched', 'A inbound 5', 'B inbound 5']);
    assert.deepEqual(await outcome(guidOf(20).toUpperCase()), ['matched', 'A inbound 20']);
    assert.deepEqual(await outcome(guidOf(50_001)), ['matched', 'A outbound 0']);
  });

  it('finds everyone of a domain, a tenant id, or the domain of a tenant, in both directions', async () => {
    assert.deepEqual(await outcome('Partner2.example.com'), ['matched', 'A inbound 100', 'B inbound 2']);
    assert.deepEqual(await outcome(guidOf(1_000_002)), ['matched', 'A inbound 100', 'A outbound 0', 'B inbound 2']);
    assert.deepEqual(await outcome('northwind.onmicrosoft.com'), ['matched', 'A inbound 100', 'A outbound 0', 'B inbound 2']);
    assert.deepEqual(await outcome('t9'), ['matched', 'A outbound 0 1']);
    assert.deepEqual(await outcome('NORTHWIND'), ['matched', 'A inbound 100', 'A outbound 0', 'B inbound 2']);
  });

  it('calls the name of two organisations ambiguous, also when each tenant knows only one of them', async () => {
    const names = { version: 1, names: (id: string) => ([guidOf(1_000_002), guidOf(1_000_003), 'T9'].includes(id) ? ['Namesake'] : []) };
    const list = await parseList('namesake');
    const both = await matchList(list, contexts, { tenantNames: names });
    assert.equal(both.ambiguous.length, 1);
    assert.equal(both.selection('A', 'inbound').length, 0);
    const apart = [
      { contextId: 'A', inbound: inboundOf([plainPerson(2, 30)]), outbound: undefined },
      { contextId: 'B', inbound: undefined, outbound: outboundOf({ [guidOf(1)]: ['T9'] }) },
    ];
    assert.equal((await matchList(list, apart, { tenantNames: names })).ambiguous.length, 1);
  });

  it('means of a user only the organisation that was named, and every organisation when the user was', async () => {
    const named = await matchList(await parseList('northwind'), contexts, { tenantNames });
    assert.deepEqual([named.references('A').has(0, guidOf(1_000_002)), named.references('A').has(0, 'T9')], [true, false]);
    const user = await matchList(await parseList(guidOf(50_001)), contexts, { tenantNames });
    assert.deepEqual([user.references('A').has(0, 'T9'), user.references('A').has(1, 'T9')], [true, false]);
  });

  it('calls two people with one address ambiguous, and one person listed twice not', async () => {
    assert.deepEqual(await outcome('person.7@partner7.example.com'), ['ambiguous', 'A inbound 7 3000', 'B inbound 7']);
    assert.deepEqual(await outcome('person.8@partner8.example.com'), ['matched', 'A inbound 8 3001', 'B inbound 8']);
  });

  it('does not take a part for the whole', async () => {
    for (const text of [
      'person.5@partner5.example',
      'erson.5@partner5.example.com',
      'example.com',
      'Person Number 5',
      'nobody@nowhere.example',
      guidOf(77_777),
    ]) {
      assert.deepEqual(await outcome(text), ['unmatched'], text);
    }
  });

  it('selects the rows of what matched, and tells the lines of what did not', async () => {
    const list = await parseList(
      'person.7@partner7.example.com\nperson.9@partner9.example.com\nnobody@nowhere.example\npartner2.example.com\nnobody@nowhere.example',
    );
    const result = await matchList(list, contexts, { tenantNames });
    assert.equal(result.selection('A', 'inbound').length, 101);
    assert.ok(result.selection('A', 'inbound').has(9));
    assert.ok(!result.selection('A', 'inbound').has(7));
    assert.equal(result.selection('A', 'outbound').length, 0);
    assert.deepEqual(
      result.unmatched.map(({ entry }) => entry.lines),
      [[3, 5]],
    );
    await assert.rejects(matchList(list, contexts, { signal: AbortSignal.abort() }), CancelledError);
  });
});
