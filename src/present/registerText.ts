import { t } from '@vscode/l10n';
import type { Contact } from '../evidence/contacts';
import type { NotificationStatus } from '../evidence/register';

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
