import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { SignInError } from '../../graph/errors';
import type { Permission } from '../../graph/permissions';
import { explain } from '../../present/explain';
import { messageText } from '../../present/plainText';
import { offerUnlock } from '../offerUnlock';
import type { TenantSession } from '../tenantSession';
import type { PlanParts } from './planParts';

type Verb = 'export' | 'remove';
type ReadyParts = Pick<PlanParts, 'contexts' | 'signingIn'>;

/** What connecting did not ask for: removing, and following an export to its end. */
const furtherPermission = {
  remove: 'CrossTenantUserProfileSharing.ReadWrite.All',
  export: 'User.Export.All',
} as const satisfies Record<Verb, Permission>;

/** An application has what it has been granted; only a person can grant more. */
async function hasPermission(verb: Verb, { context, circumstances }: TenantSession, { signingIn }: ReadyParts): Promise<boolean> {
  const wanted = furtherPermission[verb];
  if (context.authType !== 'Delegated' || circumstances.granted?.permissions.includes(wanted) === true) {
    return true;
  }
  return (await signingIn.stepUp(context, [wanted])) !== undefined;
}

/** An export can be sent without the permission to follow it: that is said, and is no reason to stop. */
async function canFollow(session: TenantSession, parts: ReadyParts): Promise<void> {
  try {
    await hasPermission('export', session, parts);
  } catch (error) {
    if (!(error instanceof SignInError)) {
      throw error;
    }
    const { whatHappened } = explain(error, session.circumstances);
    void window.showWarningMessage(messageText(t('The export can be sent, but not followed to its end. {0}', whatHappened)));
  }
}

/** Asks for the unlocking, and for the permission that reading does not have, where they are missing. Gives whether to go on. Throws SignInError. */
export async function readyToAct(verb: Verb, session: TenantSession, parts: ReadyParts): Promise<boolean> {
  if (!session.unlocked && !(await offerUnlock(parts.contexts, session))) {
    return false;
  }
  if (verb === 'remove') {
    return hasPermission(verb, session, parts);
  }
  await canFollow(session, parts);
  return true;
}
