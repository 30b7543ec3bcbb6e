import { t } from '@vscode/l10n';
import type { Mismatch } from '../actions/checked';
import { plainText } from './plainText';

/** What is not as it should be in a file that a person may have written, as a sentence. */
export function mismatchText({ at, wanted }: Mismatch): string {
  const name = plainText(at === '' ? '{}' : at);
  switch (wanted.kind) {
    case 'object':
      return t('“{0}” is not a JSON object.', name);
    case 'text':
      return t('“{0}” is not a text, or empty.', name);
    case 'flag':
      return t('“{0}” is neither true nor false.', name);
    case 'list':
      return t('“{0}” is not a list.', name);
    case 'filledList':
      return t('“{0}” is not a list with something in it.', name);
    case 'time':
      return t('“{0}” is not a time in UTC.', name);
    case 'possible':
      return t('“{0}” does not go together with the rest.', name);
    case 'oneOf':
      return t('“{0}” is none of these: {1}.', name, wanted.allowed.join(', '));
    case 'count':
      return t('“{0}” is not a whole number from 1 to {1}.', name, wanted.most);
  }
}
