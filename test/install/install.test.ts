import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import { signInOnPage } from '../support/signInPage';
import { vsixFile } from '../support/vsix';
import { useWorkbench } from '../support/workbench';

describe('the packaged extension in a clean VS Code', () => {
  before('the package is there', () => {
    assert.ok(existsSync(vsixFile()), 'run `npm run package` first');
  });

  const workbench = useWorkbench({ development: false, vsix: [vsixFile()] });

  it('activates and lists the sandbox', async () => {
    await workbench().openSideBar();
    await signInOnPage(workbench(), () => workbench().run('Shared Profiles: Connect to the Sandbox'), /^Adele/);
    const tree = workbench().tree(/profiles/i);
    await tree.item(/Fabrikam/).waitFor({ state: 'visible' });
    await tree.expand(/Fabrikam/);
    await tree.expand(/Inbound/);
    await tree.items(3).first().waitFor({ state: 'visible' });
    assert.ok((await tree.items(3).count()) > 0);
  });

  it('does the main job: finds somebody, makes a plan, and sends nothing', async () => {
    const tree = workbench().tree(/profiles/i);
    await tree.reveal(/^Litware,/);
    await tree.expand(/^Litware,/);
    await tree.items(4).first().waitFor();
    const person = (await tree.items(4).first().getAttribute('aria-label')) ?? '';
    await tree.choose(person, 'What If: Remove Personal Data…');
    await workbench().quickInput.answer('a first look');
    await workbench().page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    await workbench().editorText(/Reason +a first look/);
  });
});
