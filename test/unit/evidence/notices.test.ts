import assert from 'node:assert/strict';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceError } from '../../../src/evidence/errors';
import { explain } from '../../../src/present/explain';
import { withStatus } from '../../../src/evidence/register';
import type { Snapshot } from '../../../src/evidence/snapshot';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import type { WrittenNotices } from '../../../src/evidence/writeNotices';
import { writeNotices } from '../../../src/evidence/writeNotices';
import type { WrittenRegister } from '../../../src/evidence/writeRegister';
import { writeRegister } from '../../../src/evidence/writeRegister';
import { defaultTemplate, explainedTemplate, parseTemplate, placeholders } from '../../../src/present/noticeTemplate';
import { noticeText } from '../../../src/present/noticeText';
import { temporaryFolder } from '../../support/temporaryFolder';
import { contoso, guid, northwind, vanished, WorldServer } from './world';

const opened = { id: 'IR-14', title: 'Portal breached', awareSince: '2026-03-01T07:30:00.000Z' };

describe('Notices', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();

  async function prepared(): Promise<{ readonly snapshot: Snapshot; readonly written: WrittenRegister }> {
    const { snapshot } = await service.snapshot();
    return { snapshot, written: await writeRegister({ evidenceFolder: folder(), snapshot }) };
  }

  async function write(text = defaultTemplate()): Promise<WrittenNotices> {
    const { snapshot, written } = await prepared();
    const template = parseTemplate(text, 'template');
    const facts = { record: snapshot.record, case: opened, date: new Date('2026-03-02') };
    return writeNotices({ evidenceFolder: folder(), written, textOf: (row, people) => noticeText(template, row, people, facts) });
  }

  async function textFor({ folder: at }: WrittenNotices, tenantId: string): Promise<string> {
    const name = (await readdir(at)).find((each) => each.includes(tenantId)) ?? '';
    return readFile(join(at, name), 'utf8');
  }

  it('are one text file for each organisation, with its people and nobody else’s', async () => {
    const notices = await write();
    assert.deepEqual((await readdir(notices.folder)).sort(), [
      `contoso.com_${contoso}.txt`,
      `northwind.example_${northwind}.txt`,
      `organisation_${vanished}.txt`,
    ]);
    const text = await textFor(notices, contoso);
    assert.match(text, /Bob, bob@contoso\.com, 00000000-0000-4000-8000-000000000001/);
    assert.ok(!text.includes('northwind') && !text.includes(guid(4)) && !text.includes(guid(5)));
  });

  it('hold no links, whatever names say', async () => {
    const notices = await write();
    for (const tenantId of [contoso, northwind, vanished]) {
      assert.doesNotMatch(await textFor(notices, tenantId), /:\/\/|www\.|mailto:|evil\.example/);
    }
    assert.match(await textFor(notices, contoso), /=HYPERLINK\("http\[:\]\/\/evil\[\.\]example","Eve"\)/);
  });

  it('show what would hide or reorder text', async () => {
    assert.match(await textFor(await write(), northwind), /名前 😀⟨U\+202E⟩txt/);
  });

  it('say what is known and what is not', async () => {
    service.world.refusedPage = 3;
    const text = await textFor(await write(), contoso);
    assert.match(text, /could not be read to its end/);
    assert.match(text, /1 entries of the list could not be read/);
    assert.match(text, /does not say whether anybody looked/);
    assert.match(text, /no contact is known/);
  });

  it('carry the check value of the register', async () => {
    const notices = await write();
    const row = notices.register.rows.find(({ tenantId }) => tenantId === contoso);
    assert.ok((await textFor(notices, contoso)).includes(row?.checkValue ?? 'none'));
  });

  it('are marked as drafted in the register, and are evidence', async () => {
    const { register } = await write();
    assert.deepEqual(
      register.rows.map(({ status }) => status),
      ['drafted', 'drafted', 'drafted'],
    );
    const { changed, missing, added } = await verifyEvidence(folder());
    assert.deepEqual({ changed, missing, added }, { changed: [], missing: [], added: [] });
  });

  it('that a person has changed are not written over', async () => {
    const first = await write();
    const path = join(first.folder, `contoso.com_${contoso}.txt`);
    await appendFile(path, 'Dear Ada');
    const again = await write();
    assert.deepEqual(again.kept, [path]);
    assert.match(await readFile(path, 'utf8'), /Dear Ada$/);
    assert.equal(again.files.length, 2);
  });

  it('are not drafted for those who were told or need not be', async () => {
    const { snapshot, written } = await prepared();
    const [first, second, ...rest] = written.register.rows;
    assert.ok(first && second);
    const rows = [
      withStatus(first, { status: 'sent' }, new Date()),
      withStatus(second, { status: 'notNeeded', reason: 'Test tenant' }, new Date()),
      ...rest,
    ];
    const facts = { record: snapshot.record, case: undefined, date: new Date() };
    const template = parseTemplate('{{tenantId}} {{caseId}}', 'template');
    const { files } = await writeNotices({
      evidenceFolder: folder(),
      written: { ...written, register: { ...written.register, rows } },
      textOf: (row, people) => noticeText(template, row, people, facts),
    });
    assert.deepEqual(
      files.map(({ path }) => path.split('_')[1]),
      [`${vanished}.txt`],
    );
  });

  it('have file names that lead nowhere, whatever an organisation calls itself', async () => {
    service.world.tenants = new Map([
      [contoso, { displayName: 'x', defaultDomainName: '../../../../etc/passwd' }],
      [northwind, { displayName: 'CON', defaultDomainName: null }],
      [vanished, { displayName: '\u202E..\\evil\u0000', defaultDomainName: '' }],
    ]);
    const { folder: at } = await write();
    assert.deepEqual((await readdir(at)).sort(), [`etc-passwd_${contoso}.txt`, `unnamed_${vanished}.txt`, `x-con_${northwind}.txt`].sort());
  });

  it('hold no remark of their template, and the explained one gives what the one without it gives', () => {
    const texts = (template: string) =>
      JSON.stringify(parseTemplate(template, 'template').filter((part) => part.kind !== 'text' || part.text !== ''));
    assert.equal(texts(explainedTemplate()), texts(defaultTemplate()));
    assert.equal(
      texts('{{! one }}\r\nA{{! two }} {{tenantId}}'),
      JSON.stringify([
        { kind: 'text', text: 'A' },
        { kind: 'text', text: ' ' },
        { kind: 'value', name: 'tenantId' },
      ]),
    );
  });

  it('are written from a template with every placeholder there is', async () => {
    const text = await textFor(await write(placeholders.map((name) => `${name}={{ ${name} }}`).join('\n')), contoso);
    assert.match(text, /tenantName=Contoso, Ltd\ntenantDomain=contoso\.com\n/);
    assert.match(text, /awareSince=2026-03-01 07:30 UTC\n/);
    assert.doesNotMatch(text, /\{\{|undefined/);
  });

  for (const [what, template, line, words] of [
    ['an unknown placeholder', 'Dear {{contact}}\n\n{{tenatName}}', 3, /tenatName/],
    ['a placeholder that is not closed', 'a\n{{people', 2, /not closed/],
    ['a link', 'a\nb\nhttps://contoso.com', 3, /link/],
    ['a link without a scheme', 'www.contoso.com', 1, /link/],
  ] as const) {
    it(`refuse a template with ${what}, with its line, before anything is written`, async () => {
      await assert.rejects(
        write(template),
        (error) =>
          error instanceof EvidenceError && error.reason === 'template' && error.line === line && words.test(explain(error).whatHappened),
      );
      assert.ok(!(await readdir(folder())).includes('notices'));
    });
  }
});
