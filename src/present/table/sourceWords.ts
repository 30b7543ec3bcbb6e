import { t } from '@vscode/l10n';
import type { ListRecord, SnapshotRecord } from '../../evidence/snapshot';
import { failureText } from '../failureText';
import { plainText } from '../plainText';
import type { Reading } from '../tree/nodes';
import { utcText } from '../utcText';
import type { TableRemark } from './table';
import { numberText } from '../numberText';

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
    : [{ kind: 'warning', text: t('Rows that could not be read: {0}. Whom they concern is not known.', numberText(unreadable)) }];
}

/** What has to be said of a list in a snapshot. */
export function snapshotRemarks(record: SnapshotRecord, list: ListRecord, damage: readonly string[]): readonly TableRemark[] {
  const why = list.why === null ? '' : ` ${plainText(failureText(list.why))}`;
  return [
    { kind: 'note', text: t('A snapshot, read on {0} as {1}.', utcText(record.startedAt), plainText(record.context.readAs)) },
    ...(list.completeness === 'partial' ? [{ kind: 'warning', text: `${t('Not complete: there may be more.')}${why}` } as const] : []),
    ...damage.map((text) => ({ kind: 'warning', text }) as const),
    ...unreadableRemark(list.unreadable),
  ];
}
