import { Uri, type ExtensionContext } from 'vscode';
import type { ActingFiles } from '../actionServices';
import { ActionPages } from './actionPages';
import { ExportFollowing } from './exportFollowing';
import { offerUnfinished } from './offerUnfinished';
import type { PlanParts } from './planParts';
import { RunsUnderWay } from './runsUnderWay';
import { createSecretVault } from './secretVault';

/** Makes what plans and runs need, and has runs that were not finished offered. Makes no call. */
export function makePlanParts(
  { secrets, globalState, globalStorageUri, subscriptions }: ExtensionContext,
  signedIn: Pick<PlanParts, 'contexts' | 'sessions' | 'errors' | 'signingIn'>,
  inCase: Pick<ActingFiles, 'mayAct' | 'heldByCase' | 'keepPlan' | 'keepJournal'>,
): PlanParts {
  const vault = createSecretVault(secrets, globalState);
  const files = { directory: Uri.joinPath(globalStorageUri, 'actions').fsPath, vault, ...inCase };
  const runs = new RunsUnderWay();
  const following = new ExportFollowing(signedIn.sessions, files, signedIn.errors);
  subscriptions.push(runs, following, offerUnfinished({ sessions: signedIn.sessions, files }));
  return { ...signedIn, files, runs, following, actionPages: new ActionPages() };
}
