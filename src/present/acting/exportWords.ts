import { t } from '@vscode/l10n';
import type { FollowedExport } from '../../actions/exportWatch';
import { personName } from '../personName';
import { messageText } from '../plainText';
import { exportEndText } from './runWords';
import { numberText } from '../numberText';

/** Whether there is nothing more to be seen of an export by itself: it ended, or cannot be followed. */
export function isOverForUs({ ended, trouble }: FollowedExport): boolean {
  return ended !== undefined || trouble?.kind === 'noOperation' || trouble?.kind === 'notPermitted' || trouble?.kind === 'otherPerson';
}

/** The person of an export, as the directory has the name; the id when the plan is not there any more. Not safe to show as it is. */
export function exportName({ item, key }: FollowedExport): string {
  return item?.direction === 'inbound' ? personName(item) : key;
}

/** Where the data of an export goes, without its signature. */
export function exportPlace({ item }: FollowedExport): string {
  return item?.direction === 'inbound' ? (item.storage?.masked ?? '') : '';
}

/** How exports ended and what to do next, in one message. */
export function exportsMessage(exports: readonly FollowedExport[]): string {
  const [only, ...others] = exports;
  return only !== undefined && others.length === 0 ? exportMessage(only) : summary(exports);
}

function summary(exports: readonly FollowedExport[]): string {
  const count = (wanted: (followed: FollowedExport) => boolean): number => exports.filter(wanted).length;
  const complete = count(({ ended }) => ended === 'complete');
  const failed = count(({ ended }) => ended === 'failed');
  const unknown = exports.length - complete - failed;
  const counts = [
    ...(complete > 0 ? [t('complete: {0}', numberText(complete))] : []),
    ...(failed > 0 ? [t('failed: {0}', numberText(failed))] : []),
    ...(unknown > 0 ? [t('not known: {0}', numberText(unknown))] : []),
  ];
  return [
    t('Exports ended: {0}.', counts.join(', ')),
    ...(complete > 0 ? [t('Hand the data over or keep it with the case, and let the signatures end.')] : []),
    ...(failed > 0 ? [t('Export who failed again, into new containers.')] : []),
    ...(unknown > 0 ? [t('Look for the rest in their containers: the group of exports in the tree tells where.')] : []),
  ].join(' ');
}

function exportMessage(followed: FollowedExport): string {
  return `${messageText(`${exportName(followed)}: `)}${endText(followed, messageText(exportPlace(followed)))}`;
}

function endText({ ended, trouble }: FollowedExport, place: string): string {
  if (ended !== undefined) {
    return exportEndText(ended, place);
  }
  switch (trouble?.kind) {
    case 'notPermitted':
      return exportEndText('notPermitted', place);
    case 'noOperation':
      return t('The export was accepted, but the service did not say where its progress can be read. Look for the data at {0}', place);
    case 'otherPerson':
      return t('The operation that the service named is about another person. Look at what is in it before anybody gets it: {0}', place);
    default:
      return exportEndText('givenUp', place);
  }
}
