import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import { planFileExtension, planFileText } from '../../../actions/planFile';
import type { Plan } from '../../../actions/plan';
import { planComparisonText } from '../../../present/acting/planComparisonText';
import type { Command } from '../../targets';
import { choosePlan, pickPlanFile, readPlanAt } from '../planOf';
import type { PlanParts } from '../planParts';

type FileParts = Pick<PlanParts, 'actionPages' | 'errors'>;

/** Shows a plan file in readable form. */
export function openPlan({ actionPages }: FileParts): Command {
  return async (target) => {
    const plan = await choosePlan(target, actionPages, t('Open Plan'));
    await (plan && actionPages.showPlan(plan));
  };
}

/** Writes a plan to a file: to be reviewed, committed, compared, opened again and run. */
export function savePlan({ actionPages }: FileParts): Command {
  return async (target) => {
    const plan = await choosePlan(target, actionPages, t('Save Plan'));
    const uri =
      plan && (await window.showSaveDialog({ title: t('Save Plan'), defaultUri: defaultUri(plan), filters: { [t('Plans')]: ['json'] } }));
    if (plan === undefined || uri === undefined) {
      return;
    }
    await workspace.fs.writeFile(uri, Buffer.from(planFileText(plan), 'utf8'));
    await window.showTextDocument(uri, { preview: false });
  };
}

/** Compares a plan with another one, person by person. */
export function comparePlan({ actionPages }: FileParts): Command {
  return async (target) => {
    const title = t('Compare Plan');
    const left = await choosePlan(target, actionPages, title);
    const uri = left && (await pickPlanFile(t('Compare With')));
    const right = uri && (await readPlanAt(uri));
    await (left && right && actionPages.showText('comparison', planComparisonText(left, right)));
  };
}

function defaultUri({ verb, direction, items, sha256 }: Plan): Uri {
  const name = `${verb}-${direction}-${items.length}-${sha256.slice(0, 8)}${planFileExtension}`;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? Uri.file(name) : Uri.joinPath(folder, name);
}
