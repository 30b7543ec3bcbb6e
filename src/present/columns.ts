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
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(gap);
  return cells.map((row) => `${indent}${line(row)}`.trimEnd()).join('\n');
}

function widthOf(cells: readonly (readonly string[])[], column: number): number {
  return cells.reduce((widest, row) => Math.max(widest, Math.min(row[column]?.length ?? 0, widestPadding)), 0);
}
