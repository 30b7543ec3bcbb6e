import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import type { Permit, TokenSource } from '../../../src/graph/tokenSource';
import type { ActingContext } from '../../../src/actions/actingContext';
import { confirm, confirmationOf } from '../../../src/actions/confirmation';
import type { Confirmed } from '../../../src/actions/confirmation';
import { runPreflight } from '../../../src/actions/preflight';
import type { Plan } from '../../../src/actions/plan';
import type { InboundPerson } from '../../../src/actions/planItems';
import type { Run, RunOptions, RunReport } from '../../../src/actions/run';
import { defaultPolicy } from '../../../src/actions/services';
import type { ActionServices, Policy } from '../../../src/actions/services';
import { startRun } from '../../../src/actions/startRun';
import { createMemoryVault } from '../../../src/actions/storageVault';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { LocalGraph } from './localGraph';
import { acting, removalPlan } from './people';

export const everyone: Policy = { ...defaultPolicy, capPerRun: 1_000_000 };

const tokens: TokenSource = { getAccessToken: async () => ({ value: 'token', expiresOn: new Date(Date.now() + 3_600_000) }) };

/** A local Graph, a folder and everything an action needs, for one test. */
export interface Workplace {
  readonly graph: LocalGraph;
  readonly directory: string;
  readonly services: ActionServices;
  /** Whether the journal file holds an intent for this path right now. */
  intentOnDisk(path: string): boolean;
}

export interface WorkplaceOptions {
  readonly policy?: Policy;
  readonly tokens?: TokenSource;
  readonly permit?: Permit;
}

export async function atWorkplace(work: (workplace: Workplace) => Promise<void>, options: WorkplaceOptions = {}): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'shared-profiles-'));
  const graph = new LocalGraph();
  const graphEndpoint = await graph.start();
  try {
    const services = servicesAt(graphEndpoint, directory, options);
    const { journalFile } = tenantFolder(services.place, services.context);
    const intentOnDisk = (path: string): boolean => readFileSync(journalFile, 'utf8').includes(`"path":"${path}"`);
    await work({ graph, directory, services, intentOnDisk });
  } finally {
    await graph.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

export function servicesAt(graphEndpoint: string, directory: string, options: WorkplaceOptions = {}): ActionServices {
  const context: ActingContext = { ...acting, graphEndpoint };
  const permit = options.permit === undefined ? {} : { permit: options.permit };
  return {
    context,
    client: createGraphClient({ graphEndpoint, tokens: options.tokens ?? tokens, timeoutMs: 5000, ...permit }),
    place: { directory },
    policy: options.policy ?? everyone,
    granted: () => undefined,
    unlocked: () => true,
    vault: createMemoryVault(),
  };
}

/** Preflight and confirmation, with everything typed as it must be. */
export async function confirmed(plan: Plan, services: ActionServices): Promise<Confirmed> {
  const preflight = await runPreflight(plan, services);
  const question = confirmationOf(preflight, services);
  const answer = confirm(
    preflight,
    question,
    question.typed.map(({ expected }) => expected),
  );
  if (answer.kind !== 'confirmed') {
    throw new Error(JSON.stringify(answer));
  }
  return answer.confirmed;
}

export async function started(yes: Confirmed, services: ActionServices, options: RunOptions = {}): Promise<Run> {
  const result = await startRun(yes, services, { settleAfterMs: [0], ...options });
  if (result.kind !== 'started') {
    throw new Error(JSON.stringify(result));
  }
  return result.run;
}

/** Plans, confirms and runs the removal of people who are there. */
export async function removed(workplace: Workplace, people: readonly InboundPerson[], options: RunOptions = {}): Promise<RunReport> {
  const plan = removalPlan(people, workplace.services.context);
  const run = await started(await confirmed(plan, workplace.services), workplace.services, options);
  return run.finished;
}
