import { mix, scramble, unscramble } from './mix';

/** A family of GUIDs: one for every index below 2^32, and back from the GUID to its index. */
export interface GuidSpace {
  at(index: number): string;
  indexOf(guid: string): number | undefined;
  /** Writes the 36 characters of the GUID of an index. */
  write(index: number, target: Uint8Array, offset: number): void;
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dash = 0x2d;
const digits = Buffer.from('0123456789abcdef', 'latin1');
const high = new Uint8Array(256).map((_, byte) => digits[byte >>> 4] ?? 0);
const low = new Uint8Array(256).map((_, byte) => digits[byte & 15] ?? 0);

export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}

function write16(target: Uint8Array, offset: number, bits: number): void {
  const first = (bits >>> 8) & 255;
  const second = bits & 255;
  target[offset] = high[first] ?? 0;
  target[offset + 1] = low[first] ?? 0;
  target[offset + 2] = high[second] ?? 0;
  target[offset + 3] = low[second] ?? 0;
}

/** GUIDs of version 4 whose first 32 bits carry the index, scrambled; the rest is drawn from it and serves as its check. */
export function guidSpace(seed: number, space: number): GuidSpace {
  const key = mix(seed, space, 0x5eed);
  const write = (index: number, target: Uint8Array, offset: number): void => {
    const first = scramble((index ^ key) >>> 0);
    const second = mix(key, 1, index);
    const third = mix(key, 2, index);
    const fourth = mix(key, 3, index);
    write16(target, offset, first >>> 16);
    write16(target, offset + 4, first);
    target[offset + 8] = dash;
    write16(target, offset + 9, second >>> 16);
    target[offset + 13] = dash;
    write16(target, offset + 14, (second & 0x0fff) | 0x4000);
    target[offset + 18] = dash;
    write16(target, offset + 19, ((third >>> 16) & 0x3fff) | 0x8000);
    target[offset + 23] = dash;
    write16(target, offset + 24, third);
    write16(target, offset + 28, fourth >>> 16);
    write16(target, offset + 32, fourth);
  };
  const at = (index: number): string => {
    const text = Buffer.allocUnsafe(36);
    write(index, text, 0);
    return text.toString('latin1');
  };
  return {
    at,
    write,
    indexOf: (guid) => {
      if (!isGuid(guid)) {
        return undefined;
      }
      const index = (unscramble(Number.parseInt(guid.slice(0, 8), 16)) ^ key) >>> 0;
      return at(index) === guid.toLowerCase() ? index : undefined;
    },
  };
}
