import { t } from '@vscode/l10n';
import type { Contexts } from '../../signin/contexts';
import { offerUnlock } from '../offerUnlock';
import { pickSession } from '../picks';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

interface LockParts {
  readonly contexts: Contexts;
  readonly sessions: TenantSessions;
}

export function unlock({ contexts, sessions }: LockParts): Command {
  return async (node, selection) => {
    const [named] = targets(['context'], node, selection);
    const session =
      named === undefined ? await pickSession(sessions.choices, t('Unlock Export and Removal')) : sessions.get(named.contextId);
    if (session !== undefined) {
      await offerUnlock(contexts, session);
    }
  };
}

export function lock({ contexts, sessions }: LockParts): Command {
  return async (node, selection) => {
    const [named] = targets(['context'], node, selection);
    const session = named === undefined ? await pickSession(sessions.choices, t('Lock Export and Removal')) : sessions.get(named.contextId);
    if (session !== undefined) {
      contexts.lock(session.context.id);
    }
  };
}
