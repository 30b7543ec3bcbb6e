import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { inRepository } from '../test/support/places';
import { leaveOnSignals, runProcess } from '../test/support/processes';
import type { TestResult } from '../test/support/suiteReporter';
import { writeResults } from './suites';

interface Step {
  readonly title: string;
  readonly args: readonly string[];
}

/** The command of a development dependency, without a shell between. */
async function tool(name: string, command: string, ...args: readonly string[]): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(inRepository('node_modules', name, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  if (file === undefined) {
    throw new Error(`${name} has no command ${command}.`);
  }
  return [inRepository('node_modules', name, file), ...args];
}

async function steps(): Promise<readonly Step[]> {
  return [
    { title: 'types', args: await tool('typescript', 'tsc', '--noEmit') },
    { title: 'lint', args: await tool('eslint', 'eslint', '--max-warnings', '0', '.') },
    { title: 'format', args: await tool('prettier', 'prettier', '--check', '--log-level', 'warn', '.') },
    {
      title: 'layers',
      args: await tool('dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.mjs', 'src', 'test', 'scripts'),
    },
    { title: 'nothing unused', args: await tool('knip', 'knip') },
    { title: 'bundles', args: ['--import=tsx', 'scripts/guardBundles.ts'] },
  ];
}

async function run({ title, args }: Step): Promise<TestResult> {
  const begun = Date.now();
  const { code, output } = await runProcess(process.execPath, args, { cwd: inRepository(), timeoutMs: 240_000 });
  const durationMs = Date.now() - begun;
  process.stdout.write(code === 0 ? `  ✔ ${title} (${(durationMs / 1000).toFixed(1)} s)\n` : `  ✖ ${title}\n${output}\n`);
  return code === 0 ? { title, state: 'passed', durationMs } : { title, state: 'failed', durationMs, error: output };
}

async function inTurn(queue: Step[], done: TestResult[]): Promise<void> {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    done.push(await run(step));
  }
}

async function main(): Promise<void> {
  leaveOnSignals();
  const queue = [...(await steps())];
  const done: TestResult[] = [];
  await Promise.all([inTurn(queue, done), inTurn(queue, done)]);
  await writeResults(done);
  process.exitCode = done.every(({ state }) => state === 'passed') ? 0 : 1;
}

void main();
