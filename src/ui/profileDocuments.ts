import { t } from '@vscode/l10n';
import { Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import { contextDocument } from '../present/contextDocument';
import { documentScheme } from '../present/contract';
import { profileDocumentText, type ProfileDocument } from '../present/profileDocument';
import { inboundDocument, outboundDocument, unreadableDocument, type Listed, type ProfileSubject } from '../present/profilePages';
import { shownProfiles } from '../present/tree/reading';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

function idOf(subject: ProfileSubject): string {
  switch (subject.kind) {
    case 'unreadable':
      return subject.direction;
    case 'context':
      return subject.contextId;
    case 'inbound':
    case 'outbound':
      return subject.userId;
  }
}

function nameOf(subject: ProfileSubject): string {
  const id = idOf(subject);
  return id.replace(/[^\w.-]/g, '_').slice(0, 80);
}

/** The page of a context is made anew each time: what was granted, and until when, changes. */
function uriOf(subject: ProfileSubject): Uri {
  const fragment = subject.kind === 'context' ? String(Date.now()) : '';
  return Uri.from({ scheme: documentScheme, path: `/${subject.kind}/${nameOf(subject)}.md`, query: JSON.stringify(subject), fragment });
}

function listed(session: TenantSession, homeTenantId: string, userId: string): Listed {
  const profiles = shownProfiles(session.inbound);
  const [row] = profiles?.rowNumbersByKey(homeTenantId, userId) ?? [];
  return profiles === undefined || row === undefined ? undefined : { profile: profiles.row(row), raw: profiles.raw(row) };
}

async function documentOf(subject: ProfileSubject, session: TenantSession): Promise<ProfileDocument> {
  switch (subject.kind) {
    case 'inbound': {
      const reading = await session.profiles.readInboundProfile(subject.homeTenantId, subject.userId);
      return inboundDocument(listed(session, subject.homeTenantId, subject.userId), reading, session, new Date());
    }
    case 'outbound': {
      const tenants = await session.profiles.readTenantsOfUser(subject.userId);
      const profiles = shownProfiles(session.outbound);
      const [row] = profiles?.rowsOfUserId(subject.userId) ?? [];
      const raw = profiles === undefined || row === undefined ? { userId: subject.userId } : profiles.raw(row);
      return outboundDocument(subject.userId, tenants, raw, session, new Date());
    }
    case 'context':
      return contextDocument(session.contextFacts);
    case 'unreadable':
      return unreadableDocument(shownProfiles(session[subject.direction])?.unreadable ?? [], session);
  }
}

/** Read-only documents about profiles. Their addresses hold ids only. */
export class ProfileDocuments implements TextDocumentContentProvider {
  constructor(private readonly sessions: TenantSessions) {}

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const subject = JSON.parse(uri.query) as ProfileSubject;
    const session = this.sessions.get(subject.contextId);
    return session === undefined
      ? `${t('Nobody is signed in to the tenant of this document any more. Connect, and open it again.')}\n`
      : profileDocumentText(await documentOf(subject, session));
  }

  async open(subject: ProfileSubject): Promise<void> {
    const document = await workspace.openTextDocument(uriOf(subject));
    await window.showTextDocument(document, { preview: true });
  }
}
