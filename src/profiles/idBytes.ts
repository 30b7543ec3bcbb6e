import { guidTextLength, readGuid, type GuidLetters } from './guid';

const seeds = [0x811c9dc5, 0x9e3779b1, 0x85ebca6b, 0xc2b2ae35] as const;

/**
 * Writes the 16 bytes under which an id is looked up: those of a GUID, whatever its case; of any other text, a hash of it in lower case.
 * Gives how the GUID is written, or undefined for other text.
 */
export function idBytes(id: string, target: Uint8Array, to: number): GuidLetters | undefined {
  const text = Buffer.from(id);
  const letters = text.length === guidTextLength ? readGuid(text, 0, target, to) : undefined;
  if (letters === undefined) {
    const lower = Buffer.from(id.toLowerCase());
    seeds.forEach((seed, word) => writeWord(hash(lower, seed), target, to + 4 * word));
  }
  return letters;
}

function hash(bytes: Uint8Array, seed: number): number {
  return bytes.reduce((value, byte) => {
    const mixed = Math.imul(value ^ byte, 0x01000193);
    return mixed ^ (mixed >>> 13);
  }, seed);
}

function writeWord(word: number, target: Uint8Array, to: number): void {
  target.set([word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24], to);
}
