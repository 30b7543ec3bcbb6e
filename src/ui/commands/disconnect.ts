import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { contextTitle, identityTitle, lostTitle } from '../../present/places';
import { messageText } from '../../present/plainText';
import type { Contexts } from '../../signin/contexts';
import { pickSession } from '../picks';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export function disconnect({ contexts, sessions }: { readonly contexts: Contexts; readonly sessions: TenantSessions }): Command {
  return async (node, selection) => {
    const [lost] = targets(['lostContext'], node, selection);
    if (lost !== undefined) {
      await contexts.disconnect(lost.contextId);
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
    await contexts.disconnect(context.id);
    window.setStatusBarMessage(messageText(t('Disconnected from {0} ({1}).', title, identityTitle(context))), 5000);
  };
}
