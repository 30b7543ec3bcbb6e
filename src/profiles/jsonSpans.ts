const quote = 0x22;
export const comma = 0x2c;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const backslash = 0x5c;

export function skipSpace(bytes: Uint8Array, at: number): number {
  let index = at;
  for (let byte = bytes[index]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = bytes[index]) {
    index += 1;
  }
  return index;
}

/** Where the value that begins at `at` ends, found by its brackets and quotes alone: its inside is not checked. */
export function valueEnd(bytes: Uint8Array, at: number, limit: number): number {
  let depth = 0;
  for (let index = at; index < limit; index += 1) {
    switch (bytes[index]) {
      case quote:
        index = stringEnd(bytes, index + 1, limit);
        break;
      case openBrace:
      case openBracket:
        depth += 1;
        continue;
      case closeBrace:
      case closeBracket:
        depth -= 1;
        break;
      case comma:
        if (depth <= 0) {
          return index;
        }
        continue;
      default:
        continue;
    }
    if (depth < 0) {
      return index;
    }
    if (depth === 0) {
      return index + 1;
    }
  }
  return limit;
}

/** The closing quote of the string whose inside begins at `at`. */
function stringEnd(bytes: Uint8Array, at: number, limit: number): number {
  let index = at;
  while (index < limit && bytes[index] !== quote) {
    index += bytes[index] === backslash ? 2 : 1;
  }
  return index;
}
