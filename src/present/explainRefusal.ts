import { t } from '@vscode/l10n';
import type { GraphErrorDetails } from '../graph/errors';
import { type Missing, missingFor } from '../graph/missing';
import type { Operation } from '../graph/operation';
import { redact } from '../graph/redact';
import type { Account, Circumstances } from './explanation';
import { messageText } from './plainText';
import { operationTitle } from './operationTitle';

function missingPermission(missing: Missing['permissions']): string | undefined {
  if (missing.kind === 'none' || missing.kind === 'impossible') {
    return undefined;
  }
  const [least, ...higher] = missing.anyOf;
  const names = higher.length === 0 ? least : t('{0} (or {1})', least, higher.join(', '));
  return missing.kind === 'unknown'
    ? t('It takes the permission {0}.', names)
    : t('The permission {0} is missing from what this sign-in was granted.', names);
}

function missingRole(missing: Missing['role']): string | undefined {
  switch (missing.kind) {
    case 'none':
      return undefined;
    case 'unknown':
      return t('The signed-in account needs the role {0}, or a custom role that allows it.', missing.role);
    case 'missing':
      return t('The role {0}, or a custom role that allows it, is missing from the signed-in account.', missing.role);
  }
}

function forbidden(row: Operation, { context, granted }: Circumstances): Account {
  const kind = context?.authType === 'AppOnly' ? 'application' : 'delegated';
  const { permissions, role } = missingFor(row, { kind, permissions: granted?.permissions, roles: granted?.roles });
  const reasons = [missingPermission(permissions), missingRole(role)].filter((reason) => reason !== undefined);
  const known =
    reasons.length > 0 ? reasons : [t('Permission and role are there: a policy of the tenant, such as Conditional Access, may forbid it.')];
  return {
    headline: t('Access denied'),
    whatHappened: t('Microsoft Graph refused “{0}”. {1}', operationTitle(row), known.join(' ')),
    whatNext: t('Ask an administrator of the tenant to grant what is missing, then sign in again so that it takes effect.'),
    remedies: ['signInAgain', 'retry'],
  };
}

function notFound(row: Operation): Account {
  const nowhere = { headline: t('Not found'), remedies: ['retry'] } as const;
  switch (row.answer.kind === 'entity' ? row.answer.of : undefined) {
    case 'inboundSharedUserProfile':
    case 'outboundSharedUserProfile':
      return {
        ...nowhere,
        whatHappened: t('There is no such shared user profile in this tenant.'),
        whatNext: t('It may have been removed since the list was read. Refresh the list, and check the id.'),
      };
    case 'tenantInformation':
      return {
        ...nowhere,
        whatHappened: t('No tenant answers to this id or domain.'),
        whatNext: t('Check the spelling. A tenant that was deleted is not found either.'),
      };
    case 'dataPolicyOperation':
      return {
        ...nowhere,
        whatHappened: t('Microsoft Graph does not know this export.'),
        whatNext: t('A new export can take some minutes to appear. Look again later.'),
      };
    default:
      return {
        ...nowhere,
        whatHappened: t('Microsoft Graph does not know what “{0}” asked for.', operationTitle(row)),
        whatNext: t('Refresh the list. If it happens for the whole list, this tenant may not use B2B direct connect.'),
      };
  }
}

function badRequest(details: GraphErrorDetails, row: Operation): Account {
  return {
    headline: t('Not accepted'),
    whatHappened: t(
      'Microsoft Graph did not accept “{0}”: {1}',
      operationTitle(row),
      messageText(redact(details.serviceMessage ?? details.code ?? '400')),
    ),
    whatNext:
      row.effect === 'export'
        ? t('Check the storage location: an https address of a container with a shared access signature, not used for an export before.')
        : t('Check the id: Graph takes the ids it gave, as they are.'),
    remedies: [],
  };
}

function throttled(details: GraphErrorDetails): Account {
  return {
    headline: t('Throttled'),
    whatHappened:
      details.retryAfterMs === undefined
        ? t('Microsoft Graph takes no more calls for the moment.')
        : t('Microsoft Graph takes no more calls for {0} seconds.', Math.ceil(details.retryAfterMs / 1000)),
    whatNext: t('Wait a little and try again. Nothing was changed by the refused call.'),
    remedies: ['retry'],
  };
}

/** What an error status means for this operation, with the missing permission and role from its row. */
export function explainRefusal(details: GraphErrorDetails, row: Operation, circumstances: Circumstances): Account {
  switch (details.status) {
    case 400:
      return badRequest(details, row);
    case 401:
      return {
        headline: t('Sign-in not accepted'),
        whatHappened: t('Microsoft Graph no longer accepts this sign-in.'),
        whatNext: t('Sign in again.'),
        remedies: ['signInAgain'],
      };
    case 403:
      return forbidden(row, circumstances);
    case 404:
      return notFound(row);
    case 429:
      return throttled(details);
    default:
      return {
        headline: t('Refused'),
        whatHappened: t('Microsoft Graph answered “{0}” with status {1}.', operationTitle(row), details.status ?? '?'),
        whatNext: t('Try again in a few minutes. If it stays, Microsoft needs the request id to look into it.'),
        remedies: ['retry'],
      };
  }
}
