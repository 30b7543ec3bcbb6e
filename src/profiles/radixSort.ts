import { CancelledError } from '../graph/errors';
import { createBreather } from './loading';
import { mergeSort } from './mergeSort';
import type { SortKeys } from './sortKeys';

interface Range {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/** So many rows are sorted at one go. */
const smallRange = 512;
const rowsBetweenBreaths = 512;

/** Sorts rows by keys of several depths: only rows with the same key are looked at more deeply. Stable, in slices. */
export class RadixSort {
  private readonly keys: Float64Array;
  private readonly breathe = createBreather();
  private rowsSinceBreath = 0;

  constructor(
    private readonly rows: Uint32Array,
    size: number,
    private readonly descending: boolean,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.keys = new Float64Array(size);
  }

  /** Throws CancelledError. */
  async by(source: SortKeys): Promise<void> {
    const open: Range[] = [{ start: 0, end: this.rows.length, depth: 0 }];
    for (let range = open.pop(); range !== undefined; range = open.pop()) {
      await this.sortRange(source, range);
      await this.sameKeys(source, range, open);
    }
  }

  private async sortRange(source: SortKeys, { start, end, depth }: Range): Promise<void> {
    const { keys, rows, descending } = this;
    for (let index = start; index < end; index += 1) {
      const row = rows[index] ?? 0;
      keys[row] = source.key(row, depth);
      if ((index & (rowsBetweenBreaths - 1)) === 0) {
        await this.pause(0);
      }
    }
    const range = rows.subarray(start, end);
    const compare = descending
      ? (one: number, other: number): number => (keys[other] ?? 0) - (keys[one] ?? 0)
      : (one: number, other: number): number => (keys[one] ?? 0) - (keys[other] ?? 0);
    if (range.length > smallRange) {
      await mergeSort(range, compare, this.signal);
    } else {
      range.sort(compare);
    }
    await this.pause(range.length);
  }

  /** Adds the ranges of rows with one key that have more to compare. */
  private async sameKeys(source: SortKeys, { start, end, depth }: Range, open: Range[]): Promise<void> {
    let ranges = 0;
    for (let first = start; first < end;) {
      const key = this.keys[this.rows[first] ?? 0] ?? 0;
      let next = first + 1;
      while (next < end && this.keys[this.rows[next] ?? 0] === key) {
        next += 1;
      }
      if (next - first > 1 && !source.isLast(key, depth)) {
        open.push({ start: first, end: next, depth: depth + 1 });
      }
      first = next;
      if ((++ranges & (rowsBetweenBreaths - 1)) === 0) {
        await this.pause(0);
      }
    }
  }

  private async pause(rows: number): Promise<void> {
    this.rowsSinceBreath += rows;
    if (rows > 0 && this.rowsSinceBreath < rowsBetweenBreaths) {
      return;
    }
    this.rowsSinceBreath = 0;
    await this.breathe();
    if (this.signal?.aborted === true) {
      throw new CancelledError();
    }
  }
}
