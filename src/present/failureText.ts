import { t } from '@vscode/l10n';
import type { Failure } from '../evidence/failure';
import type { GraphFailure } from '../graph/errors';
import { operation, operationIds } from '../graph/operations';
import { operationTitle } from './operationTitle';
import { plainText } from './plainText';

function operationText({ operation: id = '' }: Failure): string {
  const known = operationIds.find((each) => each === id);
  return known === undefined ? plainText(id) : operationTitle(operation(known));
}

/** What is said of a failed call. */
function callText(failure: Failure): string {
  const title = operationText(failure);
  switch (failure.kind as GraphFailure | 'other') {
    case 'refused':
      return t('“{0}” was refused', title);
    case 'unreachable':
      return t('“{0}” got no answer', title);
    case 'unreadable':
      return t('“{0}” gave an answer that cannot be read', title);
    case 'untrusted':
      return t('“{0}” was not followed: its answer pointed elsewhere', title);
    case 'notHere':
      return t('“{0}” does not exist in this cloud', title);
    case 'locked':
      return t('“{0}” was not sent: the tenant was open for reading only', title);
    case 'invalid':
      return t('“{0}” could not be sent', title);
    case 'other':
    default:
      return t('“{0}” failed ({1})', title, plainText(failure.kind));
  }
}

function kindText(failure: Failure): string {
  if (failure.operation !== undefined) {
    return callText(failure);
  }
  switch (failure.kind) {
    case 'damaged':
      return t('The snapshot is damaged: {0}', plainText(failure.at ?? ''));
    case 'cancelled':
      return t('It was cancelled');
    case 'unknown':
      return t('The reason was not recorded');
    default:
      return t('There was no sign-in for it ({0})', plainText(failure.kind));
  }
}

/** A failure that evidence kept, in words, with the ids by which it can be traced. Not escaped. */
export function failureText(failure: Failure): string {
  const { status, code, requestId, clientRequestId } = failure;
  const ids = [
    status === undefined ? undefined : String(status),
    code,
    requestId === undefined ? undefined : `request-id ${requestId}`,
    clientRequestId === undefined ? undefined : `client-request-id ${clientRequestId}`,
  ];
  return [kindText(failure), ...ids.filter((part) => part !== undefined)].join(' · ');
}
