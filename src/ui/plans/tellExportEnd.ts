import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import type { FollowedExport } from '../../actions/exportWatch';
import { exportsMessage } from '../../present/acting/exportWords';
import { commands } from '../../present/contract';

/** Tells how exports ended, as information only when all of them are complete. */
export function tellExportEnd(followed: readonly FollowedExport[]): void {
  const show = followed.every(({ ended }) => ended === 'complete') ? window.showInformationMessage : window.showWarningMessage;
  void show(exportsMessage(followed), t('Show Timeline')).then(async (answer) => {
    await (answer === undefined ? undefined : editorCommands.executeCommand(commands.showTimeline));
  });
}
