import process from 'node:process';
import { leaveOnSignals } from '../test/support/processes';
import { closingLine, runSuite } from './suites';

async function main(): Promise<void> {
  leaveOnSignals();
  const tally = await runSuite({
    name: 'install',
    args: [
      ...['node_modules/mocha/bin/mocha.js', '--reporter', './test/support/reporter.cjs', '--timeout', '120000'],
      ...['--require', './test/support/uiHooks.ts', 'test/install/**/*.test.ts'],
    ],
    minutes: 5,
  });
  process.stdout.write(`\n${closingLine(tally)}\n`);
  process.exitCode = tally.failed.length === 0 ? 0 : 1;
}

void main();
