import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { unguardCell } from '../../../src/evidence/csvCell';
import { EvidenceError } from '../../../src/evidence/errors';
import { explain } from '../../../src/present/explain';
import type { RegisterRow } from '../../../src/evidence/register';
import { hasGrown, isOpen, withNote, withStatus } from '../../../src/evidence/register';
import type { Register } from '../../../src/evidence/registerFile';
import { readRegister } from '../../../src/evidence/registerFile';
import type { Snapshot } from '../../../src/evidence/snapshot';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import type { WrittenRegister } from '../../../src/evidence/writeRegister';
import { changeRegister, readAffectedPeople, refreshContacts, writeRegister } from '../../../src/evidence/writeRegister';
import { contactsStarter } from '../../../src/present/contactsStarter';
import { listedRows } from '../../../src/profiles/rowNumbers';
import { temporaryFolder } from '../../support/temporaryFolder';
import { contoso, guid, northwind, people, vanished, WorldServer } from './world';

function row(rows: readonly RegisterRow[], tenantId: string): RegisterRow {
  const found = rows.find((each) => each.tenantId === tenantId);
  assert.ok(found);
  return found;
}

const rowOf = ({ rows }: Register, tenantId: string): RegisterRow => row(rows, tenantId);

function table(text: string): readonly Record<string, string>[] {
  return parse(text, { columns: true, bom: true });
}

describe('The notification register', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();

  async function snapshot(): Promise<Snapshot> {
    return (await service.snapshot()).snapshot;
  }

  async function write(rows?: readonly number[], contactsFile?: string): Promise<WrittenRegister> {
    return writeRegister({
      evidenceFolder: folder(),
      snapshot: await snapshot(),
      now: () => Date.parse('2026-03-01T09:00:00Z'),
      ...(rows && { rows: listedRows(Uint32Array.from(rows)) }),
      ...(contactsFile !== undefined && { contactsFile }),
    });
  }

  it('has a row for every home tenant, with its people, names and domains, most people first', async () => {
    const { register } = await write();
    assert.deepEqual(
      register.rows.map(({ tenantId, displayName, naming, domains, people: count, ourUsers, status }) => [
        tenantId,
        displayName,
        naming,
        domains,
        count,
        ourUsers,
        status,
      ]),
      [
        [contoso, 'Contoso, Ltd', 'known', ['contoso.com'], 2, 2, 'toDo'],
        [northwind, 'Northwind [x](command:evil)', 'known', ['northwind.example'], 1, 1, 'toDo'],
        [vanished, null, 'notFound', ['vanished.example'], 1, 0, 'toDo'],
      ],
    );
    assert.deepEqual([register.completeness, register.unreadable], ['partial', 2]);
  });

  it('is on disk as JSON that is read again, and as CSV that any parser reads', async () => {
    const { folder: at, register } = await write();
    assert.deepEqual(await readRegister(at), register);
    const rows = table(await readFile(join(at, 'register.csv'), 'utf8'));
    assert.deepEqual(
      rows.map((row) => [row['tenantId'], row['people'], row['status'], row['domains']]),
      register.rows.map((row) => [row.tenantId, String(row.people), 'toDo', row.domains.join(' ')]),
    );
    const { verified, changed, missing, added } = await verifyEvidence(folder());
    assert.deepEqual({ verified, changed, missing, added }, { verified: 6, changed: [], missing: [], added: [] });
  });

  it('names everyone affected: exactly as JSON lines, safely as CSV', async () => {
    const { folder: at } = await write();
    const lines = (await readFile(join(at, 'people.jsonl'), 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [0, 1, 3, 5].map((index) => people[index]),
    );
    const csv = await readFile(join(at, 'people.csv'), 'utf8');
    assert.equal(csv[0], '\uFEFF');
    const [, eve, named] = table(csv);
    assert.equal(eve?.['displayName'], `'=HYPERLINK("http://evil.example","Eve")`);
    assert.equal(unguardCell(eve['displayName']), '=HYPERLINK("http://evil.example","Eve")');
    assert.equal(named?.['displayName'], '名前 😀\u202Etxt');
    const about = JSON.parse(await readFile(join(at, 'people.csv-metadata.json'), 'utf8')) as Record<string, unknown>;
    assert.match(String(about['dc:description']), /exact copy is people\.jsonl/);
  });

  it('keeps statuses, dates, notes and check values when it is made again', async () => {
    const { folder: at, register } = await write();
    const sent = withNote(withStatus(rowOf(register, contoso), { status: 'sent' }, new Date('2026-03-01T10:00:00Z')), 'By phone too');
    await changeRegister(folder(), at, (each) => (each.tenantId === contoso ? sent : each));
    const again = (await write()).register;
    assert.deepEqual(rowOf(again, contoso), sent);
    assert.equal(rowOf(again, northwind).checkValue, rowOf(register, northwind).checkValue);
    assert.deepEqual((await verifyEvidence(folder())).changed, []);
  });

  it('keeps everyone it named once, also when they are gone from the next snapshot', async () => {
    await write();
    service.world.inbound = [
      people[0],
      { userId: guid(9), userPrincipalName: 'new@contoso.com', displayName: 'New', homeTenantId: contoso },
    ];
    const { register, people: affected } = await write();
    assert.equal(affected.size, 5);
    assert.deepEqual(register.rows.map(({ people: count }) => count).sort(), [1, 1, 3]);
  });

  it('says that more people are known than when an organisation was told', async () => {
    const { folder: at, register } = await write([0]);
    const told = withStatus(rowOf(register, contoso), { status: 'acknowledged' }, new Date());
    assert.deepEqual([isOpen(told), hasGrown(told)], [false, false]);
    await changeRegister(folder(), at, () => told);
    const grown = rowOf((await write([1])).register, contoso);
    assert.deepEqual([grown.people, grown.peopleThen, grown.status, isOpen(grown)], [2, 1, 'acknowledged', true]);
  });

  it('made of a selection has the selected people only, each once', async () => {
    service.world.inbound = [people[0], people[0], people[1]];
    const { register, people: affected } = await write([0, 1]);
    assert.deepEqual([affected.size, register.rows.length, rowOf(register, contoso).people], [1, 1, 1]);
  });

  it('takes a name from before when the service does not answer now', async () => {
    await write();
    service.world.tenants = new Map([[contoso, 'Authorization_RequestDenied']]);
    const row = rowOf((await write()).register, contoso);
    assert.deepEqual([row.displayName, row.naming], ['Contoso, Ltd', 'known']);
  });

  it('does not invent contacts, and takes those that are kept', async () => {
    const file = join(folder(), 'contacts.csv');
    await writeFile(
      file,
      `\uFEFFTenant Id;Domain;Contact;E-mail\r\n${contoso.toUpperCase()};;"Müller; Ada";ada@contoso.com\r\n;northwind.example;;soc@northwind.example\r\n\r\n;;Nobody;x@y.example\r\n${vanished};;;\r\n`,
    );
    const { register, contactProblems } = await write(undefined, file);
    assert.deepEqual(
      register.rows.map(({ contacts }) => contacts.map(({ name, email }) => [name, email])),
      [[['Müller; Ada', 'ada@contoso.com']], [[undefined, 'soc@northwind.example']], []],
    );
    assert.deepEqual(contactProblems, [
      { line: 5, reason: 'nobodysContact' },
      { line: 6, reason: 'namesNobody' },
    ]);
    assert.deepEqual(rowOf((await write()).register, contoso).contacts.length, 1, 'kept without the file');
  });

  it('gives a contact file to start from: it names nobody, is read as it is, and its lines count once they are filled in', async () => {
    const file = join(folder(), 'contacts.csv');
    const { rows } = (await write()).register;
    const hostile = { ...row(rows, northwind), displayName: '=HYPERLINK("x")\n,"\u202e' };
    const text = contactsStarter([row(rows, contoso), hostile]);
    assert.doesNotMatch(text, /@|\u202e/);
    await writeFile(file, text);
    const before = await write(undefined, file);
    assert.deepEqual([before.contactProblems, before.register.rows.flatMap(({ contacts }) => contacts)], [[], []]);
    await writeFile(file, text.replace(/^# (.*),,,,$/gm, '$1,,soc@example.org,,'));
    const emails = (await write(undefined, file)).register.rows.map(({ contacts }) => contacts.map(({ email }) => email));
    assert.deepEqual(emails, [['soc@example.org'], ['soc@example.org'], []]);
  });

  for (const [what, bytes] of [
    ['UTF-16 with tabs', Buffer.from(`\uFEFFtenantId\temail\r\n${contoso}\tada@contoso.com\r\n`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\uFEFFtenantId,email\n${contoso},ada@contoso.com\n`, 'utf16le').swap16()],
    ['JSON', Buffer.from(JSON.stringify([{ tenantId: contoso, email: 'ada@contoso.com' }]))],
    ['JSON in an object', Buffer.from(JSON.stringify({ contacts: [{ domain: '@Contoso.com', email: 'ada@contoso.com' }] }))],
  ] as const) {
    it(`reads contacts as ${what}`, async () => {
      const file = join(folder(), 'contacts');
      await writeFile(file, bytes);
      assert.equal(rowOf((await write(undefined, file)).register, contoso).contacts[0]?.email, 'ada@contoso.com');
    });
  }

  for (const [what, text, words] of [
    ['without a column that says whose they are', 'name,email\nAda,ada@contoso.com\n', /no column “tenantId” or “domain”.*name, email/],
    ['of broken JSON', '[{"tenantId":', /not whole JSON/],
  ] as const) {
    it(`refuses a contact file ${what}, in words`, async () => {
      const file = join(folder(), 'contacts.csv');
      await writeFile(file, text);
      await assert.rejects(write(undefined, file), (error) => error instanceof EvidenceError && words.test(explain(error).whatHappened));
    });
  }

  it('keeps every change that several pages make at the same time', async () => {
    const { folder: at } = await write();
    const noted = (tenantId: string, note: string) =>
      changeRegister(folder(), at, (row) => (row.tenantId === tenantId ? withNote(row, note) : row));
    await Promise.all([noted(contoso, 'one'), noted(northwind, 'two'), noted(vanished, 'three'), write()]);
    const register = await readRegister(at);
    assert.deepEqual(register?.rows.map(({ note }) => note).sort(), ['one', 'three', 'two']);
    assert.deepEqual((await verifyEvidence(folder())).changed, []);
  });

  it('takes contacts that were kept since, but not in the place of those typed into it', async () => {
    const { folder: at } = await write();
    const typed = { name: 'Eve', tenantId: undefined, domain: undefined, email: undefined, phone: '+47 1234567', note: undefined };
    await changeRegister(folder(), at, (row) => (row.tenantId === northwind ? { ...row, contacts: [typed], contactsTyped: true } : row));
    const file = join(folder(), 'contacts.csv');
    await writeFile(
      file,
      `# explained\ntenantId,email\n# ${vanished},x@vanished.example\n${contoso},a@contoso.com\n${northwind},b@n.example\n`,
    );
    const emails = ({ rows }: Register) => rows.map(({ contacts }) => contacts[0]?.email ?? contacts[0]?.name);
    assert.deepEqual(emails(await refreshContacts(folder(), at, file)), ['a@contoso.com', 'Eve', undefined]);
    assert.deepEqual(emails((await write(undefined, file)).register), ['a@contoso.com', 'Eve', undefined]);
  });

  it('is not written over when the people in it cannot be read', async () => {
    const { folder: at } = await write();
    const before = await readFile(join(at, 'register.json'), 'utf8');
    await writeFile(join(at, 'people.jsonl'), `${JSON.stringify(people[0])}\n{"userId":\n`);
    await assert.rejects(write(), (error) => error instanceof EvidenceError && error.reason === 'damaged' && error.line === 2);
    await assert.rejects(readAffectedPeople(at), EvidenceError);
    assert.equal(await readFile(join(at, 'register.json'), 'utf8'), before);
  });

  it('of a newer version is refused', async () => {
    const { folder: at } = await write();
    await writeFile(join(at, 'register.json'), '{"format":"shared-profiles-register","version":2}');
    await assert.rejects(write(), (error) => error instanceof EvidenceError && error.reason === 'newerFormat');
  });

  it('wants a reason when nobody has to be told', async () => {
    const row = rowOf((await write()).register, contoso);
    assert.throws(() => withStatus(row, { status: 'notNeeded', reason: ' ' }, new Date()), RangeError);
    const decided = withStatus(row, { status: 'notNeeded', reason: 'Test data' }, new Date('2026-03-01T10:00:00Z'));
    assert.deepEqual([decided.reason, decided.dates.notNeeded, isOpen(decided)], ['Test data', '2026-03-01T10:00:00.000Z', false]);
  });

  it('counts the domains of an organisation that has very many, and says that there are more', async () => {
    service.world.pageSize = 5000;
    service.world.inbound = Array.from({ length: 1500 }, (_, index) => ({
      userId: guid(index),
      userPrincipalName: index < 3 ? 'a@main.example' : `a@d${index}.example`,
      displayName: '',
      homeTenantId: contoso,
    }));
    const row = rowOf((await write()).register, contoso);
    assert.deepEqual([row.domains[0], row.domains.length, row.moreDomains], ['main.example', 20, true]);
  });
});
