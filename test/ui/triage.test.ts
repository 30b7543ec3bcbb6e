import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { choosePath, makeCase } from '../support/caseWork';
import { accessibilityViolations } from '../support/axe';
import { useProfilesView } from '../support/profilesView';
import type { CaseAtHand, SavedRow } from './steps/caseAtHand';
import { actingSteps, ownFileSteps, pinningSteps, snapshotSteps } from './steps/evidenceSteps';
import { holdSteps, noticeSteps, verifySteps } from './steps/provingSteps';
import { registerSteps } from './steps/registerSteps';
import { doUntil } from '../support/until';
import { appears, clickUntil } from '../support/widgets';

describe('triage in a real VS Code, from signing in to verified evidence', () => {
  const view = useProfilesView(['--inbound', '20000']);
  const page = () => view.workbench().webview();
  const changes = async () => (await view.sandbox().ledger()).changes;

  const northwind = (pressed: boolean) => page().getByRole('button', { name: /^Northwind Traders,/, pressed });
  const some = () => page().locator('#summary', { hasText: /^[\d,]+ of 20,000 rows$/ });
  const press = (name: string, followed: () => Promise<boolean>) => clickUntil(page().getByRole('button', { name, exact: true }), followed);

  let folder = '';
  const inCase = (...names: readonly string[]): string => join(folder, ...names);
  const register = async (): Promise<readonly SavedRow[]> => {
    const file = inCase('register', view.sandbox().tenantId(), 'register.json');
    return (JSON.parse(await readFile(file, 'utf8')) as { readonly rows: readonly SavedRow[] }).rows;
  };

  const atHand: CaseAtHand = { view, inCase, register };

  before('connect', async function () {
    this.timeout(90_000);
    folder = await mkdtemp(join(tmpdir(), 'shared-profiles-case-'));
    await view.connect(undefined, 'partlyRead');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('opens a case: its clock runs in the status bar, and its folder is for the owner only', async () => {
    await makeCase(view.workbench(), folder);
    await view
      .workbench()
      .page.getByRole('button', { name: /IR-2026-014 · 71 h 5\d min left/ })
      .waitFor();
    const { pinned } = JSON.parse(await readFile(inCase('case.json'), 'utf8')) as { readonly pinned: readonly { tenantId: string }[] };
    assert.deepEqual(
      pinned.map(({ tenantId }) => tenantId),
      [view.sandbox().tenantId()],
    );
    assert.equal((await stat(inCase('case.json'))).mode & 0o077, 0);
  });

  it('preserves first: one command writes everything, with how complete it is', async () => {
    await view.answerMessage(/Preserve first/, 'Take Snapshot');
    await view
      .tree()
      .item(/^Outbound, 200 users, 37 tenants/)
      .waitFor();
    await view.message(/Snapshot: 20,000 people here, 200 of our users\. It is complete\./);
    const [name = ''] = await readdir(inCase('snapshots'));
    const lines = (await readFile(inCase('snapshots', name, 'inbound.jsonl'), 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 20_000);
    await view.clearMessages();
  });

  it('our service was hit: everyone, with a bar for each home organisation', async () => {
    await view.workbench().run('Shared Profiles: Our Service Was Hit');
    await page().getByRole('heading', { name: 'Our service was hit' }).waitFor();
    await page().getByText('20,000 rows').waitFor();
    const grid = page().getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), '20001');
    await page()
      .getByRole('button', { name: /^Northwind Traders, [\d,]+ rows, [\d.]+ %$/ })
      .waitFor();
    await page().locator('.row:not(.pending)').first().waitFor();
    await view.workbench().screenshot('triageService');
    assert.deepEqual(await accessibilityViolations(page()), []);
  });

  it('narrows down by typing and by organisation, and finds by keyboard', async () => {
    await page().getByRole('searchbox', { name: 'Filter' }).fill('dalia');
    await page()
      .getByText(/^\d+ of 20,000 rows/)
      .waitFor();
    await page()
      .getByRole('row', { name: /Dalia Haddad/ })
      .first()
      .waitFor();
    await page().getByRole('searchbox', { name: 'Filter' }).fill('');
    const everyone = page()
      .locator('#summary')
      .getByText(/^20,000 rows/);
    await everyone.waitFor();
    await clickUntil(northwind(false), () => appears(some()));
    await clickUntil(northwind(true), () => appears(everyone));
    await page().getByRole('row', { selected: false }).last().waitFor();
    await doUntil(
      () => page().getByRole('grid').press('End'),
      () => appears(page().locator('.row.active[aria-rowindex="20001"]')),
    );
    await view.workbench().page.keyboard.press('Tab');
    for (const order of ['ascending', 'descending', 'none']) {
      await view.workbench().page.keyboard.press('Enter');
      await page().locator(`[role="columnheader"][aria-colindex="1"][aria-sort="${order}"]`).waitFor();
    }
    await view.workbench().page.keyboard.press('ArrowDown');
    await view.workbench().page.keyboard.press('Home');
    await page().locator('.row.active[aria-rowindex="2"]').waitFor();
  });

  it('selects everything that the filter lets through, and nothing else', async () => {
    const summary = page().locator('#summary');
    await clickUntil(northwind(false), () => appears(some()));
    await doUntil(
      () => page().getByRole('grid').press('Control+a'),
      () => appears(summary.filter({ hasText: /selected$/ })),
    );
    const text = (await summary.textContent()) ?? '';
    const [, shown, selected] = /^([\d,]+) of 20,000 rows · ([\d,]+) selected/.exec(text) ?? [];
    assert.equal(shown, selected);
  });

  it('adds the selection to the register of the case', async () => {
    await press('Add to Register', () => view.hasMessage(/The register has/));
    await view.message(/The register has 1 organisations and [\d,]+ people\./);
    const [row, ...others] = await register();
    assert.deepEqual([row?.displayName, row?.status, others], ['Northwind Traders', 'toDo', []]);
    await view.clearMessages();
  });

  it('plans a removal of one person without sending anything, and keeps the plan with the case', async () => {
    const summary = page().locator('#summary');
    await press('Select None', () => appears(summary.filter({ hasNotText: 'selected' })));
    await clickUntil(page().locator('.row:not(.pending)').first(), () => appears(summary.filter({ hasText: / 1 selected$/ })));
    const why = view.workbench().page.getByText('Why? The reason is kept in the plan and in the journal.');
    await press('Plan Removal…', () => appears(why));
    await view.giveReason('to be looked at by the privacy office');
    await view.message(/What If: nothing was sent\./);
    await view.clearMessages();
    const [plan = '', ...others] = await readdir(inCase('plans'));
    assert.deepEqual(others, []);
    assert.match(await readFile(inCase('plans', plan), 'utf8'), /to be looked at by the privacy office/);
    assert.ok((await readFile(inCase('MANIFEST.sha256'), 'utf8')).includes(`plans/${plan}`));
  });

  it('a partner was hit: their people here and our people there', async () => {
    await view.workbench().run('Shared Profiles: A Partner Was Hit…');
    await view.workbench().quickInput.fill('northwind');
    await view.workbench().quickInput.pick(/^Northwind Traders/);
    await page().getByRole('heading', { name: 'Partner hit: Northwind Traders' }).waitFor();
    const ours = { name: /^Our people of Fabrikam there\s*\d+$/ };
    await clickUntil(page().getByRole('tab', ours), () => appears(page().getByRole('tab', { ...ours, selected: true })));
    await page()
      .getByText(/^[\d,]+ rows$/)
      .waitFor();
    await page().locator('.row:not(.pending)').first().waitFor();
    await view.workbench().screenshot('triagePartner');
  });

  it('saves the selection as exact rows, as evidence', async () => {
    await press('Select All Shown', () => appears(page().locator('#summary', { hasText: /selected$/ })));
    await press('Save…', () => appears(view.workbench().quickInput.box));
    await choosePath(view.workbench(), inCase('northwind.jsonl'));
    await view.message(/Saved: northwind\.jsonl/);
    const [first = ''] = (await readFile(inCase('northwind.jsonl'), 'utf8')).split('\n');
    assert.deepEqual(Object.keys(JSON.parse(first) as object), ['userId', 'tenantId']);
    await view.clearMessages();
  });

  it('asks the logs for whole organisations, from the table', async () => {
    await press('Copy…', () => appears(view.workbench().quickInput.box));
    await view.workbench().quickInput.pick('KQL for the whole organisations of these rows');
    const kql = await view.workbench().takeClipboard();
    assert.match(kql, /SigninLogs[\s\S]*ResourceTenantId in~ \(tenants\)[\s\S]*MicrosoftGraphActivityLogs[\s\S]*AuditLogs/);
    assert.doesNotMatch(kql, /let people/);
  });

  it('a user was hit: the organisations that hold their data', async () => {
    await view.workbench().run('Shared Profiles: A User Was Hit…');
    await view.workbench().quickInput.pick(/^[0-9a-f-]{36}/);
    await page()
      .getByRole('heading', { name: /^User hit: [0-9a-f-]{36}$/ })
      .waitFor();
    await page()
      .getByText(/^\d+ rows$/)
      .waitFor();
  });

  it('finds anybody while somebody types, says where, and acts on the one that is meant', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Find Profiles…');
    await quickInput.fill('dalia contoso');
    await quickInput.option(/^Dalia Haddad.*Inbound · Contoso.* → Fabrikam · id ends in [0-9a-f]{6}/).waitFor();
    await view.workbench().screenshot('triageFind');
    await quickInput.pick(/^Dalia Haddad/);
    await quickInput.pick('Copy Id');
    assert.match(await view.workbench().takeClipboard(), /^[0-9a-f-]{36}$/);
  });

  it('narrows the tree to what a query finds, and acts on nobody else', async () => {
    const { quickInput, page } = view.workbench();
    await view.workbench().run('Shared Profiles: Find Profiles…');
    await quickInput.fill('finn');
    await quickInput.box.getByText(/^Find Profiles · \d+ found$/).waitFor();
    const sideBar = await view.workbench().openSideBar();
    const filtered = sideBar.getByText('Only what matches “finn” is shown.');
    await clickUntil(quickInput.box.getByRole('button', { name: 'Show only these in the tree' }), () => appears(filtered));
    const tree = await view.open(/^Fabrikam/, /^Inbound, \d+ of 20,000 people, \d+ of 37 tenants/);
    const northwind = /^Northwind Traders, \d+ of [\d,]+, /;
    await tree.item(northwind).waitFor();
    const [, people = ''] = /, (\d+) of /.exec((await tree.item(northwind).getAttribute('aria-label')) ?? '') ?? [];
    await view.workbench().screenshot('triageTreeFilter');
    await tree.choose(northwind, 'What If: Remove Personal Data…');
    await view.giveReason('request 4711');
    await page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    await view.workbench().editorText(new RegExp(`Plan: remove the personal data of ${people} inbound profile`));
    await sideBar.hover();
    const whole = tree.item(/^Inbound, 20,000 people, 37 tenants/);
    await clickUntil(sideBar.getByRole('button', { name: 'Clear Filter' }), () => appears(whole));
    await view.clearMessages();
  });

  it('matches a table from a SIEM: asks for the column, selects whom it found, and tells what it did not', async () => {
    const { quickInput } = view.workbench();
    const rows = [
      'Time;"User, name";user.email',
      '09:00;"Haddad, D.";DALIA@contoso.onmicrosoft.com',
      '',
      '09:01;"Nobody";no@nowhere.example',
    ];
    await view.workbench().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(`${rows.join('\r\n')}\r\n`)})`);
    await view.workbench().run('Shared Profiles: Match a List…');
    await quickInput.pick('From the clipboard');
    await quickInput.option(/^user\.email.*2 look like.*such as DALIA@contoso/).waitFor();
    await view.workbench().screenshot('triageColumn');
    await quickInput.pick(/^user\.email/);
    await page()
      .getByText(/^Entries: 2\. Found: 1\. Ambiguous: 0\. Not found: 1\.$/)
      .waitFor();
    await page()
      .getByText(/^1 rows · 1 selected/)
      .waitFor();
    await page()
      .getByRole('row', { name: /^Dalia Haddad/, selected: true })
      .waitFor();
    await view.workbench().screenshot('triageMatched');
    await view.answerMessage(/Entries that were not found or are ambiguous: 1\./, 'Show Them');
    await view.workbench().page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await view.workbench().editorText(/Not found in what is read: 1\s+no@nowhere\.example \s*\(4\)/);
    await view.clearMessages();
  });

  it('writes the register and the report of those in the register', async () => {
    await view.workbench().run('Shared Profiles: Write Register and Report');
    await view.workbench().quickInput.pick(/^Those in the register: 1 organisations/);
    await page()
      .getByRole('heading', { name: /Report on case/ })
      .waitFor();
    await view.message(/Register and report are written\./);
    await view.clearMessages();
    const report = await readFile(inCase('report.md'), 'utf8');
    assert.match(report, /Tenant: `Fabrikam`/);
    assert.match(report, /names 1 organisations/);
    await view.workbench().screenshot('triageReport');
  });

  ownFileSteps(atHand);
  registerSteps(atHand);

  noticeSteps(atHand);
  snapshotSteps(atHand);

  verifySteps(atHand);

  holdSteps(atHand);

  it('changed nothing until now', async () => {
    assert.deepEqual(await changes(), []);
  });

  actingSteps(atHand);
  pinningSteps(atHand);

  it('changed nothing but what it was told to', async () => {
    assert.deepEqual(
      (await changes()).map(({ kind }) => kind),
      ['remove'],
    );
  });
});
