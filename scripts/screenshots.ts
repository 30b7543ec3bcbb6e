import process from 'node:process';
import { leaveOnSignals } from '../test/support/processes';
import { closingLine, runSuite } from './suites';

/** Runs the ui tests that show the product, and keeps their pictures in media. */
async function main(): Promise<void> {
  leaveOnSignals();
  const tally = await runSuite({
    name: 'screenshots',
    args: [
      ...['node_modules/mocha/bin/mocha.js', '--reporter', './test/support/reporter.cjs', '--timeout', '120000'],
      ...['--require', './test/support/uiHooks.ts', 'test/ui/**/*creenshots.test.ts'],
    ],
    minutes: 12,
    environment: { SHARED_PROFILES_PICTURES: 'media' },
  });
  process.stdout.write(`\n${closingLine(tally)}\n`);
  process.exitCode = tally.failed.length === 0 ? 0 : 1;
}

void main();
