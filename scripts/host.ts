import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import manifest from '../package.json';
import { launchBrowser } from '../test/support/browser';
import { buildExtension } from '../test/support/buildExtension';
import { downloadedDesktopBuild } from '../test/support/desktop';
import { bundleHostTests } from '../test/support/hostBundle';
import { runInDesktopBuild, runInServerBuild } from '../test/support/hostRun';
import { inRepository } from '../test/support/places';
import { leaveOnSignals } from '../test/support/processes';
import type { EditorBuild } from '../test/support/server';
import type { SuiteResults } from '../test/support/suiteReporter';

leaveOnSignals();

async function report(file: string): Promise<number> {
  const { tests } = JSON.parse(await readFile(file, 'utf8')) as SuiteResults;
  for (const { title, state, durationMs, error } of tests) {
    process.stdout.write(state === 'passed' ? `  ✔ ${title} (${durationMs}ms)\n` : `  ✖ ${title}\n${error ?? ''}\n`);
  }
  return tests.filter(({ state }) => state === 'failed').length;
}

async function runInServer(build: EditorBuild, tests: string, results: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    return await runInServerBuild(browser, build, tests, results);
  } finally {
    await browser.close();
  }
}

async function runInDesktop(version: string | undefined, tests: string, results: string): Promise<number> {
  const chosen = process.env['VSCODE_EXECUTABLE'];
  const { executable } = chosen === undefined ? await downloadedDesktopBuild(version) : { executable: chosen };
  return await runInDesktopBuild(executable, tests, results);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minimum: { type: 'boolean', default: false }, desktop: { type: 'boolean', default: false } },
  });
  const build: EditorBuild = values.minimum ? 'editor-minimum' : 'editor';
  const results = process.env['SHARED_PROFILES_RESULTS'] ?? inRepository('out', 'results', `${build}.json`);
  await rm(results, { force: true });
  await buildExtension();
  const tests = await bundleHostTests();
  const minimum = values.minimum ? manifest.engines.vscode.replace(/^\D+/, '') : undefined;
  const code = values.desktop ? await runInDesktop(minimum, tests, results) : await runInServer(build, tests, results);
  const failures = existsSync(results) ? await report(results) : 1;
  process.exitCode = failures > 0 ? 1 : code;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
