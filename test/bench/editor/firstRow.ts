import process from 'node:process';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { buildExtension } from '../../support/buildExtension';
import { leaveOnSignals } from '../../support/processes';
import { sandboxProcess, type TestSandbox } from '../../support/sandbox';
import { Workbench } from '../../support/workbench';

/** Milliseconds. What this process prints: the row of the table reads it. */
export interface FirstRowReport {
  /** From the row of the tenant that was connected to the first row of what its list holds. */
  readonly rows: readonly number[];
  /** From the click on Connect, signing in included. */
  readonly clicks: readonly number[];
  /** One page fetched and parsed, on a new connection. */
  readonly pages: readonly number[];
}

/** When in the life of the page something was seen for the first time. */
interface Seen {
  readonly tenant: number;
  readonly people: number;
  readonly click: number;
}

const latencyMs = 200;

/** Runs in the page: notes when rows of the tree with these beginnings are there for the first time. */
const watch = `(() => {
  const seen = (globalThis.benchSeen = {});
  const look = () => {
    for (const row of document.querySelectorAll('.part.sidebar [role=treeitem]')) {
      const label = row.getAttribute('aria-label') ?? '';
      const level = row.getAttribute('aria-level');
      if (level === '1') seen.tenant ??= performance.now();
      if (level === '2' && /^Inbound,.* [1-9][\\d,]* people/.test(label)) seen.people ??= performance.now();
    }
    requestAnimationFrame(look);
  };
  document.addEventListener('mousedown', () => (seen.click = performance.now()), true);
  look();
})()`;

async function firstRow(browser: Browser, sandbox: TestSandbox): Promise<Seen> {
  const workbench = await Workbench.open(browser, { settings: { 'sharedProfiles.sandbox.address': sandbox.graphEndpoint } });
  try {
    await workbench.openSideBar();
    await workbench.run('Shared Profiles: Connect…');
    await workbench.quickInput.pick(/As Somebody of the Sandbox/);
    await workbench.page.evaluate(watch);
    await workbench.quickInput.pick(/^adele@/);
    await workbench.page.waitForFunction('globalThis.benchSeen.people !== undefined');
    return await workbench.page.evaluate<Seen>('globalThis.benchSeen');
  } finally {
    await workbench.close();
  }
}

async function onePage(sandbox: TestSandbox, token: string): Promise<number> {
  const begun = performance.now();
  const url = `${sandbox.graphEndpoint}/beta/directory/inboundSharedUserProfiles?$top=999`;
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}`, Connection: 'close' } });
  const { value } = (await response.json()) as { readonly value: readonly unknown[] };
  if (value.length !== 999) {
    throw new Error(`The page has ${value.length} rows.`);
  }
  return performance.now() - begun;
}

async function main(): Promise<void> {
  leaveOnSignals();
  const rounds = Number(process.argv[2] ?? '5');
  await buildExtension();
  const sandbox = await sandboxProcess(['--inbound', '100000', '--page-size', '999', '--latency', String(latencyMs)]);
  const browser = await launchBrowser();
  try {
    const token = await sandbox.appToken('every');
    await onePage(sandbox, token);
    const report = { rows: [] as number[], clicks: [] as number[], pages: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      report.pages.push(await onePage(sandbox, token));
      const { tenant, people, click } = await firstRow(browser, sandbox);
      report.rows.push(people - tenant);
      report.clicks.push(people - click);
    }
    process.stdout.write(JSON.stringify(report satisfies FirstRowReport));
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
