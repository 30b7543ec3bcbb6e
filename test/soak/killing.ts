import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { planFileText } from '../../src/actions/planFile';
import type { Plan } from '../../src/actions/plan';
import { readTenantRecord } from '../../src/actions/tenantRecord';
import { tenantFolder } from '../../src/actions/tenantFolder';
import { findUnfinishedRuns } from '../../src/actions/unfinishedRuns';
import { verifyJournal } from '../../src/actions/verifyJournal';
import { firstPeople, planOf, servicesIn } from '../support/actionDesk';
import { inRepository } from '../support/places';
import { endProcess, startProcess } from '../support/processes';
import type { TestSandbox } from '../support/sandbox';
import type { RunnerInput } from './runnerProcess';

/** One run of so many people, killed at most so many times at random moments of it, then finished. */
export interface KilledRun {
  readonly people: number;
  readonly kills: number;
  readonly random: () => number;
}

/** What was seen: where the kills fell, in items done, and how often an answer was lost. */
export interface Survived {
  readonly doneAtKill: readonly number[];
  readonly unknownAtKill: readonly number[];
}

const longestMs = 2500;

/** Kills a run again and again, finishes it, and asserts that the ledger shows each person once and the journal verifies. */
export async function surviveKills(sandbox: TestSandbox, { people, kills, random }: KilledRun): Promise<Survived> {
  const directory = await mkdtemp(join(tmpdir(), 'shared-profiles-'));
  try {
    await sandbox.reset();
    const services = await servicesIn(sandbox, directory);
    const plan = planOf(services.context, { verb: 'remove', direction: 'inbound', people: await firstPeople(services.client, people) });
    const planFile = join(directory, 'removal.plan.json');
    await writeFile(planFile, planFileText(plan));
    const place = join(directory, 'place');
    const input: RunnerInput = { planFile, directory: place, token: await sandbox.appToken('every'), sendAgain: false };
    const survived = { doneAtKill: [] as number[], unknownAtKill: [] as number[] };
    while (survived.doneAtKill.length < kills && (await killOnce(input, random)) && !(await isOver(place, plan))) {
      survived.doneAtKill.push((await sandbox.ledger()).changes.length);
      survived.unknownAtKill.push(await unknownIn(place));
    }
    await finish({ ...input, sendAgain: false });
    await finish({ ...input, sendAgain: true });
    await assertOnce(sandbox, plan, join(place), services.context);
    return survived;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const command = [process.execPath, '--import=tsx', inRepository('test', 'soak', 'runnerProcess.ts')];

/** Starts a window; `largestFileKiB` makes writing beyond that fail, as a full disk does, and cut what is written in the middle of a line. */
export function runner(input: RunnerInput, largestFileKiB?: number): ChildProcess {
  const [program = '', ...args] =
    largestFileKiB === undefined ? command : ['bash', '-c', `trap '' XFSZ; ulimit -f ${largestFileKiB}; exec "$@"`, 'bash', ...command];
  return startProcess(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RUNNER_INPUT: JSON.stringify(input) },
    cwd: inRepository(),
  });
}

/**
 * Most kills fall while calls are under way, some before: while locking, opening the journal, reading people. Gives false when the process
 * was over before its moment came: that is no kill.
 */
async function killOnce(input: RunnerInput, random: () => number): Promise<boolean> {
  const child = runner(input);
  const ended = once(child, 'exit');
  if (child.stdout !== null && random() > 0.15) {
    await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
    await Promise.race([delay(random() * longestMs), ended]);
  } else {
    await Promise.race([delay(random() * longestMs), ended]);
  }
  await endProcess(child, 0);
  return child.signalCode === 'SIGKILL';
}

export async function finish(input: RunnerInput): Promise<void> {
  const child = runner(input);
  const [code] = (await once(child, 'exit')) as [number | null];
  assert.equal(code, 0);
}

async function isOver(directory: string, plan: Plan): Promise<boolean> {
  const { journalFile } = tenantFolder({ directory }, plan.context);
  return (await readTenantRecord(journalFile)).runOfPlan(plan.sha256)?.end !== undefined;
}

async function unknownIn(directory: string): Promise<number> {
  const folders = await findUnfinishedRuns({ directory });
  return folders.flatMap((folder) => (folder.kind === 'runs' ? folder.runs : [])).reduce((sum, { unknown }) => sum + unknown, 0);
}

export async function assertOnce(sandbox: TestSandbox, plan: Plan, directory: string, context: Plan['context']): Promise<void> {
  const { changes } = await sandbox.ledger();
  const expected = plan.items.map(({ userId }) => userId.toLowerCase()).sort();
  assert.deepEqual(changes.map(({ userId }) => userId.toLowerCase()).sort(), expected);
  assert.ok(changes.every(({ again }) => !again));
  const { journalFile } = tenantFolder({ directory }, context);
  assert.equal((await verifyJournal(journalFile)).kind, 'intact');
  const run = (await readTenantRecord(journalFile)).runOfPlan(plan.sha256);
  const outcomes = new Set(plan.items.map(({ key }) => run?.items.get(key)?.outcome));
  outcomes.delete('requested');
  outcomes.delete('goneAfterUnknown');
  assert.deepEqual([...outcomes], []);
  assert.equal(run?.end?.how, 'finished');
}
