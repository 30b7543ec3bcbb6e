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
});
