import process from 'node:process';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { buildExtension } from '../../support/buildExtension';
import { leaveOnSignals } from '../../support/processes';
import { sandboxProcess } from '../../support/sandbox';
import { Workbench } from '../../support/workbench';

/** Milliseconds. What this process prints: the row of the table reads it. */
export interface BigListsReport {
  /** From the click on a home tenant of 100,000 people to the first of them on screen. */
  readonly opened: readonly number[];
  /** The longest frame of each time the triage table of 1,000,000 people was scrolled from end to end. */
  readonly longestFrames: readonly number[];
  /** How many frames each of these took. */
  readonly frames: readonly number[];
}

const slowestMs = 180_000;

/** Runs in the page of the workbench: notes the click, and the first person that is drawn after it. */
const watchOpening = `(() => {
  const seen = (globalThis.benchSeen = {});
  document.addEventListener('mousedown', () => (seen.click ??= performance.now()), true);
  const look = () => {
    if (seen.click !== undefined && document.querySelector('.part.sidebar [role=treeitem][aria-level="4"][aria-label*="@"]')) {
      seen.opened = performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
})()`;

/** Runs in the page of the table: a step for each frame, and the time between frames. Gives them in milliseconds. */
const scrollThrough = `async () => {
  const grid = document.getElementById('grid');
  const frame = () => new Promise(requestAnimationFrame);
  const steps = 600;
  const end = grid.scrollHeight - grid.clientHeight;
  grid.scrollTop = 0;
  await frame();
  let before = await frame();
  const taken = [];
  for (let step = 1; step <= steps; step += 1) {
    grid.scrollTop = (end * step) / steps;
    const now = await frame();
    taken.push(now - before);
    before = now;
  }
  return taken;
}`;

async function connected(browser: Browser, graphEndpoint: string, counted: RegExp): Promise<Workbench> {
  const workbench = await Workbench.open(browser, { settings: { 'sharedProfiles.sandbox.address': graphEndpoint } });
  await workbench.openSideBar();
  await workbench.run('Shared Profiles: Connect…');
  await workbench.quickInput.pick(/As Somebody of the Sandbox/);
  await workbench.quickInput.pick(/^adele@/);
  await workbench.tree('Shared Profiles').item(counted).waitFor({ timeout: slowestMs });
  return workbench;
}

async function openHomeTenant(browser: Browser, graphEndpoint: string): Promise<number> {
  const workbench = await connected(browser, graphEndpoint, /^Inbound, 100,000 people/);
  try {
    const tree = workbench.tree('Shared Profiles');
    await tree.expand(/^Inbound/);
    const twistie = tree.items(3).first().locator('.monaco-tl-twistie');
    await twistie.waitFor();
    await workbench.page.evaluate(watchOpening);
    await twistie.click();
    await workbench.page.waitForFunction('globalThis.benchSeen.opened !== undefined');
    return await workbench.page.evaluate<number>('globalThis.benchSeen.opened - globalThis.benchSeen.click');
  } finally {
    await workbench.close();
  }
}

async function scrollTable(browser: Browser, graphEndpoint: string, rounds: number): Promise<readonly (readonly number[])[]> {
  const workbench = await connected(browser, graphEndpoint, /^Inbound, 1,000,000 people/);
  try {
    await workbench.run('Shared Profiles: Our Service Was Hit');
    const page = workbench.webview();
    await page.getByText('1,000,000 rows').waitFor({ timeout: slowestMs });
    await page.locator('.row:not(.pending)').first().waitFor();
    const taken: (readonly number[])[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const frames = await page.locator('body').evaluate<readonly number[], undefined>(`(${scrollThrough})()`);
      await page.locator('.row:not(.pending)').first().waitFor();
      taken.push(...(round < 0 ? [] : [frames]));
    }
    return taken;
  } finally {
    await workbench.close();
  }
}

async function main(): Promise<void> {
  leaveOnSignals();
  const rounds = Number(process.argv[2] ?? '5');
  await buildExtension();
  const browser = await launchBrowser();
  const opened: number[] = [];
  try {
    const one = await sandboxProcess(['--inbound', '100000', '--home-tenants', '1', '--page-size', '999']);
    for (let round = 0; round < rounds; round += 1) {
      opened.push(await openHomeTenant(browser, one.graphEndpoint));
    }
    await one.stop();
    const many = await sandboxProcess(['--inbound', '1000000', '--home-tenants', '400', '--page-size', '999']);
    const scrolled = await scrollTable(browser, many.graphEndpoint, rounds);
    await many.stop();
    const longestFrames = scrolled.map((frames) => Math.max(...frames));
    process.stdout.write(JSON.stringify({ opened, longestFrames, frames: scrolled.map(({ length }) => length) } satisfies BigListsReport));
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
