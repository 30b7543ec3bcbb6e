import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { operation, operationIds } from '../../graph/operations';
import { callKinds, copyChoices } from '../../present/copying/callsOf';
import { askedInLogs } from '../../present/copying/kqlOfNodes';
import { copyCalls, copyChoice, pickOperation } from '../copying';
import { pickSession } from '../picks';
import type { ErrorDisplay } from '../showError';
import { targets, type Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

export interface CopyAsParts {
  readonly sessions: TenantSessions;
  readonly errors: ErrorDisplay;
}

async function askPath(session: TenantSession, title: string): Promise<void> {
  const chosen = await pickOperation(
    operationIds.filter((id) => id !== 'batch').map((id) => ({ operation: id })),
    title,
  );
  const path: Record<string, string> = {};
  for (const { name } of chosen === undefined ? [] : operation(chosen.operation).pathParameters) {
    const value = await window.showInputBox({ title, prompt: name, ignoreFocusOut: true });
    if (value === undefined) {
      return;
    }
    path[name] = value.trim();
  }
  await (chosen && copyCalls([{ operation: chosen.operation, path }], session.context, title));
}

/** Copies the calls for the chosen rows, or any call of the operation table, as another tool writes them. Sends nothing. */
export function copyCallsAs({ sessions, errors }: CopyAsParts): Command {
  const title = t('Copy As');
  return async (node, selection) => {
    const nodes = targets(callKinds, node, selection);
    const [first] = nodes;
    const session = first === undefined ? await pickSession(sessions.choices, title) : sessions.get(first.contextId);
    const choices = copyChoices(nodes);
    if (first !== undefined && (nodes.some(({ contextId }) => contextId !== first.contextId) || choices.length === 0)) {
      void window.showErrorMessage(t('Choose rows of one kind and of one signed-in tenant.'));
      return;
    }

    try {
      await (session && (first === undefined ? askPath(session, title) : copyChoice(choices, askedInLogs(nodes), session.context, title)));
    } catch (error) {
      errors.show(error, session?.circumstances);
    }
  };
}
