import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { contextTitle, identityTitle, lostTitle } from '../../present/places';
import { messageText } from '../../present/plainText';
import type { Contexts } from '../../signin/contexts';
import type { ActingFiles } from '../actionServices';
import { pickSession } from '../picks';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export interface DisconnectParts {
  readonly contexts: Contexts;
  readonly sessions: TenantSessions;
  readonly files: Pick<ActingFiles, 'vault'>;
}

/** Forgets a context, and the storage locations that are kept for it. */
export async function forgetContext({ contexts, files }: Pick<DisconnectParts, 'contexts' | 'files'>, contextId: string): Promise<void> {
  await contexts.disconnect(contextId);
  await files.vault.forgetAllOf(contextId);
}

export function disconnect(parts: DisconnectParts): Command {
  const { sessions } = parts;
  return async (node, selection) => {
    const [lost] = targets(['lostContext'], node, selection);
    if (lost !== undefined) {
      await forgetContext(parts, lost.contextId);
      window.setStatusBarMessage(messageText(t('{0} is forgotten.', lostTitle(lost.lost))), 5000);
      return;
    }

    const [named] = targets(['context'], node, selection);
    const session = named === undefined ? await pickSession(sessions.choices, t('Disconnect')) : sessions.get(named.contextId);
    if (session === undefined) {
      return;
    }

    const { context } = session;
    const title = contextTitle(context, session.namesOf(context.tenantId));
    await forgetContext(parts, context.id);
    window.setStatusBarMessage(messageText(t('Disconnected from {0} ({1}).', title, identityTitle(context))), 5000);
  };
}
