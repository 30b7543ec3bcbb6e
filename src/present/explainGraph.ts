import { t } from '@vscode/l10n';
import type { GraphError, InvalidInput } from '../graph/errors';
import type { Operation } from '../graph/operation';
import { operation } from '../graph/operations';
import type { Account, Circumstances } from './explanation';
import { explainUnreachable } from './explainNetwork';
import { explainRefusal } from './explainRefusal';
import { messageText } from './plainText';
import { environmentTitle, graphHost } from './places';
import { operationTitle } from './operationTitle';

function invalidText(invalid: InvalidInput | undefined): string {
  const name = messageText(invalid?.name ?? '');
  switch (invalid?.problem) {
    case 'empty':
      return t('“{0}” is empty.', name);
    case 'tooLong':
      return t('“{0}” is too long.', name);
    case 'controlCharacters':
      return t('“{0}” is empty or has control characters in it.', name);
    case 'relativePath':
      return t('“{0}” is a relative path.', name);
    case 'malformed':
      return t('“{0}” is not well-formed text.', name);
    case 'notAnOption':
      return t('“{0}” is not an option of this operation.', name);
    case undefined:
      return t('there was no usable access token.');
  }
}

function explainByFailure(error: GraphError, row: Operation, circumstances: Circumstances): Account {
  switch (error.details.failure) {
    case 'refused':
      return explainRefusal(error.details, row, circumstances);
    case 'unreachable':
      return explainUnreachable(error, graphHost(circumstances.context));
    case 'unreadable':
      return {
        headline: t('Answer not readable'),
        whatHappened: t('The answer to “{0}” was not what Microsoft Graph promises, so nothing was taken from it.', operationTitle(row)),
        whatNext: t('Try again. If it happens every time, a proxy or a sign-in page of the network may be answering instead of Graph.'),
        remedies: ['retry'],
      };
    case 'untrusted':
      return {
        headline: t('Answer not trusted'),
        whatHappened: t(
          'The answer to “{0}” pointed to another address. No token was sent there and nothing more was read.',
          operationTitle(row),
        ),
        whatNext: t(
          'Try again. If it happens again, something between this machine and Graph changes the answers: tell your network team.',
        ),
        remedies: ['retry'],
      };
    case 'notHere':
      return {
        headline: t('Not in this cloud'),
        whatHappened: t('“{0}” does not exist in {1}.', operationTitle(row), environmentTitle(circumstances.context)),
        whatNext: t('Shared user profiles exist in the Global cloud only. Looking up tenants works in every cloud.'),
        remedies: [],
      };
    case 'locked':
      return {
        headline: t('Locked'),
        whatHappened: t('This tenant is open for reading only: nothing can be exported or removed. Nothing was sent.'),
        whatNext: t('Unlock it for some minutes and do it again.'),
        remedies: ['unlock'],
      };
    case 'invalid':
      return {
        headline: t('Cannot be sent'),
        whatHappened: t('“{0}” was not sent: {1}', operationTitle(row), invalidText(error.details.invalid)),
        whatNext: t('Check what was typed and do it again.'),
        remedies: [],
      };
  }
}

/** A failed Graph call in sentences. Where the outcome is unknown they say so before anything else. */
export function explainGraphError(error: GraphError, circumstances: Circumstances): Account {
  const account = explainByFailure(error, operation(error.details.operation), circumstances);
  if (error.details.executed === 'no') {
    return account;
  }
  return {
    headline: t('Outcome unknown'),
    whatHappened: t('{0} Whether it was carried out is not known.', account.whatHappened),
    whatNext: t('Do not repeat it: look first whether it was done. It is never repeated by itself.'),
    remedies: [],
  };
}
