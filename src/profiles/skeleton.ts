import { confusables } from './confusables';

const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const blanks = /[\s\u2800\u3164\uffa0]+/gu;

/** ASCII that looks like other ASCII (UTS #39). */
const asciiPrototypes: readonly (readonly [string, string])[] = [
  ['l', '1I|'],
  ['O', '0'],
  ['rn', 'm'],
];

const prototypes: ReadonlyMap<string, string> = new Map(
  [...confusables, ...asciiPrototypes].flatMap(([looksLike, letters]) => Array.from(letters, (letter) => [letter, looksLike] as const)),
);

/**
 * What a text looks like, for comparing with another: two texts with one skeleton are easily taken for one another. Not for showing.
 * As the skeleton of UTS #39, with blanks made one and case taken away at the end.
 */
export function skeletonOf(text: string): string {
  const plain = text.normalize('NFKC').replace(ignorable, '').replace(blanks, ' ').trim().normalize('NFD');
  const letters = Array.from(plain, (letter) => prototypes.get(letter) ?? letter).join('');
  return Array.from(letters, (letter) => prototypes.get(letter) ?? letter)
    .join('')
    .toLowerCase();
}

/** Whether a letter of another script looks like ASCII, or is ASCII in a compatibility form. */
export function looksLikeAscii(letter: string): boolean {
  return letter > '\u007f' && (prototypes.has(letter) || /^[!-~]+$/u.test(letter.normalize('NFKC')));
}
