import { dirname } from 'node:path';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { registerFiles } from '../../evidence/registerFile';
import { ownNames } from '../../evidence/verifyEvidence';
import type { ErrorDisplay } from '../showError';

interface Watched {
  readonly folder: string;
  takeContacts(): Promise<void>;
  read(): Promise<void>;
}

/** Tells when the register on disk, or the contact file that it takes contacts from, was changed, after having read it. */
export function watchRegister(caseFolder: string, page: Watched, changed: () => void, errors: ErrorDisplay): Disposable {
  const after = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
      changed();
    } catch (error) {
      errors.show(error);
    }
  };
  const files = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(page.folder), registerFiles.json), false, false, true);
  const isContacts = (path: string): boolean =>
    dirname(path) === caseFolder && [ownNames.contactsCsv, ownNames.contactsJson].some((name) => path.endsWith(name));
  return Disposable.from(
    files,
    files.onDidChange(() => after(page.read())),
    files.onDidCreate(() => after(page.read())),
    workspace.onDidSaveTextDocument(({ uri }) => (isContacts(uri.fsPath) ? after(page.takeContacts()) : undefined)),
  );
}
