import { linesStopped } from './engine';
import type { InboundColumns } from './inboundColumns';
import { rowsPerSegment, startsAt } from './layout';

const pieceBytes = 2 ** 20;

/** Pieces of so many bytes and more share their memory: a new one for each would be a garbage collection for each few. */
const largePieceBytes = pieceBytes / 4;

/** A little may be written behind the last line. */
const overhangBytes = 64;

interface RawRows {
  raw(index: number): Readonly<Record<string, unknown>>;
}

/** Memory for large pieces, one after the other: what was given is good until the piece after the next. */
class PieceRooms {
  private used: Uint8Array | undefined;
  private spare: Uint8Array | undefined;

  keep(bytes: Uint8Array): Uint8Array {
    if (bytes.length < largePieceBytes) {
      return bytes.slice();
    }
    const room = this.spare ?? new Uint8Array(pieceBytes + overhangBytes);
    [this.spare, this.used] = [this.used, room];
    room.set(bytes);
    return room.subarray(0, bytes.length);
  }
}

/** Writes as many rows as fit into a piece, without making objects of them, and gives it with the row to go on with. */
function nextPiece(
  columns: InboundColumns,
  rooms: PieceRooms,
  from: number,
  to: number,
): { readonly piece: Uint8Array; readonly row: number; readonly isPlain: boolean } {
  columns.arena.reserve(pieceBytes + overhangBytes);
  const { arena, engine } = columns;
  const number = Math.floor(from / rowsPerSegment);
  const first = number * rowsPerSegment;
  const last = Math.min(to - first, rowsPerSegment);
  const why = engine.writeLines(columns.startsOf(number) - startsAt, from - first, last, arena.end, arena.end + pieceBytes);
  const piece = rooms.keep(arena.u8.subarray(arena.end, engine.lineEnd.value >>> 0));
  return { piece, row: first + engine.lineRow.value, isPlain: why !== linesStopped.notPlain };
}

/** The rows from `from` to before `to`, a line of JSON each, in pieces of whole lines, each good until the second one after it is asked for. Rows that the assembly cannot write go by way of objects. */
export function* inboundJsonLines(rows: RawRows, columns: InboundColumns, from: number, to: number): Generator<Uint8Array> {
  const rooms = new PieceRooms();
  for (let at = from; at < to;) {
    const { piece, row, isPlain } = nextPiece(columns, rooms, at, to);
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
