import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { outcomesOf, readPastRuns, type PastRun } from '../../../actions/pastRuns';
import { verifiedText } from '../../../present/acting/runWords';
import { messageText } from '../../../present/plainText';
import { utcText } from '../../../present/utcText';
import { readingServices } from '../../actionServices';
import { lookOnce } from '../../lookAfterwards';
import { pickSession } from '../../picks';
import { targets, type Command } from '../../targets';
import type { PlanParts } from '../planParts';
import { numberText } from '../../../present/numberText';

async function chooseRun(past: readonly PastRun[]): Promise<PastRun | undefined> {
  const items = past
    .filter(({ state }) => state.verb === 'remove')
    .map((each) => ({
      label: utcText(each.state.startedAt),
      description: t('{0} people', numberText(each.state.total)),
      detail: each.plan === undefined ? t('Its plan cannot be read any more.') : messageText(each.state.reason),
      each,
    }));
  return items.length < 2 ? items[0]?.each : (await window.showQuickPick(items, { title: t('Look up whom of which removal?') }))?.each;
}

/** Looks the people of an earlier removal up again: gone, still there, unknown. Sends reads only. */
export function lookUpAgain({ sessions, files, errors }: Pick<PlanParts, 'sessions' | 'files' | 'errors'>): Command {
  return async (node) => {
    const [chosen] = targets(['context'], node, undefined);
    const session =
      chosen === undefined ? await pickSession(sessions.choices, t('Look Up Removed People')) : sessions.get(chosen.contextId);
    if (session === undefined) {
      return;
    }

    try {
      const services = readingServices(session, files);
      const run = await chooseRun(await readPastRuns(services));
      if (run?.plan === undefined) {
        void window.showInformationMessage(t('There is no removal whose people could be looked up.'));
        return;
      }
      const verified = await lookOnce(run.state.run, run.plan, outcomesOf(run.state), session, services);
      const text = verified === undefined ? '' : verifiedText(verified.counts);
      const whole = verified !== undefined && verified.counts.stillThere + verified.counts.unknown === 0;
      const show = whole ? window.showInformationMessage : window.showWarningMessage;
      void show(messageText(t('Look Up Removed People: {0}', text)));
    } catch (error) {
      errors.show(error, session.circumstances);
    }
  };
}
