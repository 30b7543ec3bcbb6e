import { t } from '@vscode/l10n';
import type { UnfinishedRun } from '../../actions/runRemainder';
import { utcText } from '../utcText';
import { numberText } from '../numberText';

function whatText({ verb, direction }: UnfinishedRun): string {
  if (verb === 'export') {
    return t('Export');
  }
  return direction === 'inbound' ? t('Removal here') : t('Removal in other organisations');
}

/** An unfinished run in one line: what, when, how much is left. */
export function unfinishedTitle(run: UnfinishedRun): string {
  return t(
    '{0} of {1}: {2} of {3} left',
    whatText(run),
    utcText(run.startedAt),
    numberText(run.pending + run.unknown),
    numberText(run.total),
  );
}

/** Why it is not finished, and what is known of the rest. */
export function unfinishedDetail({ how, pending, unknown }: UnfinishedRun): string {
  const left = [
    ...(pending > 0 ? [t('{0} were not sent.', numberText(pending))] : []),
    ...(unknown > 0
      ? [
          t(
            '{0} were sent and have no answer on record: they are looked up, and not sent again without your decision.',
            numberText(unknown),
          ),
        ]
      : []),
  ];
  return [howText(how), ...left].join(' ');
}

function howText(how: UnfinishedRun['how']): string {
  switch (how) {
    case undefined:
      return t('It ended without a word: the window was closed, or crashed.');
    case 'cancelled':
      return t('It was cancelled.');
    case 'stopped':
      return t('It stopped by itself.');
    case 'finished':
      return t('It ran to its end.');
  }
}
