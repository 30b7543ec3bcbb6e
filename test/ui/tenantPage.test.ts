import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FrameLocator } from 'playwright-core';
import { accessibilityViolations } from '../support/axe';
import { useProfilesView } from '../support/profilesView';
import { appears, clickAway, clickUntil } from '../support/widgets';

describe('the page of a tenant', () => {
  const view = useProfilesView();
  const page = (): FrameLocator => view.workbench().webview();
  const show = async (name: string): Promise<void> => {
    await view.workbench().run('Shared Profiles: Show Tenant Details');
    await view.workbench().quickInput.fill(name);
    await view.workbench().quickInput.pick(new RegExp(name));
  };

  it('shows what Graph knows of a tenant, and what is shared with it in every signed-in tenant', async () => {
    await view.connect();
    await view
      .tree()
      .item(/^Inbound, 1,000 people, 37 tenants$/)
      .waitFor();
    await view.connect(/^dalia@contoso\.onmicrosoft\.com/);
    await show('northwindtraders');
    await page().getByRole('heading', { level: 1, name: 'Northwind Traders' }).waitFor();
    for (const value of ['northwindtraders.onmicrosoft.com', 'Display name', 'Default domain', 'Tenant id', 'Federation brand']) {
      await page().getByText(value, { exact: true }).first().waitFor();
    }
    await page().getByRole('heading', { level: 3, name: 'Fabrikam' }).waitFor();
    await page().getByRole('heading', { level: 3, name: 'Contoso' }).waitFor();
    await page().locator('.count.known').nth(3).waitFor();
  });

  it('copies by keyboard and keeps the focus while it is drawn anew', async () => {
    const copy = page().getByRole('button', { name: 'Copy Tenant id' });
    await copy.focus();
    await view.workbench().page.keyboard.press('Enter');
    await page().getByRole('status').getByText('Copied').waitFor();
    assert.match(await view.workbench().takeClipboard(), /^[0-9a-f-]{36}$/);
    const readAt = page().getByText(/^Read at /);
    const before = await readAt.innerText();
    await page().getByRole('button', { name: 'Refresh' }).press('Enter');
    await readAt.filter({ hasNotText: before }).waitFor();
    await page().locator('button[data-key="action refresh"]:focus').waitFor();
  });

  it('runs nothing that is not its own', async () => {
    const policy = (await page().locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '';
    assert.match(
      policy,
      /^default-src 'none'; style-src 'self' https:\/\/\*\.vscode-cdn\.net; script-src 'nonce-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
    await show('onerror');
    await page()
      .getByRole('heading', { level: 1, name: /<img src=x onerror=alert\(1\)>/ })
      .waitFor();
    assert.equal(await page().locator('main img').count(), 0);
  });

  it('has no accessibility violation', async () => {
    assert.deepEqual(await accessibilityViolations(page()), []);
  });

  it('says so when there is no such tenant, and what to do', async () => {
    const id = '00000000-1111-2222-3333-444444444444';
    await show(id);
    const alert = page().getByRole('alert');
    assert.match(await alert.innerText(), /No tenant answers to this id or domain\. Check the spelling/);
    await clickUntil(page().getByText('Details'), () => appears(page().getByText('Request id', { exact: true })));
    assert.deepEqual(await accessibilityViolations(page()), []);
  });

  it('says in the view when a domain is not found', async () => {
    await show('nobody-is-here.example');
    await view.message(/No tenant answers to this id or domain/);
    await view.clearMessages();
  });

  it('survives that the window is loaded again', async () => {
    await show('northwindtraders');
    await page().getByRole('heading', { level: 1, name: 'Northwind Traders' }).waitFor();
    await view.workbench().hasStored(/tenantDetails[^]*18bbeb7e/);
    await view.workbench().reload();
    await view
      .workbench()
      .page.getByRole('tab', { name: /^(Northwind Traders|18bbeb7e)/ })
      .click();
    await page().getByRole('heading', { level: 1, name: 'Northwind Traders' }).waitFor();
  });

  it('is found in both directions of every signed-in tenant, from one query', async () => {
    await view.workbench().run('Shared Profiles: Find Profiles…');
    await view.workbench().quickInput.fill('northwind');
    await view
      .workbench()
      .quickInput.box.getByText(/^Find Profiles · [\d,]+ found$/)
      .waitFor();
    await clickAway(view.workbench().quickInput.box.getByRole('button', { name: 'Show all of these in a table' }));
    for (const list of ['Here, in Fabrikam', 'Ours, of Fabrikam', 'Here, in Contoso', 'Ours, of Contoso']) {
      await page()
        .getByRole('tab', { name: new RegExp(`^${list}\\s*[1-9]\\d*$`) })
        .waitFor();
    }
  });
});
