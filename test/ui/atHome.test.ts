import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import manifest from '../../package.json';
import { useProfilesView } from '../support/profilesView';

/** A folder whose settings want every setting of ours to be something else. */
function hostileFolder(address: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
  const settings = Object.entries(manifest.contributes.configuration.properties).map(([id, property]) => [
    id,
    property.type === 'integer' ? 60 : address,
  ]);
  mkdirSync(path.join(folder, '.vscode'));
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(Object.fromEntries(settings)));
  return folder;
}

const asked: string[] = [];
const elsewhere: Server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('{}');
});
const folder = { path: '' };

describe('at home in VS Code, in a workspace that is hostile', () => {
  before('make the workspace', async () => {
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    folder.path = hostileFolder(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
  });
  const options = {
    get folder() {
      return folder.path;
    },
    settings: { 'terminal.integrated.gpuAcceleration': 'off' },
  };
  const view = useProfilesView([], options);
  after('take the workspace away', () => {
    elsewhere.close();
    rmSync(folder.path, { recursive: true, force: true });
  });

  it('opens its first steps with pictures', async () => {
    const { page } = view.workbench();
    const sideBar = await view.workbench().openSideBar();
    await sideBar.getByText('Show First Steps').click();
    await page.getByText('First Steps with Shared Profiles').first().waitFor();
    const steps = page.locator('.getting-started-step');
    await steps.nth(4).waitFor();
    assert.equal(await steps.count(), 5);
    await view.workbench().screenshot('firstSteps');
  });

  it('connects where the person said, not where the workspace wants to', async () => {
    await view.connect();
    assert.ok((await view.sandbox().ledger()).requests.total > 0);
    assert.deepEqual(asked, []);
  });

  it('copies a person as a call of another tool, without a token', async () => {
    await view.open(/^Fabrikam/, /^Inbound/, /^Litware,/);
    await view.tree().choose(/@litware/, 'Copy As…');
    const { quickInput } = view.workbench();
    await quickInput.pick(/^Remove the personal data/);
    await quickInput.pick(/^Graph PowerShell/);
    const text = await view.workbench().takeClipboard();
    assert.match(text, /Connect-MgGraph/);
    assert.match(text, /^Remove-MgBetaDirectoryInboundSharedUserProfilePersonalData -InboundSharedUserProfileUserId '[^']+' -WhatIf$/m);
    assert.doesNotMatch(text, /eyJ/);
  });

  it('opens a plan as a script to be reviewed', async () => {
    const { quickInput } = view.workbench();
    await view.tree().choose(/@litware/, 'What If: Remove Personal Data…');
    await quickInput.answer('only looking');
    await view.workbench().page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    await view.workbench().run('Shared Profiles: Open as Script…');
    await view
      .workbench()
      .page.locator('.tab.active', { hasText: /Untitled|# Plan/ })
      .waitFor();
    const script = await view.workbench().editorText();
    assert.match(script, /# Plan: remove the personal data of 1 inbound profiles/);
    assert.match(script, /# Reason: only looking/);
    assert.match(script, /-WhatIf/);
  });

  it('lists recent requests and says what came of each', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Show Recent Requests');
    await quickInput.fill('GET /directory/inbound');
    await quickInput.pick(/^200 +GET \/directory\/inboundSharedUserProfiles,.*Answered/);
    await view
      .workbench()
      .page.locator('.tab.active', { hasText: /^request-/ })
      .waitFor();
    assert.match(await view.workbench().editorText(), /Diagnosis: Answered/);
  });

  it('removes somebody from the console only after the same question as from the menu', async () => {
    const { page, dialog } = view.workbench();
    const label =
      (await view
        .tree()
        .item(/@litware/)
        .getAttribute('aria-label')) ?? '';
    await view.tree().choose(label, 'Copy Id');
    const userId = await view.workbench().takeClipboard();
    await view.workbench().run('Shared Profiles: Open Console');
    const screen = page.locator('.terminal-wrapper.active .xterm-rows');
    await screen.getByText('Fabrikam adele@').first().waitFor();
    await page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    await page.keyboard.type('Remove-MgBetaDirectoryI');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`-I ${userId}`);
    await page.keyboard.press('Enter');
    const unlock = dialog.box.getByRole('button', { name: /^Unlock for 15/ });
    await unlock.click();
    await unlock.waitFor({ state: 'hidden' });
    const question = await dialog.text();
    assert.match(question, /Remove the personal data of /);
    assert.ok(question.includes(`User id ends in: ${userId.slice(-6)}`));
    assert.equal(await dialog.focusedButton(), 'Cancel');
    await dialog.press('Remove Personal Data');
    await screen.getByText('In the journal: removal requested').first().waitFor();
    const removed = (await view.sandbox().ledger()).changes.filter(({ kind }) => kind === 'remove');
    assert.deepEqual(
      removed.map((change) => change.userId),
      [userId],
    );
    await view.workbench().screenshot('console');
    assert.deepEqual(asked, []);
  });

  it('finds people and refreshes from the keyboard', async () => {
    const { page, quickInput } = view.workbench();
    await view
      .tree()
      .item(/^Fabrikam/)
      .click();
    await page.keyboard.press('ControlOrMeta+f');
    await quickInput.fill('dalia contoso');
    await quickInput.pick(/^Dalia Haddad/);
    await quickInput.pick('Show Profile');
    await page.locator('.tab.active', { hasText: '.md' }).waitFor();
    await view.sandbox().resetLedger();
    await view
      .tree()
      .item(/^Fabrikam/)
      .click();
    await page.keyboard.press('F5');
    for (let tries = 0; (await view.sandbox().ledger()).requests.total === 0; tries += 1) {
      assert.ok(tries < 100, 'nothing was read anew');
      await page.waitForTimeout(100);
    }
  });
});
