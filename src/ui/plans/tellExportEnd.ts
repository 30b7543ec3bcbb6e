import { t } from '@vscode/l10n';
import { commands as editorCommands, window } from 'vscode';
import type { FollowedExport } from '../../actions/exportWatch';
import { exportMessage } from '../../present/acting/exportWords';
import { commands } from '../../present/contract';

/** Tells how an export ended, as information only when it is complete. */
export function tellExportEnd(followed: FollowedExport): void {
  const show = followed.ended === 'complete' ? window.showInformationMessage : window.showWarningMessage;
  void show(exportMessage(followed), t('Show Timeline')).then(async (answer) => {
    await (answer === undefined ? undefined : editorCommands.executeCommand(commands.showTimeline));
  });
}
