import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { inRepository } from '../test/support/places';
import { runProcess } from '../test/support/processes';
import type { SuiteResults, TestResult } from '../test/support/suiteReporter';

export interface Suite {
  readonly name: string;
  readonly args: readonly string[];
  readonly minutes: number;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Tally {
  readonly passed: number;
  readonly failed: readonly string[];
}

export const noTally: Tally = { passed: 0, failed: [] };

export const add = (one: Tally, other: Tally): Tally => ({ passed: one.passed + other.passed, failed: [...one.failed, ...other.failed] });

export const closingLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed.length} failed`;

const results = (name: string) => inRepository('out', 'results', `${name}.json`);

export async function writeResults(tests: readonly TestResult[]): Promise<void> {
  const file = process.env['SHARED_PROFILES_RESULTS'];
  if (file !== undefined) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ complete: true, tests } satisfies SuiteResults));
  }
}

async function readResults(name: string): Promise<readonly TestResult[]> {
  const file = results(name);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as SuiteResults).tests : [];
}

/** Runs a suite in a process of its own; one that does not end in its time, or says nothing, has failed. */
export async function runSuite({ name, args, minutes, environment = {} }: Suite): Promise<Tally> {
  process.stdout.write(`\n== ${name}\n`);
  await rm(results(name), { force: true });
  const env = { ...process.env, ...environment, SHARED_PROFILES_RESULTS: results(name) };
  const ending = await runProcess(process.execPath, args, { cwd: inRepository(), env, timeoutMs: minutes * 60_000, show: true });
  const tests = await readResults(name);
  const failed = tests.filter(({ state }) => state === 'failed').map(({ title }) => `${name}: ${title}`);
  const passed = tests.length - failed.length;
  if (ending.timedOut) {
    return { passed, failed: [...failed, `${name}: did not end in ${minutes} minutes`] };
  }
  const untold = failed.length === 0 && (ending.code !== 0 || tests.length === 0);
  return { passed, failed: untold ? [`${name}: ended with code ${ending.code} after ${passed} tests`] : failed };
}
