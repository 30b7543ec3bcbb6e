import { t } from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { callsOfPlan, copyContextOf } from '../../../present/copying/callsOf';
import { planScript } from '../../../present/copying/planScript';
import { copyCalls } from '../../copying';
import type { Command } from '../../targets';
import { choosePlan } from '../planOf';
import type { PlanParts } from '../planParts';

type CopyPlanParts = Pick<PlanParts, 'actionPages' | 'errors'>;

/** Copies the calls of a plan as another tool writes them. Sends nothing. */
export function copyPlanAs({ actionPages, errors }: CopyPlanParts): Command {
  return async (target) => {
    const title = t('Copy Plan As');
    const plan = await choosePlan(target, actionPages, title);

    try {
      await (plan && copyCalls(callsOfPlan(plan), copyContextOf(plan), title));
    } catch (error) {
      errors.show(error);
    }
  };
}

/** Opens a plan as a PowerShell script to be reviewed, in an editor of its own that is not saved. Sends nothing. */
export function openPlanAsScript({ actionPages, errors }: CopyPlanParts): Command {
  return async (target) => {
    const plan = await choosePlan(target, actionPages, t('Open as Script'));

    try {
      const content = plan && planScript(plan);
      if (content !== undefined) {
        await window.showTextDocument(await workspace.openTextDocument({ language: 'powershell', content }), { preview: false });
      }
    } catch (error) {
      errors.show(error);
    }
  };
}
