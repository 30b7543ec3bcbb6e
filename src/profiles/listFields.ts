import { entryFrom } from './listEntry';

export type Delimiter = ',' | ';' | '\t' | '|';

const delimiters: readonly Delimiter[] = ['\t', ';', ',', '|'];

/** A line of a text, or several that a quoted field goes over, with the number of the first. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

const longestRecord = 100;

/** What parts the fields of a table: it parts most rows into the same number of fields, more than one. Undefined for a plain list. */
export function delimiterOf(lines: readonly string[]): Delimiter | undefined {
  const numbered = lines.map((text, number) => ({ number, text }));
  return delimiters.find((delimiter) => {
    const counts = [...recordsOf(numbered, delimiter)].map(({ text }) => quotedFields(text, delimiter).length);
    const usual = counts[Math.floor(counts.length / 2)] ?? 1;
    const agreeing = counts.filter((count) => count === usual).length;
    return usual > 1 && agreeing >= 2 && agreeing * 3 >= counts.length * 2;
  });
}

/** The fields of a line. A line of a plain list is one field, unless every piece of it is an entry of its own. */
export function fieldsOf(line: string, delimiter: Delimiter | undefined): readonly string[] {
  if (delimiter !== undefined) {
    return quotedFields(line, delimiter);
  }
  const pieces = line.split(/[,;|\s]+/u).filter((piece) => piece !== '');
  return pieces.length > 1 && pieces.every((piece) => entryFrom(piece).kind !== 'other') ? pieces : [line];
}

/** The rows of a table: a quoted field may go over several lines. One that is not closed within a hundred is a line of its own. */
export function* recordsOf(lines: readonly NumberedLine[], delimiter: Delimiter): Generator<NumberedLine> {
  for (let at = 0; at < lines.length;) {
    const end = endOfRecord(lines, at, delimiter);
    const own = lines.slice(at, end);
    yield { number: own[0]?.number ?? 0, text: own.map(({ text }) => text).join('\n') };
    at = end;
  }
}

function endOfRecord(lines: readonly NumberedLine[], start: number, delimiter: Delimiter): number {
  if (!isOpen(lines[start]?.text ?? '', delimiter)) {
    return start + 1;
  }
  for (let at = start + 1; at < Math.min(start + longestRecord, lines.length); at += 1) {
    const text = lines[at]?.text ?? '';
    const closed = closingQuote(text, 0);
    const rest = closed < 0 ? undefined : text.slice(closed + 1).trimStart();
    if (rest !== undefined && rest !== '' && !rest.startsWith(delimiter)) {
      return start + 1;
    }
    if (rest !== undefined && !isOpen(rest.slice(1), delimiter)) {
      return at + 1;
    }
  }
  return start + 1;
}

/** Whether a line ends inside a quoted field. */
function isOpen(line: string, delimiter: Delimiter): boolean {
  for (let start = 0; start <= line.length; start = fieldEnd(line, start, delimiter) + 1) {
    const quoteAt = quoteOf(line, start);
    if (line[quoteAt] === '"' && closingQuote(line, quoteAt + 1) < 0) {
      return true;
    }
  }
  return false;
}

/** Fields as RFC 4180 writes them; a quote that is never closed is a quote. */
function quotedFields(line: string, delimiter: Delimiter): readonly string[] {
  const fields: string[] = [];
  let start = 0;
  while (start <= line.length) {
    const end = fieldEnd(line, start, delimiter);
    fields.push(unquoted(line.slice(start, end).trim()));
    start = end + 1;
  }
  return fields;
}

function fieldEnd(line: string, start: number, delimiter: Delimiter): number {
  const quoteAt = quoteOf(line, start);
  const closed = line[quoteAt] === '"' ? closingQuote(line, quoteAt + 1) : -1;
  const end = line.indexOf(delimiter, closed < 0 ? start : closed);
  return end < 0 ? line.length : end;
}

/** Where a field would have its quote: after blanks, which are no delimiters here. */
function quoteOf(line: string, start: number): number {
  return start + (/^ */u.exec(line.slice(start, start + 20))?.[0].length ?? 0);
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') {
      return at;
    }
  }
  return -1;
}

function unquoted(field: string): string {
  const isQuoted = field.length > 1 && field.startsWith('"') && field.endsWith('"');
  return isQuoted ? field.slice(1, -1).replaceAll('""', '"') : field;
}
