import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { useProfilesView } from '../support/profilesView';
import { useWorkbench } from '../support/workbench';

describe('bad days', () => {
  const view = useProfilesView(['--inbound', '300', '--outbound', '20']);
  const readAgain = async (): Promise<void> => {
    await view.open(/^Fabrikam/);
    await view.refresh('Inbound');
  };

  afterEach(() => view.sandbox().clearFaults());

  it('says which permission is missing when the service refuses, and the tree stays usable', async () => {
    await view.connect();
    await view.workbench().run('Shared Profiles: Connect…');
    await view.workbench().quickInput.pick(/As Somebody of the Sandbox/);
    await view.workbench().quickInput.fill('without permissions');
    await view.workbench().quickInput.pick(/^Sandbox app without permissions, Fabrikam/);
    const refused = view
      .tree()
      .items(2)
      .filter({ hasText: /^InboundAccess denied/ });
    await refused.waitFor();
    await view.tree().expand(/^Inbound, Access denied/);
    const scope = /CrossTenantUserProfileSharing\.Read\.All/;
    await view.complaint(/^Access denied, .*CrossTenantUserProfileSharing\.Read\.All/, scope);
    await view.answerMessage(scope, 'Copy Details');
    const details = await view.workbench().takeClipboard();
    assert.match(details, /^Status: 403$/m);
    assert.match(details, /^Request id: [0-9a-f-]{36}$/m);
    await view.clearMessages();
    await view.tree().choose(/^95796b97|^Fabrikam, application/, 'Disconnect');
    await view
      .tree()
      .item(/^Fabrikam, adele/)
      .waitFor();
  });

  it('says that an answer was not readable, and reads again when asked to', async () => {
    await view.sandbox().addFaults({ fault: 'htmlErrorPage', operations: ['listInboundSharedUserProfiles'], status: 200 });
    await readAgain();
    await view
      .tree()
      .item(/^Inbound, Answer not readable/)
      .waitFor();
    await view.sandbox().clearFaults();
    await view.tree().expand(/^Inbound/);
    await view.tree().openRow('Retry', view.tree().item(/^Inbound, 300 people/));
  });

  it('counts down while the service wants to be left alone, and goes on by itself', async () => {
    await view.sandbox().addFaults({ fault: 'throttled', operations: ['listInboundSharedUserProfiles'], count: 1, retryAfterSeconds: 8 });
    await readAgain();
    const row = view.tree().item(/^Inbound, throttled, goes on in \d s/);
    const inStatusBar = view.workbench().page.getByRole('button', { name: /Throttled: \d s/ });
    await Promise.all([row.waitFor(), inStatusBar.waitFor()]);
    await view
      .tree()
      .item(/^Inbound, 300 people/)
      .waitFor();
  });

  it('counts rows that cannot be read, and shows them', async () => {
    await view.sandbox().addFaults({ fault: 'wrongShapedRows', operations: ['listInboundSharedUserProfiles'] });
    await readAgain();
    await view.tree().expand(/^Inbound/);
    await view
      .tree()
      .openRow(
        /^Rows that cannot be read: \d+, kept as they came$/,
        view.workbench().page.locator('.tab.active', { hasText: 'inbound.md' }),
      );
    await view.workbench().editorText(/# Rows that cannot be read/);
  });

  it('says so when a profile is no longer there', async () => {
    await readAgain();
    await view
      .tree()
      .item(/^Inbound, 300 people/)
      .waitFor();
    await view.open(/^Fabrikam/, /^Inbound/, /^Contoso,/);
    await view.act(/@contoso\.onmicrosoft/, 'Remove Personal Data…');
    await view.workbench().dialog.press('Remove Personal Data');
    const removed = view.tree().item(/, removed, .*@contoso/);
    await removed.waitFor();
    await view.tree().openRow(/, removed, .*@contoso/, view.workbench().page.locator('.tab.active', { hasText: /[0-9a-f-]{36}\.md/ }));
    await view.workbench().editorText(/This profile is no longer there/);
  });

  it('shows hostile names with every character, in lists and in questions', async () => {
    const { quickInput, dialog } = view.workbench();
    for (const [words, shown] of [
      ['bidioverride', 'Anna ⟨U+202E⟩gnp.exe⟨U+202C⟩ Ek'],
      ['commandlink', '[click] (command:workbench.action.quit)'],
      ['terminalescape', '⟨escape⟩[2J⟨escape⟩[31mred'],
    ] as const) {
      await view.workbench().run('Shared Profiles: Remove Personal Data…');
      await quickInput.pick(/^Inbound/);
      await quickInput.fill(words);
      await quickInput.pick(new RegExp(`, ${words}[^,]*@`));
      await view.giveReason();
      const question = await dialog.text();
      assert.ok(question.includes(shown), question);
      assert.equal(await dialog.box.getByRole('link').count(), 0);
      await dialog.cancel();
    }
  });
});

describe('a sandbox that is not there', () => {
  const workbench = useWorkbench({ settings: { 'sharedProfiles.sandbox.address': 'http://127.0.0.1:9' } });

  it('is said to be out of reach', async () => {
    await workbench().openSideBar();
    await workbench().run('Shared Profiles: Connect to the Sandbox');
    await workbench().run('Notifications: Show Notifications');
    await workbench()
      .notification(/Nothing answers|could not be reached/)
      .first()
      .waitFor();
  });
});

describe('a sandbox elsewhere than on this machine', () => {
  const workbench = useWorkbench({ settings: { 'sharedProfiles.sandbox.address': 'https://graph.example.com' } });

  it('is refused before anything is sent there', async () => {
    await workbench().openSideBar();
    await workbench().run('Shared Profiles: Connect to the Sandbox');
    await workbench().run('Notifications: Show Notifications');
    await workbench()
      .notification(/does not work here/)
      .first()
      .waitFor();
  });
});
