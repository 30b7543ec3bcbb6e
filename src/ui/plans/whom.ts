import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { OutboundReference } from '../../actions/planItems';
import type { InboundSharedUserProfile } from '../../graph/resources';
import { shownProfiles } from '../../present/tree/reading';
import type { ExternalTenantNode, HomeTenantNode, OutboundUserNode } from '../../present/tree/nodes';
import { narrowedRowsOf } from '../../profiles/narrowedProfiles';
import { sameId } from '../../profiles/sameId';
import type { TenantSession } from '../tenantSession';

/** Everybody of one home tenant, as far as the list is read; of a tree that shows only some, those. Says so when it is not read to its end. */
export async function peopleOfHomeTenant(
  session: TenantSession,
  { tenantId, seen }: HomeTenantNode,
): Promise<readonly InboundSharedUserProfile[]> {
  await session.profiles.load('inbound');
  const profiles = shownProfiles(session.inbound);
  const { inbound } = session;
  sayWhenPartial(inbound.kind === 'loaded' && inbound.completeness.kind === 'complete');
  if (seen !== undefined) {
    return [...narrowedRowsOf(seen.of, tenantId)].map((row) => seen.of.store.row(row));
  }
  return profiles === undefined ? [] : [...profiles.rowsOfHomeTenant(tenantId)].map((row) => profiles.row(row));
}

/** One of our users in every organisation that holds their data, read now; of a tree that shows only some of these, those. Throws what the reading throws. */
export async function referencesOfUser(session: TenantSession, { userId, seen }: OutboundUserNode): Promise<readonly OutboundReference[]> {
  const tenants = await session.profiles.readTenantsOfUser(userId);
  if (tenants.kind === 'failed') {
    throw tenants.error;
  }
  sayWhenPartial(tenants.kind === 'known' && tenants.unreadable === 0);
  const isSeen = (tenantId: string): boolean => seen === undefined || seen.tenantIds.some((each) => sameId(each, tenantId));
  return (tenants.kind === 'known' ? tenants.tenantIds : []).filter(isSeen).map((tenantId) => outboundReference(userId, tenantId));
}

/** All our users whose data one organisation holds, as far as known; of a tree that shows only some of them, those. */
export async function referencesAtTenant(
  session: TenantSession,
  { tenantId, seen }: ExternalTenantNode,
): Promise<readonly OutboundReference[]> {
  await session.profiles.load('outbound');
  const profiles = shownProfiles(session.outbound);
  const { outbound } = session;
  sayWhenPartial(outbound.kind === 'loaded' && outbound.completeness.kind === 'complete');
  if (seen !== undefined) {
    return seen.userIds.map((userId) => outboundReference(userId, tenantId));
  }
  return profiles === undefined
    ? []
    : [...profiles.rowsOfTenant(tenantId)].map((row) => outboundReference(profiles.row(row).userId, tenantId));
}

export function outboundReference(userId: string, tenantId: string): OutboundReference {
  return { userId, tenantId, userPrincipalName: null, displayName: null };
}

/** The reason that goes into plan and journal, never an empty one; undefined when the person gave up. */
export async function askReason(title: string): Promise<string | undefined> {
  return window.showInputBox({
    title,
    prompt: t('Why? The reason is kept in the plan and in the journal.'),
    placeHolder: t('such as the number of the request or of the case'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? t('It cannot be empty.') : undefined),
  });
}

function sayWhenPartial(complete: boolean): void {
  if (!complete) {
    void window.showWarningMessage(t('The list was not read to its end: not everybody may be in this plan.'));
  }
}
