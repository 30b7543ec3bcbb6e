import { t } from '@vscode/l10n';
import { commands as editorCommands, ProgressLocation, window } from 'vscode';
import { watchExports, type ExportWatch, type FollowedExport } from '../actions/exportWatch';
import type { RunReport } from '../actions/run';
import type { ActionServices } from '../actions/services';
import { exportEndText, exportStateText, reportText } from '../present/acting/runWords';
import { commands } from '../present/contract';
import type { Circumstances } from '../present/explanation';
import { messageText } from '../present/plainText';

const tickMs = 1000;

function isOver({ ended, trouble }: FollowedExport): boolean {
  return ended !== undefined || trouble?.kind === 'noOperation' || trouble?.kind === 'notPermitted' || trouble?.kind === 'otherPerson';
}

/** Resolves when every export of the run has ended, cannot be seen, or nobody wants to wait any longer. */
async function untilOver(watch: ExportWatch, run: string, report: (text: string) => void, dismissed: Promise<void>): Promise<void> {
  const own = (): readonly FollowedExport[] => watch.exports.filter((each) => each.run === run);
  let ticking: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    const look = (): void => {
      report(
        own()
          .map((each) => exportStateText(each, Date.now()))
          .join(', '),
      );
      if (own().every(isOver)) {
        resolve();
      }
    };
    watch.changed(look);
    ticking = setInterval(look, tickMs);
    look();
  });
  await Promise.race([over, dismissed]);
  clearInterval(ticking);
}

async function tellEnd({ item, ended, trouble }: FollowedExport): Promise<void> {
  const place = item?.direction === 'inbound' ? (item.storage?.masked ?? '') : '';
  const name = item?.displayName ?? item?.userId ?? '';
  const end = ended ?? (trouble?.kind === 'notPermitted' ? 'notPermitted' : 'givenUp');
  const text = messageText(`${name}: `) + exportEndText(end, messageText(place));
  const show = end === 'complete' ? window.showInformationMessage : window.showWarningMessage;
  if ((await show(text, t('Show Log'))) !== undefined) {
    await editorCommands.executeCommand(commands.showLog);
  }
}

/** Follows the exports of a run to their end, in a notification that can be dismissed, and tells how each of them ended. */
export async function followExports(report: RunReport, services: ActionServices, circumstances: Circumstances): Promise<void> {
  if (report.counts.accepted === 0) {
    void window.showWarningMessage(messageText(t('Export Personal Data: {0}', reportText(report, circumstances))));
    return;
  }
  const watch = watchExports(services);
  try {
    await watch.refresh();
    const title = t('Following the export');
    await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
      const dismissed = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
      return untilOver(watch, report.run, (message) => progress.report({ message }), dismissed);
    });
    watch.exports.filter((each) => each.run === report.run).forEach((each) => void tellEnd(each));
  } finally {
    watch.dispose();
  }
}
