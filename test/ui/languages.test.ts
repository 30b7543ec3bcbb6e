import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { FrameLocator } from 'playwright-core';
import { accessibilityViolations } from '../support/axe';
import { removeDirectory } from '../support/places';
import { pseudo, pseudoExtension, pseudoLanguage, untranslated } from '../support/pseudoLanguage';
import { bundledSandbox, type TestSandbox } from '../support/sandbox';
import { appears, clickUntil } from '../support/widgets';
import { useWorkbench } from '../support/workbench';

const made: { extension: string; sandbox: TestSandbox | undefined } = { extension: '', sandbox: undefined };

/** Words that are nobody's language: names and ids from the directory, names of products and of what is sent. */
const names =
  /\b(?:Contoso|Fabrikam|Litware|Northwind|Traders|Microsoft|Graph|Entra|JSON|KQL|UTC|SHA|GDPR|PowerShell|cURL|adele|sandbox)\b|[\w.-]+@[\w.-]+|[\w-]+\.(?:onmicrosoft\.com|\w{2,})|[0-9a-f]{8}-[0-9a-f-]{27}/gi;

const words = (text: string): string => untranslated(text).replace(names, ' ');
const hardCoded = (texts: readonly string[]): readonly string[] => texts.filter((text) => /[A-Za-z]{3,}/.test(words(text)));

interface PageTexts {
  readonly texts: readonly string[];
  readonly clipped: readonly string[];
}

/** What a page says in its own words, and what of it does not fit. */
function textsOf(webview: FrameLocator): Promise<PageTexts> {
  return webview.locator('body').evaluate((body: unknown) => {
    interface Seen {
      readonly innerText: string;
      readonly scrollWidth: number;
      readonly clientWidth: number;
      value: string;
      getAttribute(name: string): string | null;
    }
    const page = body as { querySelectorAll(selector: string): Iterable<Seen> };
    const own = 'button, h2, h3, dt, th, label, summary, [role="columnheader"], [role="tab"], [role="status"]';
    const said = [...page.querySelectorAll(own)];
    const hints = [...page.querySelectorAll('input[placeholder]')].filter((element) => element.value === '');
    hints.forEach((element) => (element.value = element.getAttribute('placeholder') ?? ''));
    const clipped = [...said, ...hints]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => element.value || element.innerText);
    hints.forEach((element) => (element.value = ''));
    const spoken = [...page.querySelectorAll('[aria-label], [placeholder], [title]:not([role="gridcell"])')];
    return {
      texts: [
        ...said.map((element) => element.innerText),
        ...spoken.flatMap((element) => ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? '')),
      ],
      clipped,
    };
  });
}

describe('in a language a third longer than English', () => {
  before('make the language', async function () {
    this.timeout(120_000);
    made.sandbox = await bundledSandbox();
    made.extension = await pseudoExtension();
  });
  after(async () => {
    await made.sandbox?.stop();
    await removeDirectory(made.extension);
  });
  const workbench = useWorkbench(() => ({
    extension: made.extension,
    language: pseudoLanguage,
    settings: { 'sharedProfiles.sandbox.address': made.sandbox?.graphEndpoint ?? '' },
  }));
  const tree = () => workbench().tree(pseudo('Shared Profiles'));

  it('welcomes, with nothing that is not translated', async () => {
    const { page } = workbench();
    const buttons = page.locator('.part.sidebar .welcome-view .monaco-button');
    await clickUntil(page.getByRole('tab', { name: pseudo('Shared Profiles') }), () => appears(buttons.nth(1)));
    const texts = await buttons.allInnerTexts();
    assert.deepEqual(hardCoded(texts), []);
    const welcome = await page.locator('.part.sidebar .welcome-view-content p').allInnerTexts();
    assert.ok(welcome.some((text) => text.startsWith('⟦')));
    assert.deepEqual(hardCoded(welcome), []);
    await workbench().screenshot('pseudoWelcome');
    const { quickInput } = workbench();
    await clickUntil(buttons.first(), () => appears(quickInput.option(pseudo('As Somebody of the Sandbox…'))));
    assert.deepEqual(hardCoded(await quickInput.options()), []);
    await quickInput.pick(pseudo('As Somebody of the Sandbox…'));
    await quickInput.pick(/^adele@/);
    await tree()
      .item(/^Fabrikam/)
      .waitFor();
  });

  it('names rows and menus in it', async () => {
    await tree()
      .item(/⟦.*1\.000/)
      .waitFor();
    const rows = await tree().items(2).allInnerTexts();
    assert.ok(rows.length >= 2);
    assert.deepEqual(hardCoded(rows), []);
    for (const row of [/^Fabrikam/, /⟦.*1\.000/]) {
      const menu = await tree().contextMenu(row);
      assert.ok(menu.length > 0);
      assert.deepEqual(hardCoded(menu), []);
    }
  });

  it('shows the page of a tenant in it, readable by everybody', async () => {
    await tree().expand(/⟦.*1\.000/);
    await tree().choose(/^Contoso/, pseudo('Show Tenant Details'));
    const page = workbench().webview();
    await page.getByRole('heading', { level: 1, name: 'Contoso' }).waitFor();
    assert.deepEqual(hardCoded((await textsOf(page)).texts), []);
    assert.deepEqual(await accessibilityViolations(page), []);
    await workbench().screenshot('pseudoTenant');
  });

  it('clips nothing on the page of a tenant', async () => {
    assert.deepEqual((await textsOf(workbench().webview())).clipped, []);
  });

  it('shows the table of triage in it, and clips nothing there', async () => {
    await workbench().run(`${pseudo('Shared Profiles')}: ${pseudo('A Partner Was Hit…')}`);
    await workbench().quickInput.fill('northwind');
    await workbench().quickInput.pick(/^Northwind Traders/);
    const page = workbench().webview();
    await page.locator('.row:not(.pending)').first().waitFor();
    const { texts, clipped } = await textsOf(page);
    assert.ok(texts.includes(pseudo('Home organisation')));
    await workbench().screenshot('pseudoTriage');
    assert.deepEqual(hardCoded(texts), []);
    assert.deepEqual(clipped, []);
  });
});
