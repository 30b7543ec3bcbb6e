import Mocha from 'mocha';
import { SuiteReporter } from './suiteReporter';

declare const loadTests: () => Promise<void>;

/** Entry of the bundle that VS Code runs inside its extension host. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, forbidPending: true, forbidOnly: true, reporter: SuiteReporter });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await loadTests();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
}
