import { dirname } from 'node:path';
import { actorName } from '../../actions/actingContext';
import type { UnfinishedRun } from '../../actions/runRemainder';
import { findUnfinishedRuns } from '../../actions/unfinishedRuns';
import { readKeptPlan, tenantFolder, type TenantFolder } from '../../actions/tenantFolder';
import { actingContext, type ActingFiles } from '../actionServices';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

/** A run that can go on here: its tenant is signed in, as the account that began it. */
export interface UnfinishedHere {
  readonly session: TenantSession;
  readonly unfinished: UnfinishedRun;
}

/** A run that cannot go on here: its tenant is signed in, but as somebody else than who began it. */
export interface UnfinishedElsewhere extends UnfinishedHere {
  /** Who began it; undefined when its plan cannot be read any more. */
  readonly begunBy: string | undefined;
}

/** The unfinished runs of the signed-in tenants that another account began. */
export async function unfinishedElsewhere(sessions: TenantSessions, { directory }: ActingFiles): Promise<readonly UnfinishedElsewhere[]> {
  const folders = await findUnfinishedRuns({ directory });
  const found = sessions.all.map(async (session) => {
    const folder = tenantFolder({ directory }, actingContext(session));
    const runs = folders.flatMap((each) => (each.kind === 'runs' && each.folder === dirname(folder.journalFile) ? each.runs : []));
    const others = runs.filter(({ contextId }) => sessions.get(contextId) === undefined);
    return Promise.all(others.map(async (unfinished) => ({ session, unfinished, begunBy: await actorOfRun(folder, unfinished) })));
  });
  return (await Promise.all(found)).flat();
}

async function actorOfRun(folder: TenantFolder, { planHash }: UnfinishedRun): Promise<string | undefined> {
  const kept = await readKeptPlan(folder, planHash);
  return kept?.kind === 'plan' ? actorName(kept.plan.context) : undefined;
}

/** The unfinished runs of the signed-in tenants. Runs under way, here or in another window, are not among them. */
export async function unfinishedHere(sessions: TenantSessions, { directory }: ActingFiles): Promise<readonly UnfinishedHere[]> {
  const folders = await findUnfinishedRuns({ directory });
  return folders.flatMap((folder) =>
    folder.kind !== 'runs'
      ? []
      : folder.runs.flatMap((unfinished) => {
          const session = sessions.get(unfinished.contextId);
          return session === undefined ? [] : [{ session, unfinished }];
        }),
  );
}
