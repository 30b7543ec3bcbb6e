import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Mocha from 'mocha';

export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed';
  readonly durationMs: number;
  readonly error?: string;
}

export interface SuiteResults {
  readonly complete: boolean;
  readonly tests: readonly TestResult[];
}

/** Says to people what the spec reporter says, and to the caller what passed and failed; a test that did not run has failed. */
export class SuiteReporter extends Mocha.reporters.Spec {
  private readonly results: TestResult[] = [];

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => this.results.push({ title: test.fullTitle(), state: 'passed', durationMs: test.duration ?? 0 }));
    runner.on('fail', (test, error: unknown) => this.keep(test.fullTitle(), test.duration, error));
    runner.on('pending', (test) => this.keep(test.fullTitle(), 0, new Error('This test was skipped.')));
    runner.once('end', () => this.write());
  }

  private keep(title: string, durationMs: number | undefined, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.results.push({ title, state: 'failed', durationMs: durationMs ?? 0, error: text });
  }

  private write(): void {
    const file = process.env['SHARED_PROFILES_RESULTS'];
    if (file !== undefined) {
      mkdirSync(path.dirname(file), { recursive: true });
      const results: SuiteResults = { complete: true, tests: this.results };
      writeFileSync(file, JSON.stringify(results));
    }
  }
}
