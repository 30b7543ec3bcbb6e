import process from 'node:process';
import { inRepository } from '../test/support/places';
import { leaveOnSignals, runProcess } from '../test/support/processes';
import { writeResults } from './suites';

const title = 'nine lines in ten below ui are run by the unit and contract suites';

async function main(): Promise<void> {
  leaveOnSignals();
  const begun = Date.now();
  const c8 = inRepository('node_modules', 'c8', 'bin', 'c8.js');
  const { code, output } = await runProcess(process.execPath, [c8, 'report', '--check-coverage'], {
    cwd: inRepository(),
    timeoutMs: 120_000,
  });
  process.stdout.write(output);
  const durationMs = Date.now() - begun;
  await writeResults([code === 0 ? { title, state: 'passed', durationMs } : { title, state: 'failed', durationMs, error: output }]);
  process.exitCode = code;
}

void main();
