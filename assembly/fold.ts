import { foldTableAt } from './layout';

export const foldLearn: i32 = 1;
export const foldParse: i32 = 2;

/** The character to be learnt after `foldLearn`. */
export let unknownCharacter: u32 = 0;
/** Where the fold ends: where it began, when a search that ignores the case of ASCII letters sees the same in the text itself. */
export let foldEnd: usize = 0;

/**
 * Writes the fold of the text from `from` to `to` behind `to`. The table has, for every character of the basic plane that was learnt, the
 * address of its fold times 256, plus its length, plus one. Gives 0, or why it cannot.
 */
export function fold(from: usize, to: usize): i32 {
  let at = to;
  let changed = false;
  for (let index = from; index < to;) {
    const first = <u32>load<u8>(index);
    if (first < 0x80 || first >= 0xfe) {
      store<u8>(at, first - 0x41 < 26 ? first | 0x20 : first);
      at += 1;
      index += 1;
      continue;
    }
    const second = <u32>load<u8>(index, 1);
    const third = <u32>load<u8>(index, 2);
    const length: u32 = first < 0xe0 ? 2 : 3;
    if (first < 0xc2 || first >= 0xf0 || (second & 0xc0) !== 0x80 || (length === 3 && (third & 0xc0) !== 0x80)) {
      return foldParse;
    }
    const character =
      length === 2 ? ((first & 0x1f) << 6) | (second & 0x3f) : ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
    if (isConjoining(character)) {
      return foldParse;
    }
    const entry = load<u32>(foldTableAt + ((<usize>character) << 2));
    if (entry === 0) {
      unknownCharacter = character;
      return foldLearn;
    }
    const size = (entry & 0xff) - 1;
    const start = <usize>(entry >> 8);
    changed = changed || size !== length;
    for (let offset: u32 = 0; offset < size; offset += 1) {
      const byte = load<u8>(start + offset);
      changed = changed || byte !== load<u8>(index + offset);
      store<u8>(at, byte);
      at += 1;
    }
    index += length;
  }
  foldEnd = changed ? at : to;
  return 0;
}

function isConjoining(character: u32): bool {
  return (
    (character >= 0x1100 && character <= 0x11ff) ||
    (character >= 0xa960 && character <= 0xa97f) ||
    (character >= 0xd7b0 && character <= 0xd7ff)
  );
}
