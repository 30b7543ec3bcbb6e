import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'mocha';
import type { Locator } from 'playwright-core';
import { accessibilityViolations } from '../../support/axe';
import { doUntil, until } from '../../support/until';
import { appears, clickUntil } from '../../support/widgets';
import type { CaseAtHand, SavedRow } from './caseAtHand';

/** Works on the register of a case in its page. */
export function registerSteps({ view, inCase, register }: CaseAtHand): void {
  const page = () => view.workbench().webview();
  const keyboard = () => view.workbench().page.keyboard;
  const northwind = (): Locator => page().getByRole('row', { name: /^Northwind Traders/ });
  const field = (title: string): Locator =>
    page().getByLabel(`Northwind Traders: ${title}`, { exact: true }).locator('input, select').first();
  const kept = (isSo: (row: SavedRow) => boolean): Promise<unknown> =>
    until(async () => {
      const [row] = await register();
      return row !== undefined && isSo(row);
    });

  it('keeps the register as its rows are worked on, in the page', async () => {
    await view.workbench().run('Shared Profiles: Show Register');
    await page().getByRole('heading', { name: 'Notification register' }).waitFor();
    await clickUntil(northwind().locator('.cell').first(), () => appears(page().locator('#summary', { hasText: / 1 selected/ })));
    const sent = page().getByRole('row', { name: /^Northwind Traders.* Sent / });
    await clickUntil(page().getByRole('button', { name: 'Sent', exact: true }), () => appears(sent));
    assert.equal((await register())[0]?.status, 'sent');
    assert.match(await readFile(inCase('register', view.sandbox().tenantId(), 'register.csv'), 'utf8'), /,sent,/);
    await view.workbench().screenshot('triageRegister');
  });

  it('changes a cell where it stands, by keyboard, and says in it what cannot be kept', async () => {
    await doUntil(
      () => page().getByRole('grid').press('F2'),
      () => appears(field('Contact')),
    );
    await field('Contact').fill('Ada, soc@');
    await keyboard().press('Enter');
    await page().getByRole('alert').getByText('“soc@” is not an e-mail address.').waitFor();
    assert.deepEqual(await accessibilityViolations(page()), []);
    await field('Contact').fill('Ada, soc@northwind.example');
    await keyboard().press('Tab');
    await field('Status').waitFor();
    await kept(({ contacts }) => contacts[0]?.name === 'Ada' && contacts[0].email === 'soc@northwind.example');
    await field('Status').selectOption('notNeeded');
    await keyboard().press('Enter');
    await keyboard().press('Enter');
    await page().getByRole('alert').getByText('Say why nobody has to be told.').waitFor();
    await keyboard().type('They told us');
    await keyboard().press('Tab');
    await field('Since (UTC)').fill('yesterday');
    await keyboard().press('Enter');
    await page().getByRole('alert').getByText('Write the time in UTC').waitFor();
    await field('Since (UTC)').fill('2026-03-01 07:30');
    await keyboard().press('Tab');
    await field('Note').fill('by phone');
    await keyboard().press('Enter');
    await kept(
      ({ status, reason, dates, note }) =>
        status === 'notNeeded' && reason === 'They told us' && dates['notNeeded'] === '2026-03-01T07:30:00.000Z' && note === 'by phone',
    );
  });

  it('changes a cell by mouse, and keeps what was typed when the cell is left', async () => {
    await northwind().locator('.cell').nth(6).dblclick();
    await field('Note').fill('by letter');
    await page().getByRole('heading', { name: 'Notification register' }).click();
    await kept(({ note }) => note === 'by letter');
    await northwind().locator('.cell').nth(4).dblclick();
    await page().getByRole('option', { name: 'To do' }).click();
    await kept(({ status, reason }) => status === 'toDo' && reason === null);
  });

  it('names the people of a row on demand', async () => {
    await northwind().locator('.cell').first().dblclick();
    await page().getByRole('heading', { name: 'In the register: Northwind Traders' }).waitFor();
    await page()
      .getByText(/^[\d,]+ rows$/)
      .waitFor();
    await page()
      .getByRole('row', { name: /@northwindtraders/ })
      .first()
      .waitFor();
    assert.equal(await page().getByRole('grid').getAttribute('aria-rowcount'), String(((await register())[0]?.people ?? 0) + 1));
  });
}
