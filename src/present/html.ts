const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
]);

/** Text that is markup already: only `html` makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | Html | readonly Html[];

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => entities.get(character) ?? '');
}

function markupOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') {
    return escapeHtml(String(part));
  }
  return [part]
    .flat()
    .filter((each) => each instanceof Html)
    .map((each) => each.markup)
    .join('');
}

/** Markup with every value escaped, except what `html` made before. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, next, index) => text + markupOf(parts[index - 1] ?? '') + next));
}
