/**
 * Characters that make a spreadsheet take a cell for a formula, in all the forms that fold to = + - @ (full width, small, super- and
 * subscript, minus signs), and the apostrophe that is our own mark, so that taking one mark away always gives the cell back.
 */
const formula = "=+\\-@＝﹦⁼₌＋﹢⁺₊﬩－﹣−⁻₋＠﹫'’＇";

/** What a spreadsheet may skip before it: separators, controls, invisible characters, quotes. */
const skipped = '(?:(?![\\t\\r\\n])[\\p{Z}\\p{C}\\u115F\\u1160\\u3164\\uFFA0"])*';

/** Where a cell begins, also for a reader that was told another separator than ours. */
const cellStart = '(^|[,;|\\t\\r\\n])';

const guardPattern = new RegExp(`${cellStart}(?=${skipped}[\\t\\r\\n${formula}])`, 'gu');
const markPattern = new RegExp(`${cellStart}'`, 'gu');

/** True for nearly every cell that needs no second look: begins with a plain letter or digit and holds nothing that separates or quotes. */
const plain = /^[A-Za-z0-9][^",;|\t\r\n]*$/;
/** The same for letters of other scripts: none of these is a formula's sign or skipped. */
const plainLetter =
  /^[\u00c0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u05d0-\u05ea\u0621-\u064a\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3][^",;|\t\r\n]*$/;
const needsQuotes = /[",;|\t\r\n]|^\s|\s$/;

/** Puts an apostrophe before everything a spreadsheet could run, at the start of the cell and behind every separator in it. */
export function guardCell(text: string): string {
  return plain.test(text) || plainLetter.test(text) ? text : text.replace(guardPattern, "$1'");
}

/** Gives back exactly the text that `guardCell` was given. */
export function unguardCell(text: string): string {
  return text.replace(markPattern, '$1');
}

/** A cell as RFC 4180 writes it, without guards. */
export function quoteCell(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell that is safe to open in a spreadsheet. */
export function csvCell(text: string): string {
  return plain.test(text) ? text : quoteCell(guardCell(text));
}
