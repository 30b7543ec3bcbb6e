/** Diacritics that search takes away. The marks of other scripts are letters there; the voiced marks of kana are kept for the same reason. */
const diacritics = /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Latin}\p{Script=Cyrillic}]/gu;

/** Latin letters that Unicode does not take apart, as people type them on a keyboard without. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ŧ: 't',
  ς: 'σ',
};

const moreThanAscii = /[^\x00-\x7f]/u;

/** Hangul in separate letters: only together do they fold to what people type. */
const conjoining = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

/** Text as search compares it: compatibility forms, case and accents taken away, a character at a time. */
export function foldText(text: string): string {
  if (!moreThanAscii.test(text)) {
    return text.toLowerCase();
  }
  const composed = conjoining.test(text) ? text.normalize('NFC') : text;
  let folded = '';
  for (const character of composed) {
    folded += moreThanAscii.test(character) ? foldCharacter(character) : character.toLowerCase();
  }
  return folded;
}

/** One character as search compares it: none, one or several. */
export function foldCharacter(character: string): string {
  const plain = character.normalize('NFKC').toLowerCase().normalize('NFKD').replace(diacritics, '').normalize('NFC');
  return Array.from(plain, (letter) => plainLetters[letter] ?? letter).join('');
}
