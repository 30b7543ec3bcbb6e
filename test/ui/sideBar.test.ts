import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useWorkbench } from '../support/workbench';

describe('the Shared Profiles side bar', () => {
  const workbench = useWorkbench();

  it('opens from the activity bar', async () => {
    const sideBar = await workbench().openSideBar();
    assert.match(await sideBar.innerText(), /shared profiles/i);
  });

  it('comes back after the window is loaded again', async () => {
    await workbench().reload();
    const sideBar = await workbench().openSideBar();
    assert.match(await sideBar.innerText(), /shared profiles/i);
  });

  it('comes back after the extension host and the server have crashed', async () => {
    await workbench().crashExtensionHost();
    await workbench().restartServer();
    const sideBar = await workbench().openSideBar();
    assert.match(await sideBar.innerText(), /shared profiles/i);
  });
});
