import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inRepository } from '../support/places';
import { useProfilesView } from '../support/profilesView';
import { until } from '../support/until';

describe('in a folder that lies on no disk', () => {
  const view = useProfilesView([], { folder: 'nowhere:/work', extensions: [inRepository('test', 'support', 'virtualFolder')] });

  it('connects, and offers a device code where the editor is in a browser', async () => {
    const { page, quickInput } = view.workbench();
    await view.connect();
    await page.getByRole('tab', { name: /^Explorer/ }).click();
    await page.locator('.part.sidebar').getByText('work').first().waitFor();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.option(/Sign In with a Device Code/).waitFor();
    assert.equal(await quickInput.box.getByText('Sign In with the Browser…', { exact: true }).count(), 0);
    await quickInput.cancel();
  });

  it('shows each call in the log, with its level, status and time', async () => {
    await view.workbench().run('Shared Profiles: Show Log');
    const lines = view.workbench().page.locator('.part.panel .view-line');
    const call = /\[info\]\s+(?:GET|POST)\s+\/\S+\s+200\s+\d+\s+ms\s/;
    await until(async () => (await lines.allInnerTexts()).some((line) => call.test(line)));
    await view.workbench().run('View: Hide Panel');
  });

  it('makes a plan, saves it into that folder, and runs it from there', async () => {
    const { page, quickInput, dialog } = view.workbench();
    await view.open(/^Fabrikam/, /^Inbound/, /^Litware,/);
    await view.tree().choose(/@litware/, 'What If: Remove Personal Data…');
    await quickInput.answer('kept nowhere');
    await page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    await view.workbench().run('Shared Profiles: Save Plan…');
    await until(async () => /^\/work\/remove-inbound-1-.*\.json$/.test(await quickInput.field.inputValue()));
    await quickInput.box.getByRole('button', { name: 'OK' }).click();
    await page.locator('.tab.active', { hasText: /^remove-inbound-1-.*\.json/ }).waitFor();
    await view.workbench().editorText(/"format": "shared-profiles-plan"/);
    await view.workbench().run('Shared Profiles: Run Plan…');
    await dialog.press(/^Unlock for 15/);
    await dialog.text();
    await dialog.press('Remove Personal Data');
    await view
      .tree()
      .item(/, removed, .*@litware/)
      .waitFor();
    const { changes } = await view.sandbox().ledger();
    assert.deepEqual(
      changes.map(({ kind }) => kind),
      ['remove'],
    );
  });
});
