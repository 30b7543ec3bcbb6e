import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { actorName, contextDifferences, type ActingContext } from '../../actions/actingContext';
import { organisationText } from '../../present/acting/organisationText';
import { messageText } from '../../present/plainText';
import { actingContext } from '../actionServices';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

/** The signed-in tenant that a plan is bound to; undefined after saying which one is missing. */
export function sessionFor(context: ActingContext, sessions: TenantSessions): TenantSession | undefined {
  const session = sessions.all.find((candidate) => contextDifferences(context, actingContext(candidate)).length === 0);
  if (session === undefined) {
    const { tenantId, tenantDisplayName: displayName, defaultDomainName } = context;
    const tenant = organisationText({ tenantId, displayName, defaultDomainName });
    const text = t(
      'This plan is for {0}, signed in as {1}. It runs nowhere else: connect there first.',
      tenant,
      messageText(actorName(context)),
    );
    void window.showErrorMessage(text);
  }
  return session;
}
