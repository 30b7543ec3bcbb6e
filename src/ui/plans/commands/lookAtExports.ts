import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { pickSession } from '../../picks';
import { targets, type Command } from '../../targets';
import type { PlanParts } from '../planParts';

/** Asks for the progress of all running exports of a tenant now, whatever the pace. */
export function lookAtExports({ sessions, following, errors }: Pick<PlanParts, 'sessions' | 'following' | 'errors'>): Command {
  return async (node) => {
    const [chosen] = targets(['exports', 'export'], node, undefined);
    const session =
      chosen === undefined ? await pickSession(sessions.choices, t('Look at Running Exports')) : sessions.get(chosen.contextId);
    if (session === undefined) {
      return;
    }
    try {
      const watch = await following.watchOf(session);
      await watch.lookNow();
      void (watch.exports.length === 0 && window.showInformationMessage(t('No export is running in this tenant.')));
    } catch (error) {
      errors.show(error, session.circumstances);
    }
  };
}
