import { listedRows, type RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';

/** Row numbers as a set of rows of a store of this size. */
export function rowSetOf(rows: RowNumbers, size: number): RowSet {
  return rows instanceof RowSet ? rows : RowSet.of(rows, size);
}

/** The rows that are in both; a set of all rows of the store changes nothing. */
export function inBoth(one: RowSet, other: RowSet, size: number): RowSet {
  if (one.length === size) {
    return other;
  }
  return other.length === size ? one : one.and(other);
}

/** These rows in an order of all rows of their store, forwards or backwards. */
export function ordered(rows: RowSet, order: Uint32Array, descending: boolean): RowNumbers {
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < order.length; index += 1) {
    const row = order[descending ? order.length - 1 - index : index] ?? 0;
    if (rows.has(row)) {
      found[count] = row;
      count += 1;
    }
  }
  return listedRows(found.subarray(0, count));
}

const comparedAtOnce = 65_536;

/** Whether the same numbers stand in the same order. */
export function sameRows(one: RowNumbers, other: RowNumbers): boolean {
  if (one === other || one.length !== other.length) {
    return one === other;
  }
  for (let start = 0; start < one.length; start += comparedAtOnce) {
    const rows = other.window(start, comparedAtOnce);
    if (!one.window(start, comparedAtOnce).every((row, index) => row === rows[index])) {
      return false;
    }
  }
  return true;
}
