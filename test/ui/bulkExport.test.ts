import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { startAzurite, type Azurite } from '../support/azurite';
import { useProfilesView } from '../support/profilesView';

describe('an export of several people in a real VS Code', () => {
  const view = useProfilesView(['--inbound', '1000', '--export-duration', '1000']);
  let storage: Azurite | undefined;
  before('start a storage emulator', async function () {
    this.timeout(60_000);
    storage = await startAzurite();
  });
  after(() => storage?.stop());

  it('makes a container for each in the account whose signature it was given, after the question', async () => {
    const { dialog, quickInput } = view.workbench();
    await view.connect();
    const tree = await view.open(/^Fabrikam/, /^Inbound/, /^Relecloud,/);
    const rows = tree.items(4);
    const labels = [(await rows.nth(0).getAttribute('aria-label')) ?? '', (await rows.nth(1).getAttribute('aria-label')) ?? ''];
    await tree.select(...labels);
    await view.workbench().page.locator('.tab.active', { hasText: '.md' }).waitFor();
    await view.act(labels[1] ?? '', 'Export Personal Data…');
    await quickInput.pick(/^One storage account/);
    await quickInput.answer(storage?.accountSasUrl() ?? '');
    assert.match(await dialog.text(), /Export the personal data of 2 people\?/);
    await dialog.press('Export Personal Data');
    for (const [index, answer] of ['relecloud.onmicrosoft.com', '2'].entries()) {
      await quickInput.box.getByText(`(${index + 1}/2)`).waitFor();
      await quickInput.answer(answer);
    }
    const exported = async () => (await view.sandbox().ledger()).changes.filter(({ kind }) => kind === 'export');
    for (let tries = 0; (await exported()).length < 2; tries += 1) {
      assert.ok(tries < 300, 'nothing was exported');
      await view.workbench().page.waitForTimeout(100);
    }
    assert.equal((await exported()).length, 2);
  });
});
