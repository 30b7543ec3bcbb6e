/** How the letters of a GUID are written. `mixed` and anything that is no GUID cannot be had back from 16 bytes. */
export type GuidLetters = 'lower' | 'upper' | 'mixed';

const notHex = 0x80;
const lowerLetter = 0x10;
const upperLetter = 0x20;
const dash = 0x2d;
const dashPositions = [8, 13, 18, 23] as const;
const pairPositions = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);

export const guidTextLength = 36;

const hexDigits = hexDigitTable();
const lowerPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Writes the 16 bytes of the 36 characters at `from`; undefined, with the target spoilt, when they are no GUID. */
export function readGuid(bytes: Uint8Array, from: number, target: Uint8Array, to: number): GuidLetters | undefined {
  let seen = 0;
  for (let index = 0; index < pairPositions.length; index += 1) {
    const position = from + (pairPositions[index] ?? 0);
    const high = hexDigits[bytes[position] ?? 0] ?? notHex;
    const low = hexDigits[bytes[position + 1] ?? 0] ?? notHex;
    seen |= high | low;
    target[to + index] = ((high & 0x0f) << 4) | (low & 0x0f);
  }
  if ((seen & notHex) !== 0 || !dashPositions.every((position) => bytes[from + position] === dash)) {
    return undefined;
  }
  return lettersOf(seen);
}

/** The text of 16 bytes in lower case. */
export function guidText(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    text += lowerPairs[bytes[from + index] ?? 0] ?? '';
    if (index === 3 || index === 5 || index === 7 || index === 9) {
      text += '-';
    }
  }
  return text;
}

function lettersOf(seen: number): GuidLetters {
  if ((seen & upperLetter) === 0) {
    return 'lower';
  }
  return (seen & lowerLetter) === 0 ? 'upper' : 'mixed';
}

function hexDigitTable(): Uint8Array {
  const table = new Uint8Array(256).fill(notHex);
  for (let digit = 0; digit < 16; digit += 1) {
    const letter = digit.toString(16);
    table[letter.charCodeAt(0)] = digit | (digit < 10 ? 0 : lowerLetter);
    table[letter.toUpperCase().charCodeAt(0)] = digit | (digit < 10 ? 0 : upperLetter);
  }
  return table;
}
