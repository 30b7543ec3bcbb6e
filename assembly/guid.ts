const dash: u8 = 0x2d;

export const noGuid: i32 = 0;
export const lowerCase: i32 = 1;
export const upperCase: i32 = 2;
export const mixedCase: i32 = 3;

let upperSeen: i32 = 0;
let lowerSeen: i32 = 0;

/** Writes the 16 bytes of the 36 characters at `from`, spoilt when they are no GUID. */
export function readGuid(from: usize, to: usize): i32 {
  if (load<u8>(from, 8) !== dash || load<u8>(from, 13) !== dash || load<u8>(from, 18) !== dash || load<u8>(from, 23) !== dash) {
    return noGuid;
  }
  const first = v128.load(from);
  const middle = v128.load(from, 16);
  const last = v128.load(from, 20);
  upperSeen = 0;
  lowerSeen = 0;
  const high = nibbles(i8x16.shuffle(first, middle, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17));
  const valid = highValid;
  const low = nibbles(i8x16.shuffle(middle, last, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 28, 29, 30, 31));
  if (!valid || !highValid) {
    return noGuid;
  }
  v128.store(to, i8x16.narrow_i16x8_u(pairs(high), pairs(low)));
  if (upperSeen === 0) {
    return lowerCase;
  }
  return lowerSeen === 0 ? upperCase : mixedCase;
}

let highValid: bool = false;

function nibbles(text: v128): v128 {
  const digits = i8x16.sub(text, i8x16.splat(0x30));
  const isDigit = i8x16.lt_u(digits, i8x16.splat(10));
  const letters = i8x16.sub(v128.or(text, i8x16.splat(0x20)), i8x16.splat(0x61));
  const isLetter = i8x16.lt_u(letters, i8x16.splat(6));
  highValid = i8x16.all_true(v128.or(isDigit, isLetter));
  const isLower = i8x16.ge_u(text, i8x16.splat(0x61));
  lowerSeen |= i8x16.bitmask(v128.and(isLetter, isLower));
  upperSeen |= i8x16.bitmask(v128.andnot(isLetter, isLower));
  return v128.bitselect(digits, i8x16.add(letters, i8x16.splat(10)), isDigit);
}

/** From two nibbles in 16 bits, the first one low, to their byte. */
function pairs(nibbles: v128): v128 {
  return v128.or(v128.and(i16x8.shl(nibbles, 4), i16x8.splat(0xf0)), i16x8.shr_u(nibbles, 8));
}
