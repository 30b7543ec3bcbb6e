import { contextDifferences } from './actingContext';
import { planHash } from './plan';
import type { Plan } from './plan';
import type { StartedRun } from './run';
import type { ActionServices } from './services';
import { openDesk } from './tenantDesk';
import type { TenantDesk } from './tenantDesk';

/** Why a plan cannot be run with these services whatever its journal says: it was changed, or it is bound to another context. */
export function refusalToRun(plan: Plan, services: ActionServices): StartedRun | undefined {
  if (planHash(plan) !== plan.sha256) {
    return { kind: 'changedPlan' };
  }
  const differences = contextDifferences(plan.context, services.context);
  return differences.length > 0 ? { kind: 'otherContext', differences } : undefined;
}

/** Opens the desk of the tenant for a run: a run that started keeps it and closes it at its end, otherwise it is closed here. */
export async function atDesk(
  services: ActionServices,
  purpose: string,
  start: (desk: TenantDesk) => Promise<StartedRun>,
): Promise<StartedRun> {
  const opened = await openDesk(services, purpose);
  if (opened.kind === 'busy') {
    return opened;
  }
  let started = false;
  try {
    const result = await start(opened.desk);
    started = result.kind === 'started';
    return result;
  } finally {
    await (started ? undefined : opened.desk.close());
  }
}
