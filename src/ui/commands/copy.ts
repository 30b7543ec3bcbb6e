import { t } from '@vscode/l10n';
import { env, window } from 'vscode';
import type { TreeNode } from '../../present/tree/nodes';
import { shownProfiles } from '../../present/tree/reading';
import { visibleJson } from '../../present/profileDocument';
import { pickPerson, pickSession } from '../picks';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

const copied = ['context', 'homeTenant', 'inboundProfile', 'outboundUser', 'externalTenant', 'tenantReference', 'unreadable'] as const;
type Copied = Extract<TreeNode, { readonly kind: (typeof copied)[number] }>;

function idOf(node: Copied): string {
  switch (node.kind) {
    case 'context':
      return node.context.tenantId;
    case 'inboundProfile':
      return node.profile.userId;
    case 'outboundUser':
      return node.userId;
    case 'homeTenant':
    case 'externalTenant':
      return node.tenantId;
    case 'tenantReference':
      return node.under === 'user' ? node.tenantId : node.userId;
    case 'unreadable':
      return '';
  }
}

function rawOf(node: Copied, sessions: TenantSessions): unknown {
  const session = sessions.get(node.contextId);
  switch (node.kind) {
    case 'inboundProfile': {
      const profiles = session && shownProfiles(session.inbound);
      const [row] = profiles?.rowNumbersByKey(node.profile.homeTenantId, node.profile.userId) ?? [];
      return row === undefined ? node.profile : profiles?.raw(row);
    }
    case 'context':
    case 'homeTenant':
    case 'externalTenant': {
      const tenantId = idOf(node);
      return session?.profiles.tenants.known(tenantId)?.raw ?? { tenantId };
    }
    case 'outboundUser':
      return { userId: node.userId };
    case 'tenantReference':
      return { userId: node.userId, tenantId: node.tenantId };
    case 'unreadable':
      return session && shownProfiles(session[node.direction])?.unreadable.map(({ raw }) => raw);
  }
}

async function pickNode(sessions: TenantSessions, title: string): Promise<Copied | undefined> {
  const session = await pickSession(sessions.choices, title);
  const profile = session && (await pickPerson(session, title));
  return profile && { kind: 'inboundProfile', id: '', contextId: session.context.id, profile, fate: undefined };
}

function copy(title: string, sessions: TenantSessions, textOf: (nodes: readonly Copied[]) => string): Command {
  return async (node, selection) => {
    const chosen = targets(copied, node, selection);
    const picked = chosen.length > 0 ? undefined : await pickNode(sessions, title);
    const text = textOf(picked === undefined ? chosen : [picked]);
    if (text !== '') {
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(t('Copied'), 3000);
    }
  };
}

export function copyId(sessions: TenantSessions): Command {
  return copy(t('Copy Id'), sessions, (nodes) => nodes.map(idOf).join('\n'));
}

export function copyUserPrincipalName(sessions: TenantSessions): Command {
  return copy(t('Copy User Principal Name'), sessions, (nodes) =>
    nodes.flatMap((node) => (node.kind === 'inboundProfile' ? [node.profile.userPrincipalName] : [])).join('\n'),
  );
}

export function copyJson(sessions: TenantSessions): Command {
  return copy(t('Copy as JSON'), sessions, (nodes) => {
    const values = nodes.map((node) => rawOf(node, sessions));
    return values.length === 0 ? '' : visibleJson(values.length === 1 ? values[0] : values);
  });
}
