import { linesStopped } from './engine';
import type { InboundColumns } from './inboundColumns';
import { rowsPerSegment, startsAt } from './layout';

const pieceBytes = 256 * 2 ** 10;

/** A little may be written behind the last line. */
const overhangBytes = 64;

interface RawRows {
  raw(index: number): Readonly<Record<string, unknown>>;
}

/** Writes as many rows as fit into a piece, without making objects of them, and gives it with the row to go on with. */
function nextPiece(
  columns: InboundColumns,
  from: number,
  to: number,
): { readonly piece: Uint8Array; readonly row: number; readonly isPlain: boolean } {
  columns.arena.reserve(pieceBytes + overhangBytes);
  const { arena, engine } = columns;
  const number = Math.floor(from / rowsPerSegment);
  const first = number * rowsPerSegment;
  const last = Math.min(to - first, rowsPerSegment);
  const why = engine.writeLines(columns.startsOf(number) - startsAt, from - first, last, arena.end, arena.end + pieceBytes);
  const piece = arena.u8.slice(arena.end, engine.lineEnd.value >>> 0);
  return { piece, row: first + engine.lineRow.value, isPlain: why !== linesStopped.notPlain };
}

/** The rows from `from` to before `to`, a line of JSON each, in pieces of whole lines. Rows that the assembly cannot write go by way of objects. */
export function* inboundJsonLines(rows: RawRows, columns: InboundColumns, from: number, to: number): Generator<Uint8Array> {
  for (let at = from; at < to;) {
    const { piece, row, isPlain } = nextPiece(columns, at, to);
    if (piece.length > 0) {
      yield piece;
    }
    const isStuck = row === at && piece.length === 0;
    if (!isPlain || isStuck) {
      yield Buffer.from(`${JSON.stringify(rows.raw(row))}\n`);
    }
    at = !isPlain || isStuck ? row + 1 : row;
  }
}
