import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { ExportWatch, FollowedExport } from '../actions/exportWatch';
import type { RunReport } from '../actions/run';
import { isOverForUs } from '../present/acting/exportWords';
import { exportStateText } from '../present/acting/runWords';
import type { Circumstances } from '../present/explanation';
import { tellExport } from './tellRemoval';
import { numberText } from '../present/numberText';

const tickMs = 1000;

function stateOf(own: readonly FollowedExport[]): string {
  const [only, ...others] = own;
  return only !== undefined && others.length === 0
    ? exportStateText(only, Date.now())
    : t('{0} of {1} ended', numberText(own.filter(isOverForUs).length), numberText(own.length));
}

/** Resolves when every export of the run has ended, cannot be seen, or nobody wants to wait any longer. */
async function untilOver(watch: ExportWatch, run: string, report: (text: string) => void, dismissed: Promise<void>): Promise<void> {
  const own = (): readonly FollowedExport[] => watch.exports.filter((each) => each.run === run);
  let stop: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    const look = (): void => {
      report(stateOf(own()));
      if (own().every(isOverForUs)) {
        resolve();
      }
    };
    const listening = watch.changed(look);
    const ticking = setInterval(look, tickMs);
    stop = () => {
      clearInterval(ticking);
      listening.dispose();
    };
    look();
  });
  await Promise.race([over, dismissed]);
  stop();
}

/** Shows the exports of a run until they end, in a notification that can be dismissed: they are followed all the same. */
export async function followExports(report: RunReport, watch: ExportWatch, circumstances: Circumstances): Promise<void> {
  tellExport(report, circumstances);
  if (report.counts.accepted === 0) {
    return;
  }
  const title = t('Following the export');
  await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    const dismissed = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
    return untilOver(watch, report.run, (message) => progress.report({ message }), dismissed);
  });
}
