import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runTests } from '@vscode/test-electron';
import type { Browser } from 'playwright-core';
import { inRepository, removeDirectory, temporaryDirectory } from './places';
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

/** Runs a bundled suite inside the extension host of a desktop build, in a window of its own. */
export async function runInDesktopBuild(executable: string, tests: string, resultsFile: string): Promise<number> {
  const home = await temporaryDirectory('host');
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: inRepository(),
      extensionTestsPath: tests,
      extensionTestsEnv: { SHARED_PROFILES_RESULTS: resultsFile, SHARED_PROFILES_REPOSITORY: inRepository() },
      launchArgs: [
        ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--user-data-dir', path.join(home, 'user-data')],
        ...['--extensions-dir', path.join(home, 'extensions'), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      ],
    });
  } finally {
    await removeDirectory(home);
  }
}
