import { visibleText } from './plainText';

const widestPadding = 44;
const indent = '    ';
const gap = '   ';

/**
 * Rows in aligned columns, as an indented block: readable in an editor, and code in Markdown, where nothing in it becomes a link or markup.
 * Every character of a cell shows.
 */
export function columns(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(visibleText));
  const widths = (cells[0] ?? []).map((_, column) => widthOf(cells, column));
  const line = (row: readonly string[]): string => row.map((cell, column) => padded(cell, widths[column] ?? 0)).join(gap);
  return cells.map((row) => `${indent}${line(row)}`.trimEnd()).join('\n');
}

function widthOf(cells: readonly (readonly string[])[], column: number): number {
  return cells.reduce((widest, row) => Math.max(widest, Math.min(cellsOf(row[column] ?? ''), widestPadding)), 0);
}

const double = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/gu;
const without = /[\p{M}\p{Cf}]/gu;

/** How many cells of a fixed-width font a text takes, near enough: East Asian letters and emoji take two, marks none. */
function cellsOf(text: string): number {
  return Array.from(text).length + (text.match(double)?.length ?? 0) - (text.match(without)?.length ?? 0);
}

function padded(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - cellsOf(text)));
}
