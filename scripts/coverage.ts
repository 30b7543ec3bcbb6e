import { transform } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { inRepository } from '../test/support/places';
import { leaveOnSignals, runProcess } from '../test/support/processes';
import { writeResults } from './suites';

const title = 'nine lines in ten below ui are run by the unit and contract suites';

/** Whether a file holds types only: there is nothing in it that a test could run, and it would count as never run. */
async function isWordsOnly(file: string): Promise<boolean> {
  const { code } = await transform(await readFile(inRepository(file), 'utf8'), { loader: 'ts' });
  return code.trim() === '';
}

async function wordsOnly(): Promise<readonly string[]> {
  const entries = await readdir(inRepository('src'), { recursive: true });
  const files = entries.filter((entry) => entry.endsWith('.ts')).map((entry) => path.posix.join('src', entry.split(path.sep).join('/')));
  const answers = await Promise.all(files.map(isWordsOnly));
  return files.filter((_, index) => answers[index] === true);
}

async function main(): Promise<void> {
  leaveOnSignals();
  const begun = Date.now();
  const c8 = inRepository('node_modules', 'c8', 'bin', 'c8.js');
  const settings = JSON.parse(await readFile(inRepository('.c8rc.json'), 'utf8')) as { readonly exclude: readonly string[] };
  const excluded = [...settings.exclude, ...(await wordsOnly())].flatMap((file) => ['--exclude', file]);
  const { code, output } = await runProcess(process.execPath, [c8, 'report', '--check-coverage', ...excluded], {
    cwd: inRepository(),
    timeoutMs: 120_000,
  });
  process.stdout.write(output);
  const durationMs = Date.now() - begun;
  await writeResults([code === 0 ? { title, state: 'passed', durationMs } : { title, state: 'failed', durationMs, error: output }]);
  process.exitCode = code;
}

void main();
