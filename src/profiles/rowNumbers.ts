/** Row numbers of a store, ascending unless they were sorted. A view reads a window of them and never the whole. */
export interface RowNumbers extends Iterable<number> {
  readonly length: number;
  /** The row number at a position, undefined past the end. */
  at(position: number): number | undefined;
  /** The row numbers from position `start`, at most `count` of them. */
  window(start: number, count: number): Uint32Array;
}

/** The row numbers 0 to `length - 1`. */
export function everyRow(length: number): RowNumbers {
  const window = (start: number, count: number): Uint32Array => {
    const first = clamp(start, length);
    const rows = new Uint32Array(clamp(first + count, length) - first);
    for (let position = 0; position < rows.length; position += 1) {
      rows[position] = first + position;
    }
    return rows;
  };
  return {
    length,
    at: (position) => (Number.isInteger(position) && position >= 0 && position < length ? position : undefined),
    window,
    *[Symbol.iterator]() {
      for (let row = 0; row < length; row += 1) {
        yield row;
      }
    },
  };
}

/** Row numbers as they stand in an array, which nobody may change afterwards. */
export function listedRows(rows: Uint32Array): RowNumbers {
  return {
    length: rows.length,
    at: (position) => rows[position],
    window: (start, count) => {
      const first = clamp(start, rows.length);
      return rows.slice(first, clamp(first + count, rows.length));
    },
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  };
}

export const noRows: RowNumbers = listedRows(new Uint32Array(0));

function clamp(position: number, length: number): number {
  return Math.min(Math.max(Math.trunc(position), 0), length);
}
