import { visibleText } from './plainText';

/**
 * Text from the directory for Markdown: a code span, in which nothing becomes a link, an image or markup, and every character shows.
 * Bars are escaped, so that it can stand in a table.
 */
export function codeSpan(text: string): string {
  const visible = visibleText(text);
  if (visible.trim() === '') {
    return '—';
  }
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$|^ .* $/.test(visible) ? ' ' : '';
  return `${fence}${padding}${visible}${padding}${fence}`.replaceAll('|', '\\|');
}

/** A table; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
