/** Characters that change how the text around them is read, or that show as nothing. */
const hidden =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|\p{Cs}|\p{Co}/gu;

/** Joiners are part of the spelling in these scripts and in emoji, and hide something everywhere else. */
const strayJoiner =
  /(?<![\p{sc=Arabic}\p{sc=Syriac}\p{sc=Mongolian}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}\p{sc=Khmer}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])[\u200C\u200D]/gu;

const pileOfMarks = /(\p{M}{4})\p{M}+/gu;
const wideSpace = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/gu;

const named = new Map([
  ['\t', '⟨tab⟩'],
  ['\n', '⟨newline⟩'],
  ['\r', '⟨return⟩'],
  ['\u001B', '⟨escape⟩'],
]);

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

const longestLabel = 200;

/** One line that shows every character: what would hide, reorder or break text is written out as `⟨…⟩`. */
export function visibleText(text: string): string {
  return text
    .replace(hidden, (character) => named.get(character) ?? codePoint(character))
    .replace(strayJoiner, codePoint)
    .replace(pileOfMarks, '$1⟨…⟩')
    .replace(wideSpace, ' ');
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function shortened(text: string, longest: number): string {
  const kept: string[] = [];
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length === longest) {
      return `${kept.slice(0, -1).join('')}…`;
    }
    kept.push(segment);
  }
  return text;
}

/** For labels, descriptions and tooltips: visible text of bounded length. */
export function plainText(text: string, longest = longestLabel): string {
  const visible = visibleText(text.slice(0, longest * 8));
  return visible.length > longest ? shortened(visible, longest) : visible;
}

/** For notifications and dialogs, where the editor makes links of `[text](address)`. */
export function messageText(text: string, longest = longestLabel): string {
  return plainText(text, longest).replaceAll('](', '] (');
}

/** For quick picks and the status bar, where the editor makes icons of `$(name)`. */
export function pickText(text: string): string {
  return plainText(text).replace(/\\?\$\(/g, '$\u2060(');
}

/** Whether anything in the text had to be made visible: people deciding about it should know. */
export function isSuspicious(text: string): boolean {
  return visibleText(text) !== text.replace(wideSpace, ' ');
}

/** The end of an id: what tells two people of the same name apart. */
export function endOfId(id: string): string {
  return plainText(id).slice(-6);
}
