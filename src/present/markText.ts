import { t } from '@vscode/l10n';
import type { TextMark } from '../profiles/lookAlike';

/** What a mark of a text means, short enough to stand beside it. */
export function markText(mark: TextMark): string {
  switch (mark) {
    case 'mixedScripts':
      return t('mixed scripts');
    case 'confusableLetters':
      return t('look-alike letters');
    case 'invisible':
      return t('invisible characters');
    case 'bidiControl':
      return t('reordered text');
    case 'combiningStorm':
      return t('piled-up marks');
  }
}
