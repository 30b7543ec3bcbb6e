import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, it } from 'mocha';
import { choosePath, makeCase } from '../../support/caseWork';
import { until } from '../../support/until';
import type { CaseAtHand } from './caseAtHand';

async function textsIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

/** Works with the snapshots of a case, and makes a copy of it to share. */
export function snapshotSteps({ view, inCase }: CaseAtHand): void {
  const page = () => view.workbench().webview();
  const run = (title: string): Promise<void> => view.workbench().run(`Shared Profiles: ${title}`);
  const quickInput = () => view.workbench().quickInput;
  let elsewhere = '';
  before('make a folder for copies', async () => {
    elsewhere = await mkdtemp(join(tmpdir(), 'shared-profiles-copies-'));
  });
  after(() => rm(elsewhere, { recursive: true, force: true }));

  it('opens a snapshot from disk and works on it, and asks nobody', async () => {
    const asked = async () => (await view.sandbox().ledger()).requests.total;
    const before = await asked();
    await run('Open Snapshot…');
    await quickInput().pick(/^20/);
    await page()
      .getByRole('heading', { name: /^Snapshot: Fabrikam/ })
      .waitFor();
    await page()
      .getByText(/^20,000 rows/)
      .waitFor();
    await page().getByRole('searchbox', { name: 'Filter' }).fill('dalia');
    await page()
      .getByText(/^\d+ of 20,000 rows/)
      .waitFor();
    assert.equal(await asked(), before);
  });

  it('compares two snapshots, as a page and as files', async () => {
    const { userId } = view.sandbox().example('lookAlikeLatin');
    await view.sandbox().editPerson(userId, { displayName: 'Renamed Since' });
    await run('Take Snapshot');
    await view.message(/Snapshot: 20,000 people here/);
    await view.clearMessages();
    const [earlier = '', later = ''] = (await readdir(inCase('snapshots'))).sort();
    await run('Compare Snapshots…');
    await quickInput().box.getByText('the earlier one').waitFor();
    await quickInput().pick(earlier);
    await quickInput().box.getByText('the later one').waitFor();
    await quickInput().pick(later);
    await page()
      .getByRole('heading', { name: /What changed in/ })
      .first()
      .waitFor();
    const [name = ''] = await readdir(inCase('comparisons'));
    const changed = await readFile(inCase('comparisons', name, 'changed.jsonl'), 'utf8');
    assert.equal(changed.trimEnd().split('\n').length, 1);
    assert.match(changed, /"displayName":"Renamed Since"/);
    assert.equal(await readFile(inCase('comparisons', name, 'gone.jsonl'), 'utf8'), '');
  });

  it('says in the table which line of a snapshot is broken, and shows the others', async () => {
    const [name = ''] = await readdir(inCase('snapshots'));
    const copy = join(elsewhere, 'broken');
    await cp(inCase('snapshots', name), copy, { recursive: true });
    const file = join(copy, 'inbound.jsonl');
    const [first = '', , ...others] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [first, '{"userId":', ...others].join('\n'));
    await run('Open Snapshot…');
    await quickInput().pick(/^Another folder/);
    await choosePath(view.workbench(), copy);
    await page()
      .getByRole('alert')
      .getByText(/^inbound\.jsonl, line 2:/)
      .waitFor();
    await page()
      .getByText(/^19,999 rows/)
      .waitFor();
  });

  it('makes a copy that names nobody, and keeps its key apart', async () => {
    const people = (await readFile(inCase('register', view.sandbox().tenantId(), 'people.jsonl'), 'utf8')).trimEnd().split('\n');
    const { userId, userPrincipalName } = JSON.parse(people[0] ?? '') as { readonly userId: string; readonly userPrincipalName: string };
    const to = join(elsewhere, 'shared');
    await mkdir(to);
    await run('Write a Copy Without Names…');
    await choosePath(view.workbench(), to);
    const told = await view.message(/The copy names nobody\./);
    assert.match((await told.innerText()).replaceAll('\u00a0', ' '), /Its key is kept apart, in .*ir-2026-014\.key/i);
    await view.clearMessages();
    const shared = await textsIn(to);
    assert.ok(shared.includes(view.sandbox().tenantId()), 'organisations are named');
    assert.ok(!shared.includes(userId) && !shared.includes(userPrincipalName) && !shared.includes('Ada'));
    assert.ok((await textsIn(inCase('snapshots'))).includes(userId));
  });

  it('asks before a case is put where it may be committed, and puts nothing there when told not to', async () => {
    const repository = join(elsewhere, 'repository');
    await mkdir(join(repository, '.git'), { recursive: true });
    await makeCase(view.workbench(), repository);
    assert.match(await view.workbench().dialog.text(), /under version control[\s\S]*git work tree/);
    await view.workbench().dialog.cancel();
    assert.deepEqual(await readdir(repository), ['.git']);
  });

  it('says that a case cannot be written, and leaves the one that is open', async () => {
    await makeCase(view.workbench(), process.platform === 'linux' ? '/sys' : '/System');
    await view.message(/is not open to you: it is read-only or belongs to somebody else\./);
    await view.clearMessages();
    await view
      .workbench()
      .page.getByRole('button', { name: /IR-2026-014 · / })
      .waitFor();
  });

  it('does not open a case of a newer version, and leaves it as it is', async () => {
    const newer = join(elsewhere, 'newer');
    await mkdir(newer);
    const text = JSON.stringify({ format: 'shared-profiles-case', version: 99, id: 'IR-2031-001' });
    await writeFile(join(newer, 'case.json'), text);
    await run('Open Case…');
    await quickInput().box.getByText('The folder of a case').waitFor();
    await choosePath(view.workbench(), newer);
    await view.message(/was written by a newer version of this extension \(format 99/);
    await view.clearMessages();
    assert.deepEqual([await readFile(join(newer, 'case.json'), 'utf8'), await readdir(newer)], [text, ['case.json']]);
  });
}

/** What the person keeps in the case: contacts and the template of notices. */
export function ownFileSteps({ view, inCase, register }: CaseAtHand): void {
  const openFromMenu = async (entry: string, expected: RegExp): Promise<void> => {
    await view.workbench().run('Shared Profiles: Case…');
    await view.workbench().quickInput.pick(entry);
    await view
      .workbench()
      .page.locator('.tab.active', { hasText: /contacts\.csv|notice-template\.txt/ })
      .waitFor();
    await view.workbench().editorText(expected);
  };

  it('opens the contact file from the menu of the case: it explains itself, offers the organisations, and names nobody', async () => {
    await openFromMenu('Open Contacts', /Whom to tell/);
    const text = await readFile(inCase('contacts.csv'), 'utf8');
    const [row] = await register();
    assert.ok(row);
    assert.match(text, /^# [0-9a-f-]{36},Northwind Traders,northwindtraders\.onmicrosoft\.com,,,,$/m);
    assert.doesNotMatch(text, /@/);
  });

  it('opens the template of notices, and says which placeholder of it is none', async () => {
    await openFromMenu('Open Notice Template', /these remarks are in no notice/);
    const template = inCase('notice-template.txt');
    const before = await readFile(template, 'utf8');
    await appendFile(template, '{{nameOfTheBoss}}\n');
    await view.workbench().run('Shared Profiles: Draft Notices');
    await view.message(/notice-template\.txt cannot be used: line \d+: “nameOfTheBoss” is no placeholder\./);
    await view.clearMessages();
    assert.ok(!(await readdir(inCase())).includes('notices'));
    await writeFile(template, before);
  });
}

/** What is done while the case is open is kept with it. */
export function actingSteps({ view, inCase }: CaseAtHand): void {
  it('keeps with the case, by itself, the plan of a removal and what the journal says of it', async () => {
    const before = (await readdir(inCase('plans'))).length;
    await view.open(/^Fabrikam/, /^Inbound/, /^Litware,/);
    await view.act(/@litware/, 'Remove Personal Data…', 'asked for by Litware');
    await view.workbench().dialog.text();
    await view.workbench().dialog.press('Remove Personal Data');
    await until(async () => (await view.sandbox().ledger()).changes.length === 1);
    const excerpt = inCase('journal', `${view.sandbox().tenantId()}.jsonl`);
    await until(async () => (await readFile(excerpt, 'utf8').catch(() => '')).includes('asked for by Litware'));
    await until(async () => (await readFile(inCase('MANIFEST.sha256'), 'utf8')).includes(`journal/${view.sandbox().tenantId()}.jsonl`));
    assert.equal((await readdir(inCase('plans'))).length, before + 1);
    await view.clearMessages();
  });
}

/** Nothing is done in a tenant that the case is not about. */
export function pinningSteps({ view, inCase }: CaseAtHand): void {
  it('refuses to act in a tenant that the case is not about, with words', async () => {
    const before = await readdir(inCase('plans'));
    await view.open(/^Fabrikam/);
    await view.connect(/^dalia@/);
    await view.open(/^Contoso/, /^Inbound/, /^Litware,/);
    await view.tree().choose(/@litware/, 'What If: Remove Personal Data…');
    await view.giveReason();
    await view.message(
      /Case IR-2026-014 is about [0-9a-f-]{36}, not about tenant [0-9a-f-]{36}\. Pin this tenant to the case, or close the case\./,
    );
    await view.clearMessages();
    assert.deepEqual(await readdir(inCase('plans')), before);
  });
}
