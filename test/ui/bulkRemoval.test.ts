import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { verifyJournal } from '../../src/actions/verifyJournal';
import { choosePath } from '../support/caseWork';
import { useProfilesView } from '../support/profilesView';
import { until } from '../support/until';
import { appears, clickAway, clickUntil } from '../support/widgets';

const homeTenant = /^[^,]+, \d+, /;
const leftBehind = /left\. It ended without a word/;

describe('a bulk removal in a real VS Code', () => {
  const view = useProfilesView(['--inbound', '1500', '--home-tenants', '5', '--latency', '400']);
  const removals = async () => (await view.sandbox().ledger()).changes.filter(({ kind }) => kind === 'remove');
  const people = { count: 0, domain: '' };
  const homeTenants = { acted: '', other: '' };
  let planFile = '';

  async function journalFile(): Promise<string> {
    const { userData } = view.workbench().server;
    const kept = path.join(userData, 'User', 'globalStorage');
    const found = (await readdir(kept, { recursive: true })).find((name) => name.endsWith('journal.jsonl'));
    return path.join(kept, found ?? assert.fail('no journal'));
  }

  async function control(what: string): Promise<void> {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Pause, Go On or Cancel Run…');
    await quickInput.box.getByText('Calls that were sent are waited for').waitFor();
    await clickAway(quickInput.box.locator('.quick-input-list-entry').getByText(what, { exact: true }));
  }

  it('begins with What If: a plan with every call in it, and nothing sent', async () => {
    await view.connect();
    const tree = await view.open(/^Fabrikam/, /^Inbound/);
    await tree.item(homeTenant).waitFor();
    const labels = await tree.box.getByRole('treeitem', { name: homeTenant }).all();
    const names = await Promise.all(labels.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
    const counts = names.map((name) => Number(/, (\d+), /.exec(name)?.[1]));
    people.count = Math.max(...counts);
    const largest = names[counts.indexOf(people.count)] ?? '';
    homeTenants.acted = largest;
    homeTenants.other = names[counts.indexOf(Math.min(...counts))] ?? '';
    people.domain = /[\w-]+\.onmicrosoft\.com/.exec(largest)?.[0] ?? '';
    await tree.choose(largest, 'What If: Remove Personal Data…');
    await view.workbench().quickInput.answer('request 4711');
    await view.workbench().page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    const text = await view.workbench().editorText(/## Look twice/);
    assert.match(text, new RegExp(`Plan: remove the personal data of ${people.count} inbound profiles`));
    assert.match(text, /request 4711/);
    assert.deepEqual(await removals(), []);
  });

  it('saves the plan to a file, and runs that file from its editor', async () => {
    const { quickInput, dialog, page } = view.workbench();
    const titleBar = page.locator('.editor-group-container.active .editor-actions');
    const saving = quickInput.box.getByText('Save Plan').first();
    await clickUntil(titleBar.getByRole('button', { name: 'Save Plan…' }), () => appears(saving));
    await quickInput.box.locator('.quick-input-list-entry').first().waitFor();
    await until(async () => (await quickInput.field.inputValue()).endsWith('.plan.json'));
    planFile = await quickInput.field.inputValue();
    await quickInput.accept();
    await page.locator('.tab.active', { hasText: '.plan.json' }).waitFor();
    await clickUntil(titleBar.getByRole('button', { name: 'Run Plan…' }), () => appears(dialog.box));
  });

  it('asks, with look-alikes side by side, for the domain, the count and, above the cap, for more', async () => {
    const { dialog, quickInput } = view.workbench();
    assert.match(await dialog.text(), /Allow export and removal/);
    await dialog.press(/^Unlock/);
    await dialog.box.getByText('Remove the personal data of').waitFor();
    const question = await dialog.text();
    assert.match(question, /Look twice/);
    assert.match(question, /1\) .* \(id …[0-9a-f]{6}\)/);
    assert.equal(await dialog.focusedButton(), 'Cancel');
    await dialog.press('Remove Personal Data');
    const answers = [people.domain, String(people.count), `remove ${people.count} in fabrikam.onmicrosoft.com`];
    for (const [index, answer] of answers.entries()) {
      await quickInput.box.getByText(`(${index + 1}/3)`).waitFor();
      await quickInput.answer(answer);
    }
    await until(async () => (await removals()).length > 10);
    await view
      .workbench()
      .page.locator('.part.statusbar')
      .getByText(/Removing \d+\/\d+/)
      .waitFor();
  });

  it('can be paused and goes on', async () => {
    const { page } = view.workbench();
    await control('Pause');
    await page
      .locator('.part.statusbar')
      .getByText(/paused/)
      .waitFor();
    let before = -1;
    await until(async () => {
      const last = before;
      before = (await removals()).length;
      await delay(1500);
      return before === last;
    });
    assert.ok(before < people.count);
    assert.equal((await removals()).length, before);
    await control('Go On');
    await until(async () => (await removals()).length > before + 5);
  });

  it('is named to another account after the extension host was killed in its middle, and goes on as who began it (1 of 3)', async () => {
    const before = (await removals()).length;
    await killed(before);
    await view.message(leftBehind);
    await view.clearMessages();
    await signedOut();
    const untilKilled = (await removals()).length;
    await view.connect(/^bruno@/);
    await view.message(/left\. adele@\S+ began it; it goes on under that account only: connect as it first\./);
    await view.workbench().run('Shared Profiles: Go On With Unfinished Run…');
    await view.message('No run of the signed-in tenants is unfinished.');
    assert.equal((await removals()).length, untilKilled);
    await view.clearMessages();
    await signedOut();
    await view.connect();
    await goneOn(untilKilled);
  });

  for (const time of [2, 3]) {
    it(`is offered again after the extension host was killed in its middle (${time} of 3)`, async () => {
      const before = (await removals()).length;
      await killed(before);
      await goneOn(before);
    });
  }

  it('ends with everybody of the home tenant removed once and nobody else, and says so', async function () {
    this.timeout(300_000);
    await until(async () => (await removals()).length >= people.count * 0.8 && !(await isRunning()));
    await view.workbench().run('Notifications: Show Notifications');
    await view
      .workbench()
      .notification(/Remove Personal Data: removed: \d+/)
      .waitFor({ timeout: 100_000 });
    const done = await removals();
    assert.equal(new Set(done.map(({ userId }) => userId)).size, done.length);
    assert.ok(done.every(({ again }) => !again));
    assert.equal(new Set(done.map(({ otherTenantId }) => otherTenantId)).size, 1);
    assert.equal((await verifyJournal(await journalFile())).kind, 'intact');
  });

  it('shows the timeline and proves the journal', async () => {
    await view.clearMessages();
    await view.workbench().run('Shared Profiles: Verify Journal');
    await view.workbench().page.locator('.tab.active', { hasText: 'journal' }).waitFor();
    const check = await view.workbench().editorText(/whole lines cut off its end/);
    assert.match(check, /The journal is intact/);
    await view.workbench().run('Shared Profiles: Show Timeline');
    await view.workbench().page.locator('.tab.active', { hasText: 'timeline' }).waitFor();
    const text = await view.workbench().editorText(/Looked up: gone/);
    assert.match(text, /The journal is intact/);
    await view.workbench().screenshot('timeline');
    assert.ok(!(await readFile(await journalFile(), 'utf8')).includes('Cassano'));
  });

  it('compares the plan that was run with another one, person by person', async () => {
    const tree = await view.open(/^Fabrikam/, /^Inbound/);
    await tree.reveal(homeTenants.other);
    await tree.choose(homeTenants.other, 'What If: Remove Personal Data…');
    await view.giveReason('request 4712');
    await view.workbench().page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    await view.workbench().run('Shared Profiles: Compare Plan With…');
    await choosePath(view.workbench(), planFile);
    await view.workbench().page.locator('.tab.active', { hasText: 'comparison' }).waitFor();
    const text = await view.workbench().editorText(/Two plans compared/);
    await view.workbench().screenshot('comparison');
    assert.match(text, new RegExp(`The same in both: 0\\. [^]*Only in the second:\\s+${people.count}\\.`));
    assert.match(text, /Reason +request 4712 +request 4711/);
  });

  async function killed(before: number): Promise<void> {
    assert.ok(before < people.count);
    await view.workbench().crashExtensionHost();
    await view.workbench().reload();
    await view.signedInAgain();
  }

  async function goneOn(before: number): Promise<void> {
    const { dialog } = view.workbench();
    await view.answerMessage(leftBehind, 'Go On…');
    assert.match(await dialog.text(), /Whoever is done is not met again/);
    await dialog.press('Go On');
    await dialog.box.getByText('Allow export and removal').waitFor();
    await dialog.press(/^Unlock/);
    await until(async () => (await removals()).length > before + 20);
  }

  async function signedOut(): Promise<void> {
    await view.workbench().run('Shared Profiles: Disconnect');
    await view.tree().items(1).first().waitFor({ state: 'hidden' });
  }

  async function isRunning(): Promise<boolean> {
    return /Removing \d/.test(await view.workbench().page.locator('.part.statusbar').innerText());
  }
});
