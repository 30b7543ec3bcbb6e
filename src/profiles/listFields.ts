import { entryFrom } from './listEntry';

export type Delimiter = ',' | ';' | '\t' | '|';

const delimiters: readonly Delimiter[] = ['\t', ';', ',', '|'];

/** What parts the fields of a table: it parts most lines into the same number of fields, more than one. Undefined for a plain list. */
export function delimiterOf(lines: readonly string[]): Delimiter | undefined {
  return delimiters.find((delimiter) => {
    const counts = lines.map((line) => quotedFields(line, delimiter).length);
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
  const quoteAt = start + (/^\s*/u.exec(line.slice(start, start + 20))?.[0].length ?? 0);
  const closed = line[quoteAt] === '"' ? closingQuote(line, quoteAt + 1) : -1;
  const end = line.indexOf(delimiter, closed < 0 ? start : closed);
  return end < 0 ? line.length : end;
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
