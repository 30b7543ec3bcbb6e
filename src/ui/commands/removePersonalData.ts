import { t } from '@vscode/l10n';
import { offerUnlock } from '../offerUnlock';
import { actOn } from '../plans/actOn';
import { planFor } from '../plans/planFor';
import type { PlanParts } from '../plans/planParts';
import { askReason } from '../plans/whom';
import { chooseRemoval } from '../removalTargets';
import type { Command } from '../targets';

export type RemoveParts = Pick<PlanParts, 'contexts' | 'sessions' | 'files' | 'errors' | 'runs' | 'following' | 'signingIn'>;

export function removePersonalData(parts: RemoveParts): Command {
  return async (node, selection) => {
    const chosen = await chooseRemoval(parts.sessions, node, selection);
    if (chosen === undefined || !(chosen.session.unlocked || (await offerUnlock(parts.contexts, chosen.session)))) {
      return;
    }

    const { session, wanted } = chosen;
    const reason = await askReason(t('Remove Personal Data'));
    if (reason === undefined) {
      return;
    }

    try {
      const planned = await planFor(session, wanted, reason, parts.files);
      await (planned && actOn(planned, session, parts));
    } catch (error) {
      parts.errors.show(error, session.circumstances);
    }
  };
}
