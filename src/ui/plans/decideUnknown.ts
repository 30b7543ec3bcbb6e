import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Plan, PlanItem } from '../../actions/plan';
import { externalTenantId } from '../../actions/plan';
import { outcomesOf, readPastRuns } from '../../actions/pastRuns';
import type { Run, RunReport } from '../../actions/run';
import { resumeRun } from '../../actions/resumeRun';
import type { ActionServices } from '../../actions/services';
import { notStartedText } from '../../present/acting/runWords';
import { endOfId, messageText, pickText } from '../../present/plainText';
import { followRun } from '../acting';
import { numberText } from '../../present/numberText';

type Decisions = ReadonlyMap<string, 'sendAgain' | 'leave'>;

interface Question {
  readonly run: string;
  readonly plan: Plan;
  readonly services: ActionServices;
  readonly onStarted: (run: Run) => void;
}

/**
 * Asks what to do about calls whose answer was lost. Nothing is sent again unless the person picks it here and confirms it.
 * Gives the report of going on, or undefined when everything stays as it is.
 */
export async function decideUnknown(question: Question): Promise<RunReport | undefined> {
  const unknown = await unknownItems(question);
  if (unknown.length === 0) {
    return undefined;
  }
  const decide = t('Decide…');
  const text = t('The answers to {0} calls were lost. Whether they were carried out is not known.', numberText(unknown.length));
  if ((await window.showWarningMessage(text, decide, t('Later'))) !== decide) {
    return undefined;
  }
  const decisions = await askDecisions(question.plan, unknown);
  return decisions && goOn(question, decisions);
}

/** Looks the unknown ones up, carries decisions out, and follows the run to its end. Gives undefined after saying why it did not go on. */
export async function goOn({ run, plan, services, onStarted }: Question, decisions: Decisions): Promise<RunReport | undefined> {
  const resumed = await resumeRun(run, plan.sha256, services, { decisions });
  if (resumed.kind !== 'started') {
    void window.showErrorMessage(notStartedText(resumed));
    return undefined;
  }
  onStarted(resumed.run);
  return followRun(resumed.run);
}

async function unknownItems({ run, plan, services }: Question): Promise<readonly PlanItem[]> {
  const past = (await readPastRuns(services)).find(({ state }) => state.run === run);
  const outcomes = past === undefined ? undefined : outcomesOf(past.state);
  return plan.items.filter(({ key }) => outcomes?.get(key) === 'unknown');
}

async function askDecisions(plan: Plan, unknown: readonly PlanItem[]): Promise<Decisions | undefined> {
  const lookUp = { label: t('Look up again'), detail: t('Sends nothing but reads. Whoever is gone is settled.') };
  const send = { label: t('Send again…'), detail: t('You choose for whom. A call that was carried out after all is then sent twice.') };
  const leave = { label: t('Leave as they are'), detail: t('Stays unknown in the journal, and is not asked about again.') };
  const choices = plan.verb === 'remove' ? [lookUp, send, leave] : [send, leave];
  const chosen = await window.showQuickPick(choices, { title: t('Lost answers: {0}', numberText(unknown.length)) });
  switch (chosen) {
    case lookUp:
      return new Map();
    case leave:
      return new Map(unknown.map(({ key }) => [key, 'leave']));
    case send:
      return askWhom(plan, unknown);
    default:
      return undefined;
  }
}

async function askWhom(plan: Plan, unknown: readonly PlanItem[]): Promise<Decisions | undefined> {
  const items = unknown.map((item) => ({
    label: pickText(item.displayName ?? item.userId),
    description: pickText(item.userPrincipalName ?? ''),
    detail: t('id ends in {0}, organisation {1}', endOfId(item.userId), pickText(externalTenantId(item))),
    item,
  }));
  const picked = await window.showQuickPick(items, { title: t('Send again for whom?'), canPickMany: true, matchOnDescription: true });
  if (picked === undefined || picked.length === 0) {
    return undefined;
  }
  const yes = plan.verb === 'remove' ? t('Send the Removal Again') : t('Send the Export Again');
  const detail = picked
    .map(({ item }) => `• ${messageText(item.displayName ?? '')} ${t('id ends in {0}', endOfId(item.userId))}`)
    .join('\n');
  const cancel = { title: t('Cancel') };
  const act = { title: yes };
  const close = { title: t('Close'), isCloseAffordance: true };
  const message = t('Send {0} calls again whose answers were lost?', numberText(picked.length));
  const answer = await window.showWarningMessage(message, { modal: true, detail }, cancel, act, close);
  return answer === act ? new Map(picked.map(({ item }) => [item.key, 'sendAgain'])) : undefined;
}
