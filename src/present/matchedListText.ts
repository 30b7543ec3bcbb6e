import { t } from '@vscode/l10n';
import type { MatchedEntry, MatchedList } from '../profiles/matchList';
import type { ListColumn, ParsedList } from '../profiles/parseList';
import { pickText, plainText } from './plainText';
import { numberText } from './numberText';

/** How a list was matched, in one line. */
export function matchedSummary({ list, matched, ambiguous, unmatched }: MatchedList): string {
  const counts = [list.entries, matched, ambiguous, unmatched].map(({ length }) => numberText(length));
  const summary = t('Entries: {0}. Found: {1}. Ambiguous: {2}. Not found: {3}.', ...counts);
  return hasForms(list) ? summary : `${summary} ${t('No entry is a user principal name, an id or a domain: was it the right column?')}`;
}

function hasForms({ entries }: ParsedList): boolean {
  return entries.some(({ kind }) => kind !== 'other');
}

/** A column to choose from: its heading or number, how much of it can be looked up, and what is in it. */
export function columnText(column: ListColumn): { readonly label: string; readonly description: string; readonly detail: string } {
  const { index, heading, recognised, sample } = column;
  return {
    label: heading === undefined || heading === '' ? t('Column {0}', index + 1) : pickText(heading),
    description: t('{0} look like user principal names, ids or domains', numberText(recognised)),
    detail: sample === '' ? t('empty') : t('such as {0}', pickText(plainText(sample, 80))),
  };
}

function* entryLines(title: string, entries: readonly MatchedEntry[]): Generator<string> {
  if (entries.length > 0) {
    yield title;
    for (const { entry } of entries) {
      yield `  ${plainText(entry.text)}  (${entry.lines.join(', ')})`;
    }
    yield '';
  }
}

/** What was not found, what is ambiguous and what is not read, a line at a time: the lines of the list are in brackets. */
export function* matchedRestLines({ unmatched, ambiguous }: MatchedList, notRead: readonly string[]): Generator<string> {
  if (notRead.length > 0) {
    yield t('Not everything is read. What was not found may be there:');
    yield* notRead.map((text) => `  ${text}`);
    yield '';
  }
  yield* entryLines(
    t('More than one person or organisation answers to these, so they are not in the table: {0}', ambiguous.length),
    ambiguous,
  );
  yield* entryLines(t('Not found in what is read: {0}', unmatched.length), unmatched);
}
