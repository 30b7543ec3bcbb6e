import { t } from '@vscode/l10n';
import type { Damage } from '../../actions/scanJournal';
import { chainGaps } from '../../actions/verifyJournal';
import type { ChainGap, VerifiedJournal } from '../../actions/verifyJournal';
import { codeSpan } from '../markdown';
import { utcText } from '../utcText';
import { numberText } from '../numberText';

/** Where a journal is not what was written. */
export function damageText(damage: Damage): string {
  switch (damage.kind) {
    case 'changed':
      return t('Line {0} was changed after it was written.', damage.line);
    case 'missing':
      return damage.fromSeq === damage.toSeq
        ? t('Before line {0}, entry number {1} is missing.', damage.line, damage.fromSeq)
        : t('Before line {0}, the entries number {1} to {2} are missing.', damage.line, damage.fromSeq, damage.toSeq);
    case 'reordered':
      return t(
        'Line {0} stands in the wrong place: it is entry number {1} where number {2} belongs.',
        damage.line,
        damage.seq,
        damage.expectedSeq,
      );
    case 'rewritten':
      return t('Line {0} was replaced: the line after it was written after another one.', damage.line);
    case 'foreign':
      return t('Line {0} is no journal entry.', damage.line);
  }
}

function gapText(gap: ChainGap): string {
  switch (gap) {
    case 'linesCutFromTheEnd':
      return t('whole lines cut off its end');
    case 'rewrittenFromSomeLineOn':
      return t('everything from some line on written anew by somebody who knows the format');
    case 'fileReplacedOrRemoved':
      return t('the whole file replaced or removed');
  }
}

/** One sentence for a notification. */
export function journalVerdict({ kind, lines, damage }: VerifiedJournal): string {
  return kind === 'intact' || damage === undefined
    ? t('The journal is intact: {0} lines, each following from the one before.', numberText(lines))
    : t('The journal is damaged. {0} What stands before it is intact.', damageText(damage));
}

/** The verdict on a journal with what it does not prove, as Markdown. */
export function journalCheckText(verified: VerifiedJournal): string {
  const { from, to, head, torn, closedTorn } = verified;
  return [
    journalVerdict(verified),
    ...(from === undefined || to === undefined ? [] : [t('First entry {0}, last entry {1}.', utcText(from), utcText(to))]),
    ...(torn === undefined ? [] : [t('Its end was cut in the middle of a line ({0} bytes); the next entry will say so.', torn.bytes)]),
    ...(closedTorn === 0 ? [] : [t('Lines that were cut while being written and closed since: {0}.', closedTorn)]),
    t(
      'Last entry: number {0}, SHA-256 {1}. Noted down elsewhere, it proves that nothing before it was taken away or rewritten.',
      head.seq,
      codeSpan(head.sha256),
    ),
    t('What a chain of hashes inside the file does not show by itself:'),
    chainGaps.map((gap) => `- ${gapText(gap)}`).join('\n'),
  ].join('\n\n');
}
