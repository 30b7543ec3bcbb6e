/**
 * A PowerShell literal. PowerShell takes the typographic single quotes for quotes as well, so all of them are doubled.
 * Source: PowerShell language specification, 2.3.5.2.
 */
export function powershellQuote(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;
}

/** A literal for POSIX shells. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A KQL string literal; everything that is not plain text is written as an escape. Source: Kusto, the string data type. */
export function kqlQuote(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/[\p{C}\u2028\u2029]/gu, (character) =>
      Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
    );
  return `"${escaped}"`;
}
