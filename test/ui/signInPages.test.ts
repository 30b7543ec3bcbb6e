import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { PublicClientApplication } from '@azure/msal-node';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { landingPage } from '../../src/present/landingPage';
import { launchBrowser } from '../support/browser';
import { authOptions } from '../support/msalSandbox';
import { useSandbox } from '../support/sandbox';
import { readingScope, signInRequest } from '../support/signIn';

const removing = 'https://graph.microsoft.com/CrossTenantUserProfileSharing.ReadWrite.All';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly failureSummary: string }[];
}

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'high contrast': { colorScheme: 'dark', forcedColors: 'active' },
};

async function violations(page: Page): Promise<readonly string[]> {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      readonly axe: { run(): Promise<{ readonly violations: readonly Violation[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary }) => failureSummary).join()}`);
  });
}

describe('The sign-in pages of the sandbox, in a real browser', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  const interactively = async (page: Page, scopes: string[], deed: () => Promise<void>) => {
    const { loginEndpoint, publicClients } = sandbox().descriptor;
    const clientId = publicClients[0]?.clientId ?? '';
    const client = new PublicClientApplication({ auth: authOptions({ loginEndpoint, tenant: 'organizations', clientId }) });
    let done: Promise<void> = Promise.resolve();
    const answer = client.acquireTokenInteractive({
      scopes,
      prompt: 'select_account',
      openBrowser: async (url) => {
        await page.goto(url);
        done = deed();
      },
      successTemplate: '<h1>Done</h1>',
      errorTemplate: '<h1>Not done</h1>',
    });
    const result = await answer.then(
      ({ account }) => account?.username,
      (error: unknown) => (error as { readonly errorCode?: string }).errorCode,
    );
    await done;
    return result;
  };

  it('bring MSAL to an account and to its permissions by keyboard alone', async () => {
    const page = await browser.newPage();
    const account = await interactively(page, [removing], async () => {
      await page.getByLabel('Another account').press('Tab');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.type('adele@fabrikam.onmicrosoft.com');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
      await page.waitForLoadState();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Done' }).waitFor();
    });
    assert.equal(account, 'adele@fabrikam.onmicrosoft.com');
    await page.close();
  });

  it('tell MSAL that the person refused', async () => {
    const page = await browser.newPage();
    const code = await interactively(page, [removing], async () => {
      await page.getByRole('button', { name: /Adele/ }).click();
      await page.getByRole('button', { name: 'Refuse' }).click();
    });
    assert.equal(code, 'access_denied');
    await page.close();
  });

  for (const [look, options] of Object.entries(looks)) {
    it(`are readable for everyone in ${look}`, async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const scope = `${readingScope} ${removing}`;
      await page.goto(signInRequest(sandbox(), { scope }).url.href);
      assert.deepEqual(await violations(page), []);
      await page.getByRole('button', { name: /Bruno/ }).click();
      await page.getByRole('alert').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('button', { name: 'Use another account' }).click();
      await page.getByRole('button', { name: /Adele/ }).click();
      await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
      assert.deepEqual(await violations(page), []);
      await page.goto(sandbox().descriptor.signIn.devicePage);
      assert.deepEqual(await violations(page), []);
      for (const outcome of ['signedIn', 'failed'] as const) {
        await page.setContent(landingPage(outcome, 'en'));
        assert.deepEqual(await violations(page), []);
      }
      await context.close();
    });
  }
});
