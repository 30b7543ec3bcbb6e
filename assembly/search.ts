let needle: usize = 0;
let needleLength: usize = 0;
let firstByte: v128 = i8x16.splat(0);
let firstCase: v128 = i8x16.splat(0);
let lastByte: v128 = i8x16.splat(0);
let lastCase: v128 = i8x16.splat(0);

/** What is looked for: `length` bytes at `at`, and behind them `length` bytes with the bit by which their case differs, or 0. */
export function setNeedle(at: usize, length: usize): void {
  needle = at;
  needleLength = length;
  firstByte = i8x16.splat(load<u8>(at));
  firstCase = i8x16.splat(load<u8>(at + length));
  lastByte = i8x16.splat(load<u8>(at + length - 1));
  lastCase = i8x16.splat(load<u8>(at + length + length - 1));
}

/** Where the needle first begins between `from` and `to`; 0 when it is not there. Reads up to 16 bytes behind `to`. */
export function find(from: usize, to: usize): usize {
  const tail = needleLength - 1;
  if (to - from < needleLength) {
    return 0;
  }
  const end = to - tail;
  for (let block = from; block < end; block += 16) {
    const first = i8x16.eq(v128.or(v128.load(block), firstCase), firstByte);
    const last = i8x16.eq(v128.or(v128.load(block + tail), lastCase), lastByte);
    for (let hits = i8x16.bitmask(v128.and(first, last)); hits !== 0; hits &= hits - 1) {
      const at = block + ctz(hits);
      if (at >= end) {
        return 0;
      }
      if (isInside(at)) {
        return at;
      }
    }
  }
  return 0;
}

function isInside(at: usize): bool {
  for (let index: usize = 1; index + 1 < needleLength; index += 1) {
    if ((load<u8>(at + index) | load<u8>(needle + needleLength + index)) !== load<u8>(needle + index)) {
      return false;
    }
  }
  return true;
}

/** Sets a bit for every row whose text has the needle. `starts`: the addresses where the texts of the rows begin, one more than there are. */
export function markRows(starts: usize, rows: u32, bits: usize): void {
  const end = load<u32>(starts + ((<usize>rows) << 2));
  let row: u32 = 0;
  for (let at = find(load<u32>(starts), end); at !== 0; at = find(load<u32>(starts + ((<usize>row) << 2)), end)) {
    while (load<u32>(starts + ((<usize>(row + 1)) << 2)) <= <u32>at) {
      row += 1;
    }
    setBit(bits, row);
    row += 1;
    if (row === rows) {
      return;
    }
  }
}

/** The same for the rows with a bit among `candidates` alone. */
export function markSomeRows(starts: usize, rows: u32, candidates: usize, bits: usize): void {
  for (let word: u32 = 0; word << 5 < rows; word += 1) {
    for (let left = load<u32>(candidates + ((<usize>word) << 2)); left !== 0; left &= left - 1) {
      const row = (word << 5) + ctz(left);
      const start = starts + ((<usize>row) << 2);
      if (find(load<u32>(start), load<u32>(start, 4)) !== 0) {
        setBit(bits, row);
      }
    }
  }
}

function setBit(bits: usize, row: u32): void {
  const at = bits + (row >> 3);
  store<u8>(at, load<u8>(at) | ((<u8>1) << (<u8>(row & 7))));
}
