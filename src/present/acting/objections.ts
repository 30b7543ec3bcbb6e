import { t } from '@vscode/l10n';
import type { PlanRefusal } from '../../actions/createPlan';
import type { Finding } from '../../actions/findings';
import type { SetAside } from '../../actions/preflight';
import { operation } from '../../graph/operations';
import { explain } from '../explain';
import type { Circumstances } from '../explanation';
import { endOfId, messageText } from '../plainText';
import { storageRefusalText } from './storageWords';
import { operationTitle } from '../operationTitle';

/** Why there can be no plan. */
export function refusalText(refusal: PlanRefusal): string {
  switch (refusal.kind) {
    case 'empty':
      return t('Nobody was chosen.');
    case 'notHere':
      return t('This cloud ({0}) does not have shared user profiles.', refusal.cloud);
    case 'invalidId':
      return t('An id cannot be sent. Refresh the list and choose again.');
    case 'duplicate':
      return t('Somebody was chosen twice.');
    case 'noStorage':
      return t('There is no storage location for the export.');
    case 'sharedStorage':
      return t('A storage location is good for one export only, and was given for several: {0}', messageText(refusal.masked));
    case 'ambiguousUserId':
      return t(
        'The user id ending in {0} is listed under several home tenants, and the service takes only the user id. To be sure not to act on the wrong person, this is refused.',
        endOfId(refusal.userId),
      );
  }
}

/** What was found right before acting. */
export function findingText(finding: Finding): string {
  switch (finding.kind) {
    case 'otherContext':
      return t('Another tenant or account is signed in now than when this was prepared. Nothing was sent.');
    case 'notHere':
      return t('This cloud ({0}) does not have shared user profiles.', finding.cloud);
    case 'locked':
      return t('This tenant is open for reading only. Unlock it first.');
    case 'permissionMissing':
      return t('“{0}” takes the permission {1}.', operationTitle(operation(finding.operation)), finding.anyOf.join(t(' or ')));
    case 'roleMissing':
      return t('“{0}” usually takes the role {1}.', operationTitle(operation(finding.operation)), finding.role);
    case 'dailyLimit':
      return t('Exports per day and tenant are limited to {0}; {1} were sent today.', finding.limit, finding.used);
    case 'alreadyRun':
      return finding.unfinished
        ? t('This was started before, at {0} (UTC), and not finished: go on with that run instead.', finding.at)
        : t('This was started before, at {0} (UTC).', finding.at);
    case 'nothingToDo':
      return t('There is nobody left to do it for.');
  }
}

/** Why somebody is left alone. */
export function setAsideText(why: SetAside, circumstances: Circumstances): string {
  switch (why.kind) {
    case 'changed':
      return t('the person changed since the list was read ({0})', why.changes.map(({ what }) => what).join(', '));
    case 'unread':
      return explain(why.error, circumstances).whatHappened;
    case 'protected':
      return t('the person is protected');
    case 'notExported':
      return t('the person was not exported before');
    case 'earlierUnknown':
      return t('the answer of an earlier attempt was lost: decide about that run first');
    case 'noStorage':
      return t('there is no storage location');
    case 'storageRefused':
      return storageRefusalText(why.why);
    case 'personLimit':
      return t('the daily limit for this person is reached');
  }
}
