import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { pickSession, pickUser } from '../picks';
import { findTenantId, pickTenantName } from '../pickTenant';
import type { Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';
import type { TablePanels } from '../triage/tablePanels';
import type { PeopleVerbs } from '../triage/verbs';
import { startingTable } from '../triage/startingTables';

export interface TriageParts {
  readonly sessions: TenantSessions;
  readonly tables: TablePanels;
  readonly verbs: PeopleVerbs;
}

/** Whether anybody is signed in; says so when not. */
export function isConnected({ sessions }: TriageParts): boolean {
  if (sessions.all.length === 0) {
    void window.showInformationMessage(t('Nobody is signed in. Connect first.'));
  }
  return sessions.all.length > 0;
}

/** Our service was hit: everyone inbound, by home organisation. */
export function serviceHit(parts: TriageParts): Command {
  return () => {
    if (isConnected(parts)) {
      parts.tables.show(startingTable({ kind: 'service' }, parts.sessions, parts.verbs));
    }
  };
}

/** A partner was hit: their people here and our people there. */
export function partnerHit(parts: TriageParts): Command {
  return async () => {
    const [session] = parts.sessions.all;
    if (!isConnected(parts) || session === undefined) {
      return;
    }
    const named = await pickTenantName(parts.sessions.all, t('A Partner Was Hit'));
    if (named !== undefined) {
      const tenantId = await findTenantId(named, session);
      parts.tables.show(startingTable({ kind: 'partner', tenantId }, parts.sessions, parts.verbs));
    }
  };
}

/** A user of ours was hit: which organisations hold this user's data. */
export function userHit(parts: TriageParts): Command {
  return async () => {
    if (!isConnected(parts)) {
      return;
    }
    const title = t('A User Was Hit');
    const session = await pickSession(parts.sessions.choices, title);
    const userId = session && (await pickUser(session, title));
    if (userId !== undefined) {
      parts.tables.show(startingTable({ kind: 'user', userId }, parts.sessions, parts.verbs));
    }
  };
}
