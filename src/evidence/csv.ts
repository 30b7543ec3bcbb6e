import { basename, dirname, join } from 'node:path';
import { csvCell } from './csvCell';
import type { WrittenFile } from './files';
import { piecesOf, writeJson, writeWhole } from './files';

export interface CsvColumn<Row> {
  readonly name: string;
  readonly text: (row: Row) => string;
  /** Few different texts for many rows: a cell is made once for each. */
  readonly isShared?: boolean;
}

export interface CsvOptions {
  /** Name of the file beside it that is the exact copy. */
  readonly exactCopy: string;
  /** Spreadsheets take a file without byte order mark for their local encoding: written unless it is refused. */
  readonly byteOrderMark?: boolean;
  readonly signal?: AbortSignal;
}

const byteOrderMark = '\uFEFF';

/** Makes a cell of a text: `csvCell` unless told otherwise. */
export type CellOf = (text: string) => string;

const mostShared = 100_000;

function remembered(cellOf: CellOf): CellOf {
  const cells = new Map<string, string>();
  return (text) => {
    const known = cells.get(text);
    if (known !== undefined) {
      return known;
    }
    const cell = cellOf(text);
    if (cells.size < mostShared) {
      cells.set(text, cell);
    }
    return cell;
  };
}

function lineOf(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** A table as RFC 4180 writes it, every cell safe to open in a spreadsheet, made as it is asked for. */
export function* csvLines<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
  withMark = true,
  cellOf: CellOf = csvCell,
): Generator<string> {
  yield `${withMark ? byteOrderMark : ''}${lineOf(columns.map(({ name }) => cellOf(name)))}`;
  const cells = columns.map(({ text, isShared }) => {
    const make = isShared === true ? remembered(cellOf) : cellOf;
    return (row: Row) => make(text(row));
  });
  for (const row of rows) {
    yield lineOf(cells.map((cell) => cell(row)));
  }
}

/** A first line or comment would break parsers and sorting: what has to be said stands beside the file, as "CSV on the Web" has it. */
function metadata(name: string, columns: readonly string[], exactCopy: string): unknown {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: name,
    'dc:title': name,
    'dc:description':
      `The exact copy is ${exactCopy}. This table is made for spreadsheets: where a cell, or a part of it behind a separator, could be taken for a formula, ` +
      "an apostrophe (') stands before it. Take one apostrophe away from the start of the cell and from behind every comma, semicolon, bar, tab and " +
      'line break in it to have the text back. A spreadsheet may still show numbers and dates in its own way.',
    dialect: { encoding: 'utf-8', delimiter: ',', quoteChar: '"', doubleQuote: true, header: true, lineTerminators: ['\r\n'] },
    tableSchema: { columns: columns.map((column) => ({ name: column, titles: column, datatype: 'string' })) },
  };
}

/** Writes a table and its description (`…csv-metadata.json`) beside it. Gives both files. Throws EvidenceError, CancelledError. */
export async function writeCsv<Row>(
  path: string,
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
  options: CsvOptions,
): Promise<readonly WrittenFile[]> {
  const table = await writeWhole(path, piecesOf(csvLines(columns, rows, options.byteOrderMark)), options.signal);
  const names = columns.map(({ name }) => name);
  const description = metadata(basename(path), names, options.exactCopy);
  return [table, await writeJson(join(dirname(path), `${basename(path)}-metadata.json`), description, options.signal)];
}
