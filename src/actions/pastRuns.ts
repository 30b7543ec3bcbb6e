import type { Outcome } from './journalEntry';
import type { Plan, PlanItem } from './plan';
import type { RunState } from './runState';
import type { ActionServices } from './services';
import { readKeptPlan, tenantFolder } from './tenantFolder';
import type { TenantFolder } from './tenantFolder';
import { readTenantRecord } from './tenantRecord';

/** A run as the journal tells it, with the plan that was kept beside it; undefined when that cannot be used any more. */
export interface PastRun {
  readonly state: RunState;
  readonly plan: Plan | undefined;
}

/** Reads the runs of the tenant at hand that were started in this context, latest first. Throws JournalError. */
export async function readPastRuns(services: ActionServices): Promise<readonly PastRun[]> {
  const folder = tenantFolder(services.place, services.context);
  const record = await readTenantRecord(folder.journalFile);
  const runs = record.runs().filter(({ context }) => context === services.context.contextId);
  return Promise.all(runs.reverse().map(async (state) => ({ state, plan: await keptPlan(folder, state.plan) })));
}

/** What each item of a run came to, by key; a call without an answer is `unknown`. Items that were not sent are not in it. */
export function outcomesOf(state: RunState): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const item of state.items.values()) {
    const outcome = item.phase === 'sent' ? 'unknown' : item.outcome;
    if (outcome !== undefined) {
      outcomes.set(item.key, outcome);
    }
  }
  return outcomes;
}

/** The items of kept plans, by plan hash and key: for showing names beside a journal that holds only ids. */
export async function readItemNames(
  folder: TenantFolder,
  plans: Iterable<string>,
): Promise<(plan: string, key: string) => PlanItem | undefined> {
  const items = new Map<string, PlanItem>();
  for (const hash of new Set(plans)) {
    (await keptPlan(folder, hash))?.items.forEach((item) => items.set(`${hash} ${item.key}`, item));
  }
  return (plan, key) => items.get(`${plan} ${key}`);
}

async function keptPlan(folder: TenantFolder, hash: string): Promise<Plan | undefined> {
  const kept = await readKeptPlan(folder, hash);
  return kept?.kind === 'plan' ? kept.plan : undefined;
}
