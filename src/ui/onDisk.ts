import { t } from '@vscode/l10n';
import { window, type Uri } from 'vscode';

/** The path of something that was chosen; undefined when nothing was, or after saying that it has to lie on a disk. */
export function pathOnDisk(chosen: Uri | undefined): string | undefined {
  if (chosen === undefined || chosen.scheme === 'file') {
    return chosen?.fsPath;
  }
  void window.showErrorMessage(
    t('This has to lie on a disk of the machine where the extension runs; the folder that is open is a virtual one.'),
  );
  return undefined;
}
