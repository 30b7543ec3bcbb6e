import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { accessibilityViolations } from '../support/axe';
import { useProfilesView } from '../support/profilesView';
import { until } from '../support/until';
import { appears, clickUntil } from '../support/widgets';
import type { Theme } from '../support/workbench';

const themes: readonly Theme[] = ['light', 'dark', 'high contrast'];

for (const theme of themes) {
  describe(`what people see, ${theme}`, () => {
    const view = useProfilesView([], { theme, settings: { 'workbench.startupEditor': 'none', 'workbench.layoutControl.enabled': false } });
    const picture = (name: string): Promise<void> => view.workbench().screenshot(`${name}-${theme.replaceAll(' ', '-')}`);

    it('welcomes', async () => {
      const sideBar = await view.workbench().openSideBar();
      await sideBar.getByRole('button', { name: 'Connect to the Sandbox' }).waitFor();
      await view.workbench().page.mouse.move(800, 400);
      await picture('welcome');
    });

    it('shows who is here, from where, and everything about their organisation', async () => {
      await view.connect();
      const tree = await view.open(/^Fabrikam/, /^Inbound/);
      await tree.item(/^Contoso, 143,/).waitFor();
      await tree.choose(/^Contoso, 143,/, 'Show Tenant Details');
      const page = view.workbench().webview();
      await page.getByRole('heading', { level: 1, name: 'Contoso' }).waitFor();
      await page.locator('.count.known').nth(1).waitFor();
      assert.deepEqual(await accessibilityViolations(page), []);
      await tree.expand(/^Litware,/);
      await view.workbench().page.mouse.move(800, 700);
      await picture('browse');
    });

    it('answers who is affected when a partner was hit', async () => {
      await view.workbench().run('Shared Profiles: A Partner Was Hit…');
      await view.workbench().quickInput.fill('northwind');
      await view.workbench().quickInput.pick(/^Northwind Traders/);
      const page = view.workbench().webview();
      await page.getByRole('heading', { name: 'Partner hit: Northwind Traders' }).waitFor();
      await page.locator('.row:not(.pending)').first().waitFor();
      await page.locator('#grid[aria-busy="false"]').waitFor();
      const selected = page.getByRole('row', { selected: true }).first();
      await clickUntil(page.getByRole('button', { name: 'Select All Shown' }), () => appears(selected));
      const facets = page.locator('#facets');
      await until(async () => !(await facets.innerText()).includes('Reading…'));
      await view.workbench().page.mouse.move(800, 780);
      await picture('triage');
    });

    it('asks before it removes', async () => {
      await view.act(/@litware/, 'Remove Personal Data…');
      await view.workbench().dialog.text();
      await picture('remove');
      await view.workbench().dialog.cancel();
    });

    it('shows what went wrong, and what to do about it', async () => {
      await view
        .sandbox()
        .addFaults(
          { fault: 'missingScope', operations: ['listOutboundSharedUserProfiles'] },
          { fault: 'nextLinkLoop', operations: ['listInboundSharedUserProfiles'], nth: 1 },
        );
      const tree = await view.open(/^Fabrikam/, /^Outbound/);
      await view.refresh('Inbound');
      await tree.item(/^Inbound, .*not complete/).waitFor();
      await view.refresh('Outbound');
      await tree.item(/^Access denied/).waitFor();
      await tree.expand(/^Inbound/);
      await view.complaint(/^Not complete/, /The list broke off/);
      await picture('refused');
      await view.clearMessages();
    });
  });
}
