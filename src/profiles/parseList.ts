import { CancelledError } from '../graph/errors';
import { entryFrom, type EntryKind } from './listEntry';
import { createBreather } from './loading';
import { delimiterOf, fieldsOf, recordsOf } from './listFields';

/** One distinct entry of a list. `lines` from 1: every line that has it. `kind` by its form, not by what it matches. */
export interface ListEntry {
  /** As it stands in the list, without quotes and blanks around it. */
  readonly text: string;
  readonly lines: readonly number[];
  readonly kind: EntryKind;
}

/** A column of a list that is a table. `recognised` counts its fields that are a user principal name, an id or a domain. */
export interface ListColumn {
  readonly index: number;
  /** What the first line has there, where it is a heading. */
  readonly heading: string | undefined;
  readonly recognised: number;
  /** The first field that has something in it. */
  readonly sample: string;
}

export interface ParsedList {
  readonly entries: readonly ListEntry[];
  /** One for a plain list. */
  readonly columns: readonly ListColumn[];
  /** The column that the entries are from: the one asked for, or else that with most recognised fields. Undefined when no column has any. */
  readonly column: number | undefined;
  readonly lines: number;
  readonly blankLines: number;
  /** Fields that were there before. */
  readonly duplicates: number;
}

export interface ParseListOptions {
  /** A column of the table, or its lines as they stand: a list of names may have commas in it and be no table. */
  readonly column?: number | 'lines';
  readonly signal?: AbortSignal;
}

interface Line {
  readonly number: number;
  readonly fields: readonly string[];
}

const linesBetweenBreaths = 500;

/** Reads a pasted or opened list: one entry a line, several a line, or a table with commas, semicolons or tabs. Throws CancelledError. */
export async function parseList(text: string, { column: wanted, signal }: ParseListOptions = {}): Promise<ParsedList> {
  const texts = text.replace(/^\ufeff/u, '').split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
  const numbered = texts.map((line, index) => ({ number: index + 1, text: line })).filter(({ text: line }) => line.trim() !== '');
  const delimiter = wanted === 'lines' ? undefined : delimiterOf(numbered.slice(0, 100).map((line) => line.text));
  const rows = delimiter === undefined ? numbered : recordsOf(numbered, delimiter);
  const lines: Line[] = [];
  await inSlices(rows, signal, (line) => lines.push({ number: line.number, fields: fieldsOf(line.text, delimiter) }));
  const columns = await columnsOf(lines, delimiter === undefined, signal);
  const best = columns.reduce<ListColumn | undefined>((most, each) => (each.recognised > (most?.recognised ?? 0) ? each : most), undefined);
  const column = typeof wanted === 'number' ? wanted : best?.index;
  const isTable = delimiter !== undefined && columns.length > 1;
  const collected = await collect(lines, isTable ? column : undefined, columns, signal);
  const lineCount = texts.at(-1) === '' ? texts.length - 1 : texts.length;
  return { ...collected, columns, column, lines: lineCount, blankLines: lineCount - numbered.length };
}

interface Tally {
  recognised: number;
  /** Fields that cannot be a heading: user principal names and ids. */
  people: number;
  sample: string;
}

async function columnsOf(lines: readonly Line[], isPlain: boolean, signal: AbortSignal | undefined): Promise<readonly ListColumn[]> {
  const tallies: Tally[] = [];
  await inSlices(lines, signal, ({ fields }, number) => {
    fields.forEach((field, index) => {
      const place = isPlain ? 0 : index;
      const tally = (tallies[place] ??= { recognised: 0, people: 0, sample: '' });
      const { kind } = entryFrom(field);
      tally.recognised += kind === 'other' ? 0 : 1;
      tally.people += kind === 'userPrincipalName' || kind === 'id' ? 1 : 0;
      tally.sample = tally.sample === '' && (isPlain || number > 0 || lines.length === 1) ? field.trim() : tally.sample;
    });
  });
  const first = isPlain ? [] : (lines[0]?.fields ?? []);
  const hasHeadings = !isPlain && isHeading(first, tallies, lines.length);
  return tallies.map(({ recognised, sample }, index) => {
    const heading = hasHeadings ? (first[index] ?? '') : undefined;
    return { index, heading, recognised: recognised - (heading === undefined || entryFrom(heading).kind === 'other' ? 0 : 1), sample };
  });
}

/** Names of fields such as `user.name` look like domains: they are a heading where a column below has people. */
function isHeading(first: readonly string[], tallies: readonly Tally[], lines: number): boolean {
  const kinds = first.map((field) => entryFrom(field).kind);
  if (lines < 2 || kinds.some((kind) => kind === 'userPrincipalName' || kind === 'id')) {
    return false;
  }
  return kinds.every((kind) => kind === 'other') || tallies.some(({ people }) => people * 2 > lines);
}

async function collect(
  lines: readonly Line[],
  column: number | undefined,
  columns: readonly ListColumn[],
  signal: AbortSignal | undefined,
): Promise<Pick<ParsedList, 'entries' | 'duplicates'>> {
  const entries = new Map<string, { text: string; lines: number[]; kind: EntryKind }>();
  const body = columns.some(({ heading }) => heading !== undefined) ? lines.slice(1) : lines;
  let duplicates = 0;
  await inSlices(body, signal, ({ number, fields }) => {
    for (const field of column === undefined ? fields : fields.slice(column, column + 1)) {
      const { text, kind } = entryFrom(field);
      const key = text.toLowerCase();
      const known = entries.get(key);
      duplicates += known === undefined ? 0 : 1;
      if (text !== '' && known === undefined) {
        entries.set(key, { text, lines: [number], kind });
      } else if (known?.lines.at(-1) !== number) {
        known?.lines.push(number);
      }
    }
  });
  return { entries: [...entries.values()], duplicates };
}

async function inSlices<T>(items: Iterable<T>, signal: AbortSignal | undefined, work: (item: T, index: number) => void): Promise<void> {
  const breathe = createBreather();
  let index = 0;
  for (const item of items) {
    if (index % linesBetweenBreaths === 0) {
      await breathe();
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
    }
    work(item, index);
    index += 1;
  }
}
