import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import type { RunReport } from '../actions/run';
import type { Verified } from '../actions/verifyRemoved';
import { reportText, verifiedText } from '../present/acting/runWords';
import { commands } from '../present/contract';
import type { Circumstances } from '../present/explanation';
import { messageText } from '../present/plainText';

/** Tells what a removal came to: as information only when everybody is gone. */
export function tellRemoval(report: RunReport, verified: Verified['counts'] | undefined, circumstances: Circumstances): void {
  const whole = isWhole(report) && verified?.stillThere === 0 && verified.unknown === 0;
  const texts = [verified === undefined ? '' : verifiedText(verified), whole ? '' : reportText(report, circumstances)];
  tell(t('Remove Personal Data: {0}', texts.filter((text) => text !== '').join('. ')), report, whole);
}

/** Tells of an export whatever its follow-up does not: who was not exported. */
export function tellExport(report: RunReport, circumstances: Circumstances): void {
  if (report.counts.accepted < report.plan.items.length) {
    tell(t('Export Personal Data: {0}', reportText(report, circumstances)), report, false);
  }
}

function isWhole({ counts, pending }: RunReport): boolean {
  return counts.failed + counts.setAside + counts.unknown + pending === 0;
}

function tell(text: string, { pending, run }: RunReport, whole: boolean): void {
  const goOn = t('Go On…');
  const timeline = t('Show Timeline');
  const buttons = [...(pending > 0 ? [goOn] : []), timeline];
  const show = whole ? window.showInformationMessage : window.showWarningMessage;
  void show(messageText(text), ...buttons).then(async (answer) => {
    if (answer !== undefined) {
      await (answer === goOn
        ? editorCommands.executeCommand(commands.resumeRun, run)
        : editorCommands.executeCommand(commands.showTimeline));
    }
  });
}
