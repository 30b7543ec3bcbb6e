import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { contextTitle, identityTitle } from '../../present/places';
import { messageText } from '../../present/plainText';
import type { Contexts } from '../../signin/contexts';
import { pickSession } from '../picks';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export function disconnect({ contexts, sessions }: { readonly contexts: Contexts; readonly sessions: TenantSessions }): Command {
  return async (node, selection) => {
    const [named] = targets(['context'], node, selection);
    const session = named === undefined ? await pickSession(sessions.choices, t('Disconnect')) : sessions.get(named.contextId);
    if (session === undefined) {
      return;
    }

    const { context } = session;
    const title = contextTitle(context, session.namesOf(context.tenantId));
    await contexts.disconnect(context.id);
    window.setStatusBarMessage(messageText(t('Disconnected from {0} ({1}).', title, identityTitle(context))), 5000);
  };
}
