import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { useProfilesView } from '../support/profilesView';

describe('triage in a real VS Code', () => {
  const view = useProfilesView(['--inbound', '20000']);
  const page = () => view.workbench().webview();
  const changes = async () => (await view.sandbox().ledger()).changes;

  before('connect', async function () {
    this.timeout(90_000);
    await view.connect();
  });
  it('our service was hit: everyone, with a bar for each home organisation', async () => {
    await view.workbench().run('Shared Profiles: Our Service Was Hit');
    await page().getByRole('heading', { name: 'Our service was hit' }).waitFor();
    await page().getByText('20,000 rows').waitFor();
    const grid = page().getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), '20001');
    await page()
      .getByRole('button', { name: /^Northwind Traders, [\d,]+ rows, [\d.]+ %$/ })
      .waitFor();
    await page().locator('.row:not(.pending)').first().waitFor();
    await view.workbench().screenshot('triageService');
  });

  it('narrows down by typing and by organisation, and finds by keyboard', async () => {
    await page().getByRole('searchbox', { name: 'Filter' }).fill('dalia');
    await page()
      .getByText(/^\d+ of 20,000 rows/)
      .waitFor();
    await page()
      .getByRole('row', { name: /Dalia Haddad/ })
      .first()
      .waitFor();
    await page().getByRole('searchbox', { name: 'Filter' }).fill('');
    await page()
      .getByRole('button', { name: /^Northwind Traders,/ })
      .click();
    await page()
      .getByText(/^[\d,]+ of 20,000 rows/)
      .waitFor();
    await page()
      .getByRole('button', { name: /^Northwind Traders,/, pressed: true })
      .click();
    await page()
      .getByText(/^20,000 rows/)
      .waitFor();
    await page().getByRole('grid').focus();
    await view.workbench().page.keyboard.press('End');
    await page().getByRole('row', { selected: false }).last().waitFor();
    await page().locator('.row.active[aria-rowindex="20001"]').waitFor();
  });

  it('selects everything that the filter lets through, and nothing else', async () => {
    await page()
      .getByRole('button', { name: /^Northwind Traders,/ })
      .click();
    const summary = page().locator('#summary');
    await summary.getByText(/ of 20,000 rows$/).waitFor();
    await page().getByRole('grid').focus();
    await view.workbench().page.keyboard.press('Control+a');
    await summary.getByText(/selected/).waitFor();
    const text = (await summary.textContent()) ?? '';
    const [, shown, selected] = /^([\d,]+) of 20,000 rows · ([\d,]+) selected/.exec(text) ?? [];
    assert.equal(shown, selected);
  });

  it('plans a removal of one person without sending anything', async () => {
    await page().getByRole('button', { name: 'Select None' }).click();
    await page().locator('.row').first().click();
    await page()
      .locator('#summary')
      .getByText(/ 1 selected/)
      .waitFor();
    await page().getByRole('button', { name: 'Plan Removal…' }).click();
    await view.workbench().page.getByText('Why? The reason is kept in the plan and in the journal.').waitFor();
    await view.workbench().page.keyboard.press('Escape');
  });

  it('a partner was hit: their people here and our people there', async () => {
    await view.workbench().run('Shared Profiles: A Partner Was Hit…');
    await view.workbench().quickInput.fill('northwind');
    await view.workbench().quickInput.pick(/^Northwind Traders/);
    await page().getByRole('heading', { name: 'Partner hit: Northwind Traders' }).waitFor();
    await page()
      .getByRole('tab', { name: /^Our people of Fabrikam there\s*\d+$/ })
      .click();
    await page()
      .getByText(/^[\d,]+ rows$/)
      .waitFor();
    await page().locator('.row:not(.pending)').first().waitFor();
    await view.workbench().screenshot('triagePartner');
  });

  it('a user was hit: the organisations that hold their data', async () => {
    await view.workbench().run('Shared Profiles: A User Was Hit…');
    await view.workbench().quickInput.pick(/^[0-9a-f-]{36}/);
    await page()
      .getByRole('heading', { name: /^User hit: [0-9a-f-]{36}$/ })
      .waitFor();
    await page()
      .getByText(/^\d+ rows$/)
      .waitFor();
  });

  it('changed nothing', async () => {
    assert.deepEqual(await changes(), []);
  });
});
