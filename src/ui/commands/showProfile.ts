import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { ProfileSubject } from '../../present/profilePages';
import type { Direction } from '../../profiles/sharedProfiles';
import { pickPerson, pickSession, pickUser } from '../picks';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export interface ProfileParts {
  readonly sessions: TenantSessions;
  readonly documents: { open(subject: ProfileSubject): Promise<void> };
}

function subjectOf(node: unknown, selection: unknown): ProfileSubject | undefined {
  const [chosen] = targets(['inboundProfile', 'outboundUser', 'unreadable'], node, selection);
  switch (chosen?.kind) {
    case 'inboundProfile': {
      const { homeTenantId, userId } = chosen.profile;
      return { kind: 'inbound', contextId: chosen.contextId, homeTenantId, userId };
    }
    case 'outboundUser':
      return { kind: 'outbound', contextId: chosen.contextId, userId: chosen.userId };
    case 'unreadable':
      return { kind: 'unreadable', contextId: chosen.contextId, direction: chosen.direction };
    case undefined:
      return undefined;
  }
}

async function pickDirection(title: string): Promise<Direction | undefined> {
  const items = [
    { label: t('Inbound'), description: t('a person of another organisation, here'), direction: 'inbound' as const },
    { label: t('Outbound'), description: t('one of our users, in other organisations'), direction: 'outbound' as const },
  ];
  return (await window.showQuickPick(items, { title, placeHolder: t('Whose profile?') }))?.direction;
}

async function pickSubject(sessions: TenantSessions): Promise<ProfileSubject | undefined> {
  const title = t('Show Profile');
  const session = await pickSession(sessions.choices, title);
  const direction = session && (await pickDirection(title));
  if (session === undefined || direction === undefined) {
    return undefined;
  }
  const contextId = session.context.id;
  if (direction === 'outbound') {
    const userId = await pickUser(session, title);
    return userId === undefined ? undefined : { kind: 'outbound', contextId, userId };
  }
  const profile = await pickPerson(session, title);
  return profile && { kind: 'inbound', contextId, homeTenantId: profile.homeTenantId, userId: profile.userId };
}

export function showProfile({ sessions, documents }: ProfileParts): Command {
  return async (node, selection) => {
    const subject = subjectOf(node, selection) ?? (await pickSubject(sessions));
    if (subject !== undefined) {
      await documents.open(subject);
    }
  };
}
