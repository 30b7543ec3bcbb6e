import type { RowNumbers } from './rowNumbers';

const blockWords = 16;
const blockShift = 9;

/** A set of row numbers, a bit each. Nobody may change the bits afterwards. */
export class RowSet implements RowNumbers {
  readonly length: number;
  /** How many rows are in the blocks before each block of 512. */
  private readonly before: Uint32Array;

  /** `bits` has a bit for every row below `size`. */
  constructor(
    private readonly bits: Uint32Array,
    readonly size: number,
  ) {
    this.before = new Uint32Array(Math.ceil(bits.length / blockWords) + 1);
    let count = 0;
    for (let word = 0; word < bits.length; word += 1) {
      if (word % blockWords === 0) {
        this.before[word / blockWords] = count;
      }
      count += ones(bits[word] ?? 0);
    }
    this.before[this.before.length - 1] = count;
    this.length = count;
  }

  static of(rows: Iterable<number>, size: number): RowSet {
    const bits = new Uint32Array(Math.ceil(size / 32));
    for (const row of rows) {
      bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
    }
    return new RowSet(bits, size);
  }

  has(row: number): boolean {
    return row >= 0 && row < this.size && (((this.bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  at(position: number): number | undefined {
    return Number.isInteger(position) && position >= 0 ? this.window(position, 1)[0] : undefined;
  }

  window(start: number, count: number): Uint32Array {
    const first = Math.min(Math.max(Math.trunc(start), 0), this.length);
    const rows = new Uint32Array(Math.min(Math.max(Math.trunc(count), 0), this.length - first));
    const block = this.blockOf(first);
    let position = this.before[block] ?? 0;
    for (let word = block * blockWords; position < first + rows.length; word += 1) {
      for (let left = this.bits[word] ?? 0; left !== 0; left &= left - 1) {
        if (position >= first) {
          rows[position - first] = word * 32 + lowestOne(left);
        }
        position += 1;
      }
    }
    return rows;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let word = 0; word < this.bits.length; word += 1) {
      for (let left = this.bits[word] ?? 0; left !== 0; left &= left - 1) {
        yield word * 32 + lowestOne(left);
      }
    }
  }

  and(other: RowSet): RowSet {
    return this.combine(other, (one, two) => one & two);
  }

  or(other: RowSet): RowSet {
    return this.combine(other, (one, two) => one | two);
  }

  without(other: RowSet): RowSet {
    return this.combine(other, (one, two) => one & ~two);
  }

  /** The bits of the rows from `firstRow`, which can be divided by 32. A view. */
  words(firstRow: number, rows: number): Uint32Array {
    return this.bits.subarray(firstRow >>> 5, (firstRow + rows + 31) >>> 5);
  }

  private combine(other: RowSet, join: (one: number, two: number) => number): RowSet {
    const size = Math.max(this.size, other.size);
    const bits = Uint32Array.from({ length: Math.ceil(size / 32) }, (_, word) => join(this.bits[word] ?? 0, other.bits[word] ?? 0));
    return new RowSet(bits, size);
  }

  private blockOf(position: number): number {
    let low = 0;
    let high = Math.min(this.before.length - 1, this.size >>> blockShift);
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.before[middle] ?? 0) <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

function lowestOne(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** How many bits are set. */
export function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
