import { becomes, doUntil } from './until';
import type { Workbench } from './workbench';

/**
 * Names a folder or a file in the dialog that a window on a server has for it: it writes into its field itself until it has listed the folder
 * that it opens with.
 */
export async function choosePath({ quickInput, page }: Workbench, path: string): Promise<void> {
  await page.waitForFunction('document.querySelector(".quick-input-widget .quick-input-filter input")?.value.startsWith("/")');
  await quickInput.box.locator('.quick-input-list-entry').first().waitFor();
  await doUntil(
    () => quickInput.fill(path),
    async () => !(await becomes(async () => (await quickInput.field.inputValue()) !== path, 500)),
  );
  await page.keyboard.press('Enter');
  await quickInput.box.waitFor({ state: 'hidden' });
}

/** Answers what a new case asks, and waits until the case is open. */
export async function makeCase(workbench: Workbench, folder: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.run('Shared Profiles: New Case…');
  await quickInput.answer('IR-2026-014');
  await quickInput.box.getByText('New Case (2/3)').waitFor();
  await quickInput.answer('Breach at a partner');
  await quickInput.box.getByText('New Case (3/3)').waitFor();
  await quickInput.accept();
  await quickInput.box.getByText('Where the case is kept').waitFor();
  await choosePath(workbench, folder);
  await workbench.page.getByRole('button', { name: /IR-2026-014 · / }).waitFor();
}
