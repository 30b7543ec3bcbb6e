import type { Workbench } from './workbench';

/** Names a folder or a file in the dialog that a window on a server has for it: it writes into its field itself until it has opened. */
export async function choosePath({ quickInput, page }: Workbench, path: string): Promise<void> {
  await page.waitForFunction('document.querySelector(".quick-input-widget .quick-input-filter input")?.value.startsWith("/")');
  for (let attempt = 0; attempt < 5 && (await quickInput.field.inputValue()) !== path; attempt += 1) {
    await quickInput.fill(path);
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('Enter');
  await quickInput.box.waitFor({ state: 'hidden' });
}

/** Answers what a new case asks. */
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
}
