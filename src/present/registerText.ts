import { t } from '@vscode/l10n';
import type { Contact } from '../evidence/contacts';
import type { NotificationStatus } from '../evidence/register';
import type { EditRefusal } from '../evidence/registerEdit';
import { plainText } from './plainText';
import { numberText } from './numberText';

export function statusText(status: NotificationStatus): string {
  switch (status) {
    case 'toDo':
      return t('To do');
    case 'drafted':
      return t('Drafted');
    case 'sent':
      return t('Sent');
    case 'acknowledged':
      return t('Acknowledged');
    case 'notNeeded':
      return t('Not needed');
  }
}

/** A contact in a line: nothing in it is made up. */
export function contactLine({ name, email, phone }: Contact): string {
  return [name, email, phone].filter((part) => part !== undefined).join(', ');
}

/** Why what was typed into the register is not kept, for the cell it was typed into. */
export function editRefusalText(refusal: EditRefusal): string {
  switch (refusal.why) {
    case 'tooLong':
      return t('At most {0} characters.', numberText(refusal.most));
    case 'notAStatus':
      return t('There is no such status.');
    case 'noReason':
      return t('Say why nobody has to be told.');
    case 'noStatusYet':
      return t('Nothing was done yet: choose a status first.');
    case 'notATime':
      return t('Write the time in UTC, like 2026-03-01 07:30.');
    case 'inTheFuture':
      return t('This time is still to come. Times here are UTC.');
    case 'notAnAddress':
      return t('“{0}” is not an e-mail address.', plainText(refusal.text, 60));
    case 'severalAddresses':
      return t('One e-mail address and one phone number for each contact. Put semicolons between contacts.');
    case 'nobody':
      return t('A contact is empty: take the semicolon away, or write who it is.');
  }
}
