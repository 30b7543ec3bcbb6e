import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { confirm, confirmationOf, isAsExpected, type Confirmation, type Confirmed } from '../actions/confirmation';
import type { CreatedPlan } from '../actions/createPlan';
import type { Plan } from '../actions/plan';
import { runPreflight, type Preflight } from '../actions/preflight';
import type { Run, RunReport } from '../actions/run';
import type { ActionServices } from '../actions/services';
import { startRun } from '../actions/startRun';
import { confirmationDialog, typedPrompt, type ConfirmationDialog } from '../present/acting/confirmationDialog';
import { findingText, refusalText, setAsideText } from '../present/acting/objections';
import { notStartedText, progressText } from '../present/acting/runWords';
import type { Circumstances } from '../present/explanation';
import { messageText } from '../present/plainText';

/** The plan, or undefined after saying why there can be none. */
export function planOrRefusal(created: CreatedPlan): Plan | undefined {
  if (created.kind === 'plan') {
    return created.plan;
  }
  void window.showErrorMessage(created.refusals.map(refusalText).join(' '));
  return undefined;
}

/** Reads everybody again and checks everything, with progress. Throws CancelledError. */
export function checkFirst(plan: Plan, services: ActionServices): Thenable<Preflight> {
  const title = plan.verb === 'remove' ? t('Checking before the removal…') : t('Checking before the export…');
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const onProgress = (done: number, total: number): void =>
      progress.report({ increment: 100 / total, message: total > 1 ? t('{0} of {1}', done, total) : '' });
    return runPreflight(plan, services, { signal: stop.signal, onProgress });
  });
}

function objectionsOf(preflight: Preflight, circumstances: Circumstances): readonly string[] {
  const left = preflight.items.flatMap(({ readiness }) =>
    readiness.kind === 'setAside' ? [setAsideText(readiness.why, circumstances)] : [],
  );
  return [...preflight.findings.map(findingText), ...new Set(left)];
}

async function askTyped(confirmation: Confirmation, yes: string): Promise<readonly string[] | undefined> {
  const answers: string[] = [];
  for (const [index, answer] of confirmation.typed.entries()) {
    const typed = await window.showInputBox({
      title: `${yes} (${index + 1}/${confirmation.typed.length})`,
      prompt: typedPrompt(answer, confirmation.actedIn),
      ignoreFocusOut: true,
      validateInput: (text) => (text === '' || isAsExpected(answer, text) ? undefined : typedPrompt(answer, confirmation.actedIn)),
    });
    if (!isAsExpected(answer, typed)) {
      return undefined;
    }
    answers.push(typed ?? '');
  }
  return answers;
}

async function askYes({ message, detail, yes }: ConfirmationDialog): Promise<boolean> {
  const cancel = { title: t('Cancel') };
  const close = { title: t('Close'), isCloseAffordance: true };
  const act = { title: yes };
  return (await window.showWarningMessage(message, { modal: true, detail }, cancel, act, close)) === act;
}

/** Asks the person, who has seen everything, for a yes. Gives undefined for every other answer. */
export async function askToConfirm(
  preflight: Preflight,
  services: ActionServices,
  circumstances: Circumstances,
): Promise<Confirmed | undefined> {
  if (preflight.blocked || preflight.ready.length === 0) {
    void window.showErrorMessage(messageText(objectionsOf(preflight, circumstances).join(' ')));
    return undefined;
  }
  const confirmation = confirmationOf(preflight, services);
  const dialog = confirmationDialog(confirmation, circumstances);
  const answers = (await askYes(dialog)) ? await askTyped(confirmation, dialog.yes) : undefined;
  const answer = answers && confirm(preflight, confirmation, answers);
  return answer?.kind === 'confirmed' ? answer.confirmed : undefined;
}

/** Follows a run to its end in a notification from which it can be cancelled. */
export function followRun(run: Run): Thenable<RunReport> {
  const title = run.plan.verb === 'remove' ? t('Removing personal data') : t('Sending the export');
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    token.onCancellationRequested(() => run.cancel());
    const ticking = setInterval(() => progress.report({ message: progressText(run.progress(), Date.now()) }), 500);
    return run.finished.finally(() => clearInterval(ticking));
  });
}

/** Does what was confirmed, with progress. Gives undefined after saying why it did not start. Throws JournalError. */
export async function carryOut(
  confirmed: Confirmed,
  services: ActionServices,
  onStarted: (run: Run) => void,
): Promise<RunReport | undefined> {
  const started = await startRun(confirmed, services);
  if (started.kind !== 'started') {
    void window.showErrorMessage(notStartedText(started));
    return undefined;
  }
  onStarted(started.run);
  return followRun(started.run);
}
