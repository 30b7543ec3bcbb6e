import { t } from '@vscode/l10n';
import type { ExportEnd } from '../../actions/journalEntry';
import { exportName, exportPlace, isOverForUs } from '../acting/exportWords';
import { exportStateText } from '../acting/runWords';
import { plainText } from '../plainText';
import { utcText } from '../utcText';
import { joined, type ItemColour, type NodeItem } from './item';
import type { ExportNode, ExportsNode } from './nodes';
import { numberText } from '../numberText';

const endIcons = {
  complete: ['pass', 'testing.iconPassed'],
  failed: ['error', 'list.errorForeground'],
  notFound: ['question', 'list.warningForeground'],
  notPermitted: ['question', 'list.warningForeground'],
  givenUp: ['question', 'list.warningForeground'],
} as const satisfies Record<ExportEnd, readonly [string, ItemColour]>;

function endWord(end: ExportEnd): string {
  switch (end) {
    case 'complete':
      return t('complete');
    case 'failed':
      return t('failed');
    case 'notFound':
      return t('not known to the service');
    case 'notPermitted':
      return t('progress may not be read');
    case 'givenUp':
      return t('not followed any more');
  }
}

export function exportsItem({ running, ended }: ExportsNode): NodeItem {
  const description = joined(
    running > 0 ? t('{0} running', numberText(running)) : undefined,
    ended > 0 ? t('{0} ended', numberText(ended)) : undefined,
  );
  return { label: t('Exports'), description, icon: 'export', colour: undefined, opens: 'closed' };
}

export function exportItem({ followed }: ExportNode): NodeItem {
  const { ended, trouble } = followed;
  const label = plainText(exportName(followed));
  if (ended !== undefined) {
    const [icon, colour] = endIcons[ended];
    return { label, description: endWord(ended), icon, colour, opens: 'never' };
  }
  const [icon, colour] =
    trouble === undefined ? (['sync', undefined] as const) : ([troubleIcon(followed), 'list.warningForeground'] as const);
  const description = exportStateText({ ...followed, nextLookAt: undefined }, Date.now());
  return { label, description, icon, colour, opens: 'never' };
}

/** What cannot be followed any more is unknown; other trouble may pass. */
function troubleIcon(followed: ExportNode['followed']): string {
  return isOverForUs(followed) ? 'question' : 'warning';
}

export function exportRows({ followed }: ExportNode): readonly (readonly [string, string])[] {
  return [
    [t('Person'), exportName(followed)],
    [t('Storage location'), exportPlace(followed)],
    [t('Accepted'), utcText(followed.acceptedAt)],
    [t('Operation id'), followed.operation?.id ?? ''],
    [t('Status'), followed.ended === undefined ? exportStateText(followed, Date.now()) : endWord(followed.ended)],
  ];
}
