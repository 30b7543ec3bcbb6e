import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { createPlan, type Wanted } from '../../actions/createPlan';
import type { RunReport } from '../../actions/run';
import type { ActionServices } from '../../actions/services';
import type { Verified } from '../../actions/verifyRemoved';
import { reportText, verifiedText } from '../../present/acting/runWords';
import type { Circumstances } from '../../present/explanation';
import { messageText } from '../../present/plainText';
import type { Contexts } from '../../signin/contexts';
import { askToConfirm, carryOut, checkFirst, planOrRefusal } from '../acting';
import { actionServices, type ActingFiles } from '../actionServices';
import { lookAfterwards } from '../lookAfterwards';
import { offerUnlock } from '../offerUnlock';
import { homeTenantsOf, organisationsOf, readNames } from '../planFacts';
import { chooseRemoval } from '../removalTargets';
import type { ErrorDisplay } from '../showError';
import type { Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

export interface RemoveParts {
  readonly contexts: Contexts;
  readonly sessions: TenantSessions;
  readonly files: ActingFiles;
  readonly errors: ErrorDisplay;
}

function planOf(session: TenantSession, wanted: Wanted, { context }: ActionServices): ReturnType<typeof planOrRefusal> {
  const organisations = organisationsOf(session, wanted);
  return planOrRefusal(createPlan({ context, wanted, reason: '', organisations, homeTenantsOf: homeTenantsOf(session) }));
}

function tellRemoval(report: RunReport, verified: Verified['counts'] | undefined, circumstances: Circumstances): void {
  const { counts, pending, results } = report;
  const done = counts.requested + counts.alreadyGone + counts.goneAfterUnknown;
  const whole = done === results.size && pending === 0 && verified?.stillThere === 0 && verified.unknown === 0;
  const texts = [verified === undefined ? '' : verifiedText(verified), whole ? '' : reportText(report, circumstances)];
  const show = whole ? window.showInformationMessage : window.showWarningMessage;
  void show(messageText(t('Remove Personal Data: {0}', texts.filter((text) => text !== '').join('. '))));
}

export function removePersonalData({ contexts, sessions, files, errors }: RemoveParts): Command {
  return async (node, selection) => {
    const chosen = await chooseRemoval(sessions, node, selection);
    if (chosen === undefined || !(chosen.session.unlocked || (await offerUnlock(contexts, chosen.session)))) {
      return;
    }

    const { session, wanted } = chosen;
    try {
      await readNames(session, wanted);
      const services = actionServices(session, files);
      const plan = planOf(session, wanted, services);
      const preflight = plan && (await checkFirst(plan, services));

      const confirmed = preflight && (await askToConfirm(preflight, services, session.circumstances));

      const report = confirmed && (await carryOut(confirmed, services));
      if (report !== undefined) {
        const counts = await lookAfterwards(report, session, services);
        tellRemoval(report, counts, session.circumstances);
      }
    } catch (error) {
      errors.show(error, session.circumstances);
    }
  };
}
