import type { Run, RunReport } from '../../actions/run';
import type { ActionServices } from '../../actions/services';
import { contextTitle } from '../../present/places';
import { askToConfirm, carryOut, checkFirst } from '../acting';
import { followExports } from '../followExports';
import { lookAfterwards } from '../lookAfterwards';
import { tellRemoval } from '../tellRemoval';
import type { TenantSession } from '../tenantSession';
import { makeContainersFor } from './makeContainersFor';
import { decideUnknown } from './decideUnknown';
import type { Planned } from './planFor';
import type { PlanParts } from './planParts';
import { readyToAct } from './readyToAct';

type ActParts = Pick<PlanParts, 'contexts' | 'runs' | 'following' | 'signingIn' | 'files'>;

/** The one way of every export and removal: preflight, confirmation, run, and a look at what came of it. Throws JournalError, CancelledError. */
export async function actOn({ plan, services }: Planned, session: TenantSession, parts: ActParts): Promise<void> {
  if (!(await readyToAct(plan.verb, session, parts))) {
    return;
  }
  const preflight = await checkFirst(plan, services);
  const confirmed = await askToConfirm(preflight, services, session.circumstances);
  if (confirmed === undefined) {
    return;
  }
  await parts.files.keepPlan(plan, session.context);
  await makeContainersFor(preflight, services);
  const report = await carryOut(confirmed, services, showing(session, parts));
  await (report && lookAtResult(report, session, services, parts));
}

/** Shows a run in the status bar until it has ended. */
export function showing(session: TenantSession, { runs }: ActParts): (run: Run) => void {
  return (run) => runs.watch(run, contextTitle(session.context, session.namesOf(session.context.tenantId)));
}

/** Looks the removed up or follows the exports, tells the result, and asks what to do about lost answers. */
export async function lookAtResult(report: RunReport, session: TenantSession, services: ActionServices, parts: ActParts): Promise<void> {
  const { files } = parts;
  let latest: RunReport | undefined = report;
  while (latest !== undefined) {
    await files.keepJournal(session, files.directory);
    await tellResult(latest, session, services, parts);
    latest = latest.counts.unknown === 0 ? undefined : await decideUnknown({ ...latest, services, onStarted: showing(session, parts) });
  }
  await files.keepJournal(session, files.directory);
}

async function tellResult(report: RunReport, session: TenantSession, services: ActionServices, { following }: ActParts): Promise<void> {
  if (report.plan.verb === 'export') {
    await followExports(report, await following.watchOf(session), session.circumstances);
    return;
  }
  tellRemoval(report, await lookAfterwards(report, session, services), session.circumstances);
}
