import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import { commands } from '../../present/contract';
import { foundVerbs } from '../../present/foundVerbs';
import { personName } from '../../present/personName';
import { contextTitle } from '../../present/places';
import { pickText } from '../../present/plainText';
import { nodePath, type InboundProfileNode, type OutboundUserNode } from '../../present/tree/nodes';
import type { TenantSessions } from '../tenantSessions';
import type { FoundEverywhere } from './pickEverywhere';

type FoundSomebody = Extract<FoundEverywhere, { readonly kind: 'inbound' | 'outbound' }>;

/** The row of the tree that somebody who was found would be. */
function nodeOf(found: FoundSomebody): InboundProfileNode | OutboundUserNode {
  const { contextId } = found;
  if (found.kind === 'inbound') {
    const { profile } = found;
    const id = nodePath(contextId, 'inbound', profile.homeTenantId, profile.userId);
    return { kind: 'inboundProfile', id, contextId, profile, fate: undefined };
  }
  const { userId, tenants } = found.user;
  const count = tenants.kind === 'pending' ? 0 : tenants.tenantIds.length;
  const id = nodePath(contextId, 'outbound', 'user', userId);
  return { kind: 'outboundUser', id, contextId, userId, tenants: { kind: tenants.kind, count } };
}

/** Says where somebody is: of a user of ours, all organisations are meant, whatever was typed. */
function questionOf(found: FoundSomebody, tenant: string): string {
  if (found.kind === 'inbound') {
    return t('What to do? {0}, inbound in {1}', pickText(found.profile.userPrincipalName), tenant);
  }
  const { tenants } = found.user;
  return tenants.kind === 'known'
    ? t('What to do? A user of {0}, outbound, in all their organisations: {1}', tenant, tenants.tenantIds.length)
    : t('What to do? A user of {0}, outbound', tenant);
}

/** Asks what to do with somebody who was found, and does it: the verbs of the tree, in the tenant where they were found. */
export async function actOnFound(sessions: TenantSessions, found: FoundSomebody): Promise<void> {
  const session = sessions.get(found.contextId);
  if (session === undefined) {
    return;
  }
  const node = nodeOf(found);
  const tenant = contextTitle(session.context, session.namesOf(session.context.tenantId));
  const name = found.kind === 'inbound' ? personName(found.profile) : found.user.userId;
  const placeHolder = questionOf(found, pickText(tenant));
  const chosen = await window.showQuickPick(foundVerbs(node.kind), { title: pickText(name), placeHolder });
  if (chosen !== undefined) {
    await editorCommands.executeCommand(commands[chosen.command], node);
  }
}
