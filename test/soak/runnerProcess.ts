import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { readPlan } from '../../src/actions/planFile';
import type { Plan } from '../../src/actions/plan';
import { resumeRun } from '../../src/actions/resumeRun';
import type { Run, StartedRun } from '../../src/actions/run';
import type { ActionServices } from '../../src/actions/services';
import { startRun } from '../../src/actions/startRun';
import { createMemoryVault } from '../../src/actions/storageVault';
import { readTenantRecord } from '../../src/actions/tenantRecord';
import { withDesk } from '../../src/actions/tenantDesk';
import { tenantFolder } from '../../src/actions/tenantFolder';
import { findUnfinishedRuns } from '../../src/actions/unfinishedRuns';
import type { UnfinishedRun } from '../../src/actions/runRemainder';
import { createGraphClient } from '../../src/graph/createGraphClient';
import { confirmed, everyone, tokensOf } from '../support/actionDesk';

/** A window of its own: opens a plan file and runs it, or goes on with what an earlier window left. Meant to be killed. */
export interface RunnerInput {
  readonly planFile: string;
  readonly directory: string;
  readonly token: string;
  /** Send again what is still there after its answer was lost: the person's decision. */
  readonly sendAgain: boolean;
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

async function planIn({ planFile }: RunnerInput): Promise<Plan> {
  const read = readPlan(await readFile(planFile, 'utf8'));
  if (read.kind !== 'plan') {
    throw new Error(JSON.stringify(read.why));
  }
  return read.plan;
}

function servicesFor({ context }: Plan, { directory, token }: RunnerInput): ActionServices {
  return {
    context,
    client: createGraphClient({ graphEndpoint: context.graphEndpoint, tokens: tokensOf(token) }),
    place: { directory },
    policy: everyone,
    granted: () => undefined,
    unlocked: () => true,
    vault: createMemoryVault(),
  };
}

async function unfinished(directory: string): Promise<UnfinishedRun | undefined> {
  const folders = await findUnfinishedRuns({ directory });
  return folders.flatMap((folder) => (folder.kind === 'runs' ? folder.runs : []))[0];
}

async function goOn(found: UnfinishedRun, services: ActionServices, sendAgain: boolean): Promise<StartedRun> {
  const record = await readTenantRecord(tenantFolder(services.place, services.context).journalFile);
  const items = record.runs().find(({ run }) => run === found.run)?.items ?? new Map<string, { readonly outcome: string | undefined }>();
  const unknown = [...items].filter(([, { outcome }]) => outcome === 'unknown').map(([key]) => [key, 'sendAgain'] as const);
  return resumeRun(found.run, found.planHash, services, { settleAfterMs: [0], decisions: new Map(sendAgain ? unknown : []) });
}

async function begun(input: RunnerInput): Promise<Run | undefined> {
  const plan = await planIn(input);
  const services = servicesFor(plan, input);
  const found = await unfinished(input.directory);
  const record = await readTenantRecord(tenantFolder(services.place, services.context).journalFile);
  if (found === undefined && record.runOfPlan(plan.sha256) !== undefined) {
    await withDesk(services, 'look', async () => Promise.resolve());
    return undefined;
  }
  const started =
    found === undefined
      ? await startRun(await confirmed(plan, services), services, { settleAfterMs: [0] })
      : await goOn(found, services, input.sendAgain);
  if (started.kind !== 'started') {
    say({ notStarted: started.kind });
    process.exitCode = 1;
    return undefined;
  }
  return started.run;
}

async function main(): Promise<void> {
  const run = await begun(JSON.parse(process.env['RUNNER_INPUT'] ?? '{}') as RunnerInput);
  say({ started: run?.id ?? null });
  const report = await run?.finished;
  say({ finished: report?.counts ?? null, how: report?.how ?? null, why: report?.why?.kind ?? null });
}

void main();
