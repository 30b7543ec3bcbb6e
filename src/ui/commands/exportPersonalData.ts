import { t } from '@vscode/l10n';
import { chooseExport } from '../exportTargets';
import { offerUnlock } from '../offerUnlock';
import { actOn } from '../plans/actOn';
import { askStorage } from '../plans/askStorage';
import { planFor } from '../plans/planFor';
import type { PlanParts } from '../plans/planParts';
import { askReason } from '../plans/whom';
import type { Command } from '../targets';

export type ExportParts = Pick<PlanParts, 'contexts' | 'sessions' | 'files' | 'errors' | 'runs' | 'following' | 'signingIn'>;

export function exportPersonalData(parts: ExportParts): Command {
  return async (node, selection) => {
    const chosen = await chooseExport(parts.sessions, node, selection);
    if (chosen === undefined || !(chosen.session.unlocked || (await offerUnlock(parts.contexts, chosen.session)))) {
      return;
    }

    const { session, people } = chosen;
    const reason = await askReason(t('Export Personal Data'));
    if (reason === undefined) {
      return;
    }

    try {
      const storage = await askStorage(people, session.context.environment.kind === 'sandbox', parts.files.vault.of(session.context.id));
      const planned = storage && (await planFor(session, { verb: 'export', direction: 'inbound', people, storage }, reason, parts.files));
      await (planned && actOn(planned, session, parts));
    } catch (error) {
      parts.errors.show(error, session.circumstances);
    }
  };
}
