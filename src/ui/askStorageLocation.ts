import { t } from '@vscode/l10n';
import { InputBoxValidationSeverity, window, type InputBox } from 'vscode';
import { checkStorageLocation, type CheckedStorage } from '../actions/storageLocation';
import { storageRefusalText, storageWarningText } from '../present/acting/storageWords';

/** A storage location that was checked; `location` is a secret. */
export interface GivenStorage {
  readonly location: string;
  readonly checked: Extract<CheckedStorage, { kind: 'usable' }>;
}

const bareAccount = /^[A-Za-z0-9-]{1,63}$/;

function say(box: InputBox, checked: CheckedStorage): void {
  if (checked.kind === 'refused') {
    box.validationMessage = { message: storageRefusalText(checked.why), severity: InputBoxValidationSeverity.Error };
    return;
  }
  const message = checked.warnings.map(storageWarningText).join(' ');
  box.validationMessage = message === '' ? undefined : { message, severity: InputBoxValidationSeverity.Warning };
}

/** Asks where an export goes. What is typed is hidden unless it is a mere account name. Gives undefined when dismissed. */
export function askStorageLocation(title: string, sandbox: boolean): Promise<GivenStorage | undefined> {
  const box = window.createInputBox();
  box.title = title;
  box.prompt = t('Storage location: the address of a container with a shared access signature that allows writing. Good for one export.');
  box.placeholder = 'https://account.blob.core.windows.net/container?sv=…&sig=…';
  box.password = true;
  box.ignoreFocusOut = true;
  const check = (): CheckedStorage => checkStorageLocation(box.value, { sandbox, now: new Date() });
  return new Promise<GivenStorage | undefined>((resolve) => {
    box.onDidChangeValue((value) => {
      box.password = !bareAccount.test(value);
      if (value === '') {
        box.validationMessage = undefined;
      } else {
        say(box, check());
      }
    });
    box.onDidAccept(() => {
      const checked = check();
      if (checked.kind === 'refused') {
        say(box, checked);
        return;
      }
      resolve({ location: box.value.trim(), checked });
      box.hide();
    });
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => box.dispose());
}
