import { t } from '@vscode/l10n';
import { Uri, window } from 'vscode';
import { readItemNames } from '../../../actions/pastRuns';
import { tenantFolder, type TenantFolder } from '../../../actions/tenantFolder';
import { readTimeline, verifyJournal, type TimelineFilter } from '../../../actions/verifyJournal';
import { journalCheckText, journalVerdict } from '../../../present/acting/journalText';
import { timelineText } from '../../../present/acting/timelineText';
import { contextTitle } from '../../../present/places';
import { codeSpan } from '../../../present/markdown';
import { actingContext } from '../../actionServices';
import { pickSession } from '../../picks';
import { targets, type Command } from '../../targets';
import type { TenantSession } from '../../tenantSession';
import { readPlanAt } from '../planOf';
import type { PlanParts } from '../planParts';
import { sessionFor } from '../sessionFor';

type JournalParts = Pick<PlanParts, 'sessions' | 'files' | 'errors' | 'actionPages'>;

interface Subject {
  readonly session: TenantSession;
  readonly filter: TimelineFilter;
}

const subjectKinds = ['context', 'homeTenant', 'externalTenant', 'inboundProfile', 'outboundUser', 'tenantReference'] as const;

function filterOf(node: ReturnType<typeof targets<(typeof subjectKinds)[number]>>[number]): TimelineFilter {
  switch (node.kind) {
    case 'context':
      return {};
    case 'homeTenant':
    case 'externalTenant':
      return { tenantId: node.tenantId };
    case 'inboundProfile':
      return { userId: node.profile.userId, tenantId: node.profile.homeTenantId };
    case 'outboundUser':
      return { userId: node.userId };
    case 'tenantReference':
      return { userId: node.userId, tenantId: node.tenantId };
  }
}

async function chooseSubject({ sessions, actionPages }: JournalParts, node: unknown, title: string): Promise<Subject | undefined> {
  if (node instanceof Uri) {
    const plan = actionPages.planOf(node) ?? (await readPlanAt(node));
    const session = plan && sessionFor(plan.context, sessions);
    return plan && session && { session, filter: { plan: plan.sha256 } };
  }
  const [chosen] = targets(subjectKinds, node, undefined);
  const session = chosen === undefined ? await pickSession(sessions.choices, title) : sessions.get(chosen.contextId);
  return session && { session, filter: chosen === undefined ? {} : filterOf(chosen) };
}

function filterTexts({ userId, tenantId, plan }: TimelineFilter): readonly string[] {
  return [
    ...(userId === undefined ? [] : [t('Only user id {0}', codeSpan(userId))]),
    ...(tenantId === undefined ? [] : [t('Only organisation {0}', codeSpan(tenantId))]),
    ...(plan === undefined ? [] : [t('Only the plan with SHA-256 {0}', codeSpan(plan))]),
  ];
}

function folderOf(session: TenantSession, { files }: JournalParts): TenantFolder {
  return tenantFolder({ directory: files.directory }, actingContext(session));
}

/** Shows what was done in a tenant, with a person or with an organisation: every line of the journal that concerns it. */
export function showTimeline(parts: JournalParts): Command {
  return async (node) => {
    const subject = await chooseSubject(parts, node, t('Show Timeline'));
    if (subject === undefined) {
      return;
    }

    const { session, filter } = subject;
    try {
      const folder = folderOf(session, parts);
      const [verified, entries] = await Promise.all([verifyJournal(folder.journalFile), readTimeline(folder.journalFile, filter)]);
      const names = await readItemNames(
        folder,
        entries.flatMap((entry) => ('plan' in entry ? [entry.plan] : [])),
      );
      const title = contextTitle(session.context, session.namesOf(session.context.tenantId));
      const head = [`# ${t('Timeline of {0}', codeSpan(title))}`, ...filterTexts(filter), journalVerdict(verified)];
      await parts.actionPages.showText(`timeline-${session.context.tenantId}`, [...head, timelineText(entries, names)].join('\n\n'));
    } catch (error) {
      parts.errors.show(error, session.circumstances);
    }
  };
}

/** Checks the journal of a tenant line by line and says what that proves and what not. */
export function verifyTenantJournal(parts: JournalParts): Command {
  return async (node) => {
    const subject = await chooseSubject(parts, node, t('Verify Journal'));
    if (subject === undefined) {
      return;
    }

    const { session } = subject;
    try {
      const { journalFile } = folderOf(session, parts);
      const verified = await verifyJournal(journalFile);
      const title = contextTitle(session.context, session.namesOf(session.context.tenantId));
      const text = [`# ${t('Journal of {0}', codeSpan(title))}`, codeSpan(journalFile), journalCheckText(verified)].join('\n\n');
      await parts.actionPages.showText(`journal-${session.context.tenantId}`, text);
      const show = verified.kind === 'intact' ? window.showInformationMessage : window.showErrorMessage;
      void show(journalVerdict(verified));
    } catch (error) {
      parts.errors.show(error, session.circumstances);
    }
  };
}
