import { foldTableAt } from './layout';

export const foldLearn: i32 = 1;
export const foldParse: i32 = 2;

/** The character to be learnt after `foldLearn`. */
export let unknownCharacter: u32 = 0;
/** Where the fold ends: where it began, when a search that ignores the case of ASCII letters sees the same in the text itself. */
export let foldEnd: usize = 0;

/**
 * Writes the fold of the text from `from` to `to` behind `to`. The table has, for every character that was learnt, the address of its fold times
 * 256, plus its length, plus one: characters of the basic plane in their places, mathematical letters in those of the surrogates. Gives 0, or
 * why it cannot.
 */
export function fold(from: usize, to: usize): i32 {
  let at = to;
  let changed = false;
  for (let index = from; index < to; ) {
    const block = v128.load(index);
    if (index + 16 <= to && i8x16.bitmask(block) === 0) {
      v128.store(at, lowered(block));
      at += 16;
      index += 16;
      continue;
    }
    const first = <u32>load<u8>(index);
    if (first < 0x80 || first >= 0xfe) {
      store<u8>(at, first - 0x41 < 26 ? first | 0x20 : first);
      at += 1;
      index += 1;
      continue;
    }
    const length = lengthOf(first);
    const character = characterAt(index, length);
    if (character === noCharacter || isConjoining(character)) {
      return foldParse;
    }
    if (isSame(character)) {
      store<u32>(at, load<u32>(index));
      at += length;
      index += length;
      continue;
    }
    const place = placeOf(character);
    if (place === noCharacter) {
      return foldParse;
    }
    const entry = load<u32>(foldTableAt + (<usize>place << 2));
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

/** ASCII with its capitals made small. */
function lowered(text: v128): v128 {
  const capitals = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x41)), i8x16.splat(26));
  return v128.or(text, v128.and(capitals, i8x16.splat(0x20)));
}

const noCharacter: u32 = 0xffffffff;

function lengthOf(first: u32): u32 {
  if (first < 0xe0) {
    return 2;
  }
  return first < 0xf0 ? 3 : 4;
}

/** The character in UTF-8; none where it is not valid, or one that UTF-8 has no business with. */
function characterAt(at: usize, length: u32): u32 {
  const first = <u32>load<u8>(at);
  const second = <u32>load<u8>(at, 1) ^ 0x80;
  const third = <u32>load<u8>(at, 2) ^ 0x80;
  const fourth = <u32>load<u8>(at, 3) ^ 0x80;
  if (first < 0xc2 || first > 0xf4 || second > 0x3f || (length > 2 && third > 0x3f) || (length > 3 && fourth > 0x3f)) {
    return noCharacter;
  }
  if (length === 2) {
    return ((first & 0x1f) << 6) | second;
  }
  if (length === 3) {
    const character = ((first & 0x0f) << 12) | (second << 6) | third;
    return character < 0x800 || (character >= 0xd800 && character <= 0xdfff) ? noCharacter : character;
  }
  const character = ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth;
  return character < 0x10000 || character > 0x10ffff ? noCharacter : character;
}

/** Whole blocks whose characters are their own folds: ideographs, Hangul syllables, pictographs. */
function isSame(character: u32): bool {
  return (
    (character >= 0x3400 && character <= 0x9fff) ||
    (character >= 0xac00 && character <= 0xd7a3) ||
    (character >= 0x1f300 && character <= 0x1faff) ||
    (character >= 0x20000 && character <= 0x2f7ff)
  );
}

function placeOf(character: u32): u32 {
  if (character < 0x10000) {
    return character;
  }
  return character >= 0x1d400 && character <= 0x1d7ff ? character - 0x1d400 + 0xd800 : noCharacter;
}

function isConjoining(character: u32): bool {
  return (
    (character >= 0x1100 && character <= 0x11ff) ||
    (character >= 0xa960 && character <= 0xa97f) ||
    (character >= 0xd7b0 && character <= 0xd7ff)
  );
}
