import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import manifest from '../../package.json';
import { containerNameOf, startAzurite, type Azurite } from '../support/azurite';
import { inRepository } from '../support/places';
import { useProfilesView } from '../support/profilesView';
import { becomes, doUntil } from '../support/until';
import { appears, clickUntil } from '../support/widgets';

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

const partsOf = (svg: string): number => [...svg.matchAll(/<(?:rect|path|circle)\b/g)].length;

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
  let storage: Azurite | undefined;
  before('start a storage emulator', async function () {
    this.timeout(60_000);
    storage = await startAzurite();
  });
  after(() => storage?.stop());
  after('take the workspace away', () => {
    elsewhere.close();
    rmSync(folder.path, { recursive: true, force: true });
  });

  it('opens its first steps with pictures', async () => {
    const { page } = view.workbench();
    const sideBar = await view.workbench().openSideBar();
    await clickUntil(sideBar.getByText('Show First Steps'), () => appears(page.getByText('First Steps with Shared Profiles').first()));
    const steps = page.locator('.getting-started-step');
    await steps.nth(4).waitFor();
    assert.equal(await steps.count(), 5);
    await page.setViewportSize({ width: 1440, height: 900 });
    const picture = page
      .locator('.getting-started-media')
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe#active-frame')
      .locator('svg');
    for (const { id } of manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps)) {
      const parts = partsOf(readFileSync(inRepository('media', 'walkthrough', `${id}.svg`), 'utf8'));
      await clickUntil(steps.filter({ hasText: new RegExp(`^${id}`, 'i') }), () =>
        becomes(async () => (await picture.isVisible()) && partsOf(await picture.innerHTML()) === parts, 5000),
      );
    }
    await view.workbench().screenshot('firstSteps');
    await page.setViewportSize({ width: 1280, height: 800 });
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
    const script = await view.workbench().editorText(/# Plan: /);
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
    await view.workbench().editorText(/Diagnosis: Answered/);
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
    await dialog.press(/^Unlock for 15/);
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

  it('exports somebody from the console, to the end of the export', async () => {
    const { page, dialog, quickInput } = view.workbench();
    const location = (await storage?.newSasUrl()) ?? assert.fail('no storage');
    await view.open(/^Fabrikam/, /^Inbound/, /^Relecloud,/);
    await view.tree().choose(/@relecloud/, 'Copy Id');
    const userId = await view.workbench().takeClipboard();
    const screen = page.locator('.terminal-wrapper.active .xterm-rows');
    await page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    await page.keyboard.type('Export-MgBetaDirectoryI');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`-I ${userId}`);
    await page.keyboard.press('Enter');
    await quickInput.fill(location);
    assert.equal(await quickInput.field.getAttribute('type'), 'password');
    await quickInput.accept();
    const question = await dialog.text();
    assert.match(question, /Export the personal data of /);
    assert.ok(question.includes(containerNameOf(location)));
    await dialog.press('Export Personal Data');
    await screen.getByText('In the journal: export accepted').first().waitFor();
    assert.doesNotMatch(await screen.innerText(), /sig=/);
    await view.sandbox().advanceClock(1_200_000);
    const tree = await view.open(/^Fabrikam/, /^Exports/);
    await tree.pressInline(/^Exports/, /^Look at Running Exports Now/, () => appears(tree.item(/^[^,]+, complete$/)));
    const [blob] = (await storage?.blobs(containerNameOf(location))) ?? [];
    assert.equal((JSON.parse(blob?.content ?? '{}') as { readonly userId?: string }).userId, userId);
  });

  it('finds people and refreshes from the keyboard', async () => {
    const { page, quickInput } = view.workbench();
    const pressInTree = async (key: string): Promise<void> => {
      await (await view.tree().reveal(/^Fabrikam/)).click();
      await page.keyboard.press(key);
    };
    await doUntil(
      () => pressInTree('ControlOrMeta+f'),
      () => appears(quickInput.box),
    );
    await quickInput.fill('dalia contoso');
    await quickInput.pick(/^Dalia Haddad/);
    await quickInput.pick('Show Profile');
    await page.locator('.tab.active', { hasText: '.md' }).waitFor();
    await view.sandbox().resetLedger();
    await doUntil(
      () => pressInTree('F5'),
      () => becomes(async () => (await view.sandbox().ledger()).requests.total > 0, 5000),
    );
  });

  it('deletes everything it keeps, after saying what that is and what stays', async () => {
    const { dialog, server } = view.workbench();
    const kept = path.join(server.userData, 'User', 'globalStorage', `${manifest.publisher}.${manifest.name}`);
    assert.ok(existsSync(path.join(kept, 'actions')));
    await view.workbench().run('Shared Profiles: Delete All Local Data…');
    const question = await dialog.text();
    assert.match(question, /Sign-ins that are forgotten: 1\b/);
    assert.match(question, /Tenants whose journal, plans and policy are deleted: 1\b/);
    assert.match(question, /Left: the folders of cases/);
    assert.equal(await dialog.focusedButton(), 'Cancel');
    await dialog.press('Delete All Local Data');
    await view.message(/All local data is deleted\. Left: /);
    assert.equal(existsSync(kept), false);
    await view.workbench().reload();
    const sideBar = await view.workbench().openSideBar();
    await sideBar.getByRole('button', { name: 'Connect to the Sandbox' }).waitFor();
    assert.equal(existsSync(path.join(kept, 'actions')), false);
  });
});
