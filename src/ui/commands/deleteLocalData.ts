import { t } from '@vscode/l10n';
import { commands as editorCommands, ProgressLocation, window } from 'vscode';
import { holdPlace } from '../../actions/holdPlace';
import { leftText, localDataLines, type LocalData } from '../../present/localDataText';
import { deleteEverything, localDataOf, type LocalDataParts } from '../localData';
import type { Command } from '../targets';

async function askToDelete(found: LocalData): Promise<boolean> {
  const cancel = { title: t('Cancel') };
  const close = { title: t('Close'), isCloseAffordance: true };
  const yes = { title: t('Delete All Local Data') };
  const detail = localDataLines(found).join('\n\n');
  const message = t('Delete everything that Shared Profiles keeps on this machine?');
  return (await window.showWarningMessage(message, { modal: true, detail }, cancel, yes, close)) === yes;
}

/** Removes everything that the extension keeps, and says what it leaves. */
export function deleteLocalData(parts: LocalDataParts): Command {
  return async () => {
    const found = await localDataOf(parts);

    if (!(await askToDelete(found))) {
      return;
    }

    const held = await holdPlace({ directory: parts.files.directory }, 'deletion');
    if (held.kind === 'busy') {
      void window.showErrorMessage(
        t('An export or a removal is under way in this or another window. Let it end, or cancel it. Nothing was deleted.'),
      );
      return;
    }
    const title = t('Deleting all local data');
    await window.withProgress({ location: ProgressLocation.Notification, title }, () => deleteEverything(parts).finally(held.release));

    const reload = t('Reload Window');
    if ((await window.showInformationMessage(t('All local data is deleted. {0}', leftText()), reload)) === reload) {
      await editorCommands.executeCommand('workbench.action.reloadWindow');
    }
  };
}
