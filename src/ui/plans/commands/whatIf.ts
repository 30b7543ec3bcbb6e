import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Wanted } from '../../../actions/createPlan';
import { itemKey } from '../../../actions/plan';
import { chooseExport } from '../../exportTargets';
import { chooseRemoval } from '../../removalTargets';
import type { Command } from '../../targets';
import type { TenantSession } from '../../tenantSession';
import { askStorage } from '../askStorage';
import { planFor } from '../planFor';
import type { PlanParts } from '../planParts';
import { askReason } from '../whom';

type WhatIfParts = Pick<PlanParts, 'sessions' | 'files' | 'errors' | 'actionPages'>;

interface Chosen {
  readonly session: TenantSession;
  readonly wanted: Wanted;
}

async function chooseExportPlan(parts: WhatIfParts, node: unknown, selection: unknown): Promise<Chosen | undefined> {
  const chosen = await chooseExport(parts.sessions, node, selection);
  if (chosen === undefined) {
    return undefined;
  }
  const { session, people } = chosen;
  const storage = await askStorage(people, session.context.environment.kind === 'sandbox', parts.files.vault.of(session.context.id));
  const wanted = storage && people.filter((person) => storage.has(itemKey(person.homeTenantId, person.userId)));
  return wanted && { session, wanted: { verb: 'export', direction: 'inbound', people: wanted, storage } };
}

/** Makes the plan of an export or a removal, shows it, and stops: nothing is sent but reads. */
export function whatIf(parts: WhatIfParts, verb: Wanted['verb']): Command {
  return async (node, selection) => {
    const chosen =
      verb === 'remove' ? await chooseRemoval(parts.sessions, node, selection) : await chooseExportPlan(parts, node, selection);
    const reason = chosen && (await askReason(t('What If')));
    if (chosen === undefined || reason === undefined) {
      return;
    }

    try {
      const planned = await planFor(chosen.session, chosen.wanted, reason, parts.files);
      if (planned !== undefined) {
        await parts.actionPages.showPlan(planned.plan);
        void window.showInformationMessage(t('What If: nothing was sent. The plan can be saved, reviewed and run.'));
      }
    } catch (error) {
      parts.errors.show(error, chosen.session.circumstances);
    }
  };
}
