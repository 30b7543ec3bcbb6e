import { rm } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inRepository } from '../test/support/places';
import { leaveOnSignals } from '../test/support/processes';
import type { Suite, Tally } from './suites';
import { add, closingLine, noTally, runSuite } from './suites';

const script = (file: string, ...args: readonly string[]) => ['--import=tsx', `scripts/${file}`, ...args];
const mocha = (...args: readonly string[]) => ['node_modules/mocha/bin/mocha.js', '--reporter', './test/support/reporter.cjs', ...args];
const measured = { NODE_V8_COVERAGE: inRepository('coverage', 'raw') };

/** In order of speed. */
const suites: readonly Suite[] = [
  { name: 'check', args: script('check.ts'), minutes: 5 },
  { name: 'unit', args: mocha('test/unit/**/*.test.ts'), minutes: 4, environment: measured },
  { name: 'contract', args: mocha('--timeout', '60000', 'test/contract/**/*.test.ts'), minutes: 6, environment: measured },
  { name: 'coverage', args: script('coverage.ts'), minutes: 2 },
  { name: 'host', args: script('host.ts'), minutes: 6 },
  { name: 'host-minimum', args: script('host.ts', '--minimum'), minutes: 6 },
  {
    name: 'ui',
    args: mocha('--timeout', '120000', '--require', './test/support/uiHooks.ts', 'test/ui/**/*.test.ts'),
    minutes: 12,
  },
];

function chosen(only: string | undefined): readonly Suite[] {
  if (only === undefined) {
    return suites;
  }
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`);
  }
  return suites.filter(({ name }) => names.includes(name));
}

async function main(): Promise<void> {
  leaveOnSignals();
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  await rm(inRepository('coverage'), { recursive: true, force: true });
  let tally: Tally = noTally;
  for (const suite of chosen(values.only)) {
    tally = add(tally, await runSuite(suite));
  }
  process.stdout.write(tally.failed.map((title) => `failed: ${title}\n`).join(''));
  process.stdout.write(`\n${closingLine(tally)}\n`);
  process.exitCode = tally.failed.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
