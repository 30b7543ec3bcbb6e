import { t } from '@vscode/l10n';
import { actionServices } from '../../actionServices';
import { readPlanNames } from '../../planFacts';
import type { Command } from '../../targets';
import { actOn } from '../actOn';
import { choosePlan } from '../planOf';
import type { PlanParts } from '../planParts';
import { sessionFor } from '../sessionFor';

/** Runs a plan from a page or a file, in the context that it is bound to. */
export function runPlan(parts: PlanParts): Command {
  return async (target) => {
    const plan = await choosePlan(target, parts.actionPages, t('Run Plan'));
    const session = plan && sessionFor(plan.context, parts.sessions);
    if (plan === undefined || session === undefined) {
      return;
    }

    try {
      await readPlanNames(session, plan);
      await actOn({ plan, services: await actionServices(session, parts.files) }, session, parts);
    } catch (error) {
      parts.errors.show(error, session.circumstances);
    }
  };
}
