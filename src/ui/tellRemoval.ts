import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { RunReport } from '../actions/run';
import type { Verified } from '../actions/verifyRemoved';
import { reportText, verifiedText } from '../present/acting/runWords';
import type { Circumstances } from '../present/explanation';
import { messageText } from '../present/plainText';

/** Tells what a removal came to: as information only when everybody is gone. */
export function tellRemoval(report: RunReport, verified: Verified['counts'] | undefined, circumstances: Circumstances): void {
  const { counts, pending } = report;
  const done = counts.failed + counts.setAside + counts.unknown + pending === 0;
  const whole = done && verified?.stillThere === 0 && verified.unknown === 0;
  const texts = [verified === undefined ? '' : verifiedText(verified), whole ? '' : reportText(report, circumstances)];
  const show = whole ? window.showInformationMessage : window.showWarningMessage;
  void show(messageText(t('Remove Personal Data: {0}', texts.filter((text) => text !== '').join('. '))));
}
