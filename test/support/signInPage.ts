import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Name } from './widgets';
import type { Workbench } from './workbench';

/** The menus and questions before the page take their time too. */
const slowestMs = 110_000;

/** The page of the sign-in service that `open` brings up in the browser. */
export async function pageOpenedBy({ context }: Workbench, open: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([context.waitForEvent('page', { timeout: slowestMs }), open()]);
  await page.waitForLoadState();
  return page;
}

/** Presses the buttons of the sign-in page in turn, and gives how the last page ends. */
export async function press(page: Page, ...buttons: readonly Name[]): Promise<string> {
  for (const name of buttons) {
    await page.getByRole('button', { name }).click();
  }
  const heading = page.getByRole('heading', { name: /^You are (not )?signed in$/ });
  await heading.waitFor();
  const text = await heading.innerText();
  await page.close();
  return text;
}

/** Signs in on the page that `open` brings up. */
export async function signInOnPage(workbench: Workbench, open: () => Promise<unknown>, ...buttons: readonly Name[]): Promise<void> {
  assert.equal(await press(await pageOpenedBy(workbench, open), ...buttons), 'You are signed in');
}
