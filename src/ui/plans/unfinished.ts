import type { UnfinishedRun } from '../../actions/runRemainder';
import { findUnfinishedRuns } from '../../actions/unfinishedRuns';
import type { ActingFiles } from '../actionServices';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

/** A run that can go on here: its tenant is signed in, as the account that began it. */
export interface UnfinishedHere {
  readonly session: TenantSession;
  readonly unfinished: UnfinishedRun;
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
