import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { inRepository } from './places';
import type { EditorBuild } from './server';
import { startServer } from './server';

const slowestMs = 240_000;

/** Runs a bundled suite inside the extension host of the server build; gives the exit code the workbench reports. */
export async function runInServerBuild(browser: Browser, build: EditorBuild, tests: string, resultsFile: string): Promise<number> {
  const environment = { SHARED_PROFILES_RESULTS: resultsFile, SHARED_PROFILES_REPOSITORY: inRepository() };
  const server = await startServer({ build, environment });
  const page = await browser.newPage();
  const trouble: string[] = [];
  try {
    const ended = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`The host suite did not end in ${slowestMs / 1000} s.`)), slowestMs).unref();
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (kind: string, said: readonly unknown[]) => {
      trouble.push(...(kind === 'error' ? said.map(String) : []));
    });
    await page.goto(server.urlOf({ development: inRepository(), tests }));
    const code = await ended;
    if (!existsSync(resultsFile)) {
      process.stderr.write(`The host suite did not run:\n${trouble.join('\n')}\n${await server.extensionHostLog()}`);
    }
    return code;
  } finally {
    await page.close();
    await server.stop();
  }
}
