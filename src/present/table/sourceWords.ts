import { t } from '@vscode/l10n';
import type { Reading } from '../tree/nodes';
import type { TableRemark } from './table';

/** What has to be said of a list that is not whole. */
export function readingRemarks(reading: Reading, unreadable: number): readonly TableRemark[] {
  return [...remarksOf(reading), ...unreadableRemark(unreadable)];
}

function remarksOf(reading: Reading): readonly TableRemark[] {
  switch (reading.kind) {
    case 'idle':
    case 'complete':
      return [];
    case 'reading':
      return [{ kind: 'note', text: t('Still reading: what is shown is not all.') }];
    case 'partial':
    case 'failed':
      return [{ kind: 'warning', text: `${reading.explanation.whatHappened} ${reading.explanation.whatNext}`.trim() }];
  }
}

function unreadableRemark(unreadable: number): readonly TableRemark[] {
  return unreadable === 0
    ? []
    : [{ kind: 'warning', text: t('Rows that could not be read: {0}. Whom they concern is not known.', unreadable.toLocaleString()) }];
}
