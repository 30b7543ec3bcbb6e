import { foldText } from './foldText';

const hexadecimal = /^[0-9a-f-]+$/u;
const dashes = /-/gu;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const nibblesOfGuid = 32;

/** So much of a word is looked for, in characters: there is room for 4096 bytes. */
const longestWord = 1000;
const leastDigitsWithNumber = 4;
const leastDigits = 6;

/** One word of a query, folded. `idDigits`: what it is as a part of a GUID, without dashes. */
export interface SearchWord {
  readonly text: string;
  readonly idDigits: string | undefined;
}

/** The words of a query as they are looked for, the longest first. */
export function wordsOf(query: string): readonly SearchWord[] {
  const texts = foldText(query)
    .split(/\s+/u)
    .filter((text) => text !== '')
    .map((text) => (text.length > longestWord ? Array.from(text).slice(0, longestWord).join('') : text));
  const words = [...new Set(texts)].sort((one, other) => other.length - one.length).map((text) => ({ text, idDigits: idDigits(text) }));
  return words.filter((word, index) => !words.slice(0, index).some((longer) => implies(longer, word)));
}

/** Whether everything that has one word has the other. */
function implies(word: SearchWord, other: SearchWord): boolean {
  return word.text.includes(other.text) && (word.idDigits === undefined || other.idDigits !== undefined);
}

/** Short words of hexadecimal letters are names, not ids: Ada, Bea, Abed. */
function idDigits(text: string): string | undefined {
  const digits = text.replace(dashes, '');
  const longEnough = digits.length >= leastDigits || (digits.length >= leastDigitsWithNumber && /[0-9]/u.test(digits));
  return hexadecimal.test(text) && longEnough && digits.length <= nibblesOfGuid ? digits : undefined;
}

/** Whether the word is in an id: anywhere in a text of its own; in a GUID only as a part of an id, whose dashes may be left out. */
export function isInId(id: string, { text, idDigits: digits }: SearchWord): boolean {
  if (!guid.test(id)) {
    return foldText(id).includes(text);
  }
  if (digits === undefined) {
    return false;
  }
  const lower = id.toLowerCase();
  return text.includes('-') ? lower.includes(text) : lower.replace(dashes, '').includes(digits);
}

/** Whether everything that these words find was also found by those before. */
export function narrows(words: readonly SearchWord[], before: readonly SearchWord[]): boolean {
  return before.every((old) => words.some((word) => implies(word, old)));
}
