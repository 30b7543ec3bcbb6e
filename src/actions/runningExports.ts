import type { ExportOperation } from './journalEntry';
import type { PlanItem } from './plan';
import type { ItemState, RunState } from './runState';
import type { ActionServices } from './services';
import { readKeptPlan, tenantFolder } from './tenantFolder';
import { readTenantRecord } from './tenantRecord';

/** An export that was accepted and has not been seen to end. `item` is undefined when its plan cannot be read any more. */
export interface RunningExport {
  readonly run: string;
  readonly plan: string;
  readonly key: string;
  readonly item: PlanItem | undefined;
  readonly acceptedAt: string;
  /** Undefined when the service's answer did not say where to look. */
  readonly operation: ExportOperation | undefined;
}

/** Reads the running exports of the tenant at hand, started in this context, from its journal. Throws JournalError. */
export async function readRunningExports(services: ActionServices): Promise<readonly RunningExport[]> {
  const folder = tenantFolder(services.place, services.context);
  const record = await readTenantRecord(folder.journalFile);
  const runs = record.runs().filter(({ verb, context }) => verb === 'export' && context === services.context.contextId);
  const found: RunningExport[] = [];
  for (const run of runs) {
    const running = [...run.items.values()].filter((item) => item.outcome === 'accepted' && item.exportEnd === undefined);
    const kept = running.length === 0 ? undefined : await readKeptPlan(folder, run.plan);
    const items = new Map(kept?.kind === 'plan' ? kept.plan.items.map((item) => [item.key, item]) : []);
    found.push(...running.map((state) => runningExport(run, state, items.get(state.key))));
  }
  return found;
}

function runningExport(run: RunState, state: ItemState, item: PlanItem | undefined): RunningExport {
  const { key, acceptedAt, operation } = state;
  return { run: run.run, plan: run.plan, key, item, acceptedAt: acceptedAt ?? run.startedAt, operation };
}
