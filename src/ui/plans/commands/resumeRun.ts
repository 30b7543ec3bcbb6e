import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { readKeptPlan, tenantFolder } from '../../../actions/tenantFolder';
import { actedInText } from '../../../present/acting/organisationText';
import { unfinishedDetail, unfinishedTitle } from '../../../present/acting/unfinishedText';
import { unusablePlanText } from '../../../present/acting/unusablePlan';
import { contextTitle } from '../../../present/places';
import { pickText } from '../../../present/plainText';
import { actionServices } from '../../actionServices';
import type { Command } from '../../targets';
import { lookAtResult, showing } from '../actOn';
import { goOn } from '../decideUnknown';
import type { PlanParts } from '../planParts';
import { readyToAct } from '../readyToAct';
import { unfinishedHere, type UnfinishedHere } from '../unfinished';

async function choose(found: readonly UnfinishedHere[]): Promise<UnfinishedHere | undefined> {
  if (found.length < 2) {
    return found[0];
  }
  const items = found.map((each) => ({
    label: unfinishedTitle(each.unfinished),
    description: pickText(contextTitle(each.session.context, each.session.namesOf(each.session.context.tenantId))),
    detail: unfinishedDetail(each.unfinished),
    each,
  }));
  return (await window.showQuickPick(items, { title: t('Go on with which run?') }))?.each;
}

async function askToGoOn({ unfinished }: UnfinishedHere, where: string): Promise<boolean> {
  const cancel = { title: t('Cancel') };
  const act = { title: t('Go On') };
  const close = { title: t('Close'), isCloseAffordance: true };
  const detail = [`${t('Acted in')}: ${where}`, '', unfinishedDetail(unfinished), t('Whoever is done is not met again.')].join('\n');
  return (await window.showWarningMessage(unfinishedTitle(unfinished), { modal: true, detail }, cancel, act, close)) === act;
}

/** Goes on with a run that was not finished, in the tenant and as the account that began it. */
export function resumeUnfinished(parts: PlanParts): Command {
  return async (run) => {
    const found = await unfinishedHere(parts.sessions, parts.files);
    const chosen = found.find(({ unfinished }) => unfinished.run === run) ?? (await choose(found));
    if (chosen === undefined) {
      void (found.length === 0 && window.showInformationMessage(t('No run of the signed-in tenants is unfinished.')));
      return;
    }

    const { session, unfinished } = chosen;
    try {
      const services = await actionServices(session, parts.files);
      const kept = await readKeptPlan(tenantFolder(services.place, services.context), unfinished.planHash);
      if (kept?.kind !== 'plan') {
        void window.showErrorMessage(kept === undefined ? t('The plan of this run is not there any more.') : unusablePlanText(kept.why));
        return;
      }
      const goes = (await askToGoOn(chosen, actedInText(kept.plan.context))) && (await readyToAct(kept.plan.verb, session, parts));
      const question = { run: unfinished.run, plan: kept.plan, services, onStarted: showing(session, parts) };
      const report = goes ? await goOn(question, new Map()) : undefined;
      await (report && lookAtResult(report, session, services, parts));
    } catch (error) {
      parts.errors.show(error, session.circumstances);
    }
  };
}
