import { guidText } from './guid';
import type { InboundColumns } from './inboundColumns';
import { needleAt, oddRow, rowsPerSegment } from './layout';
import { isInId } from './searchWord';

const bytesOfId = 16;

/** Whole bytes of the digits looked for, and the digits before and behind them, or -1. */
interface Part {
  readonly bytes: Buffer;
  readonly before: number;
  readonly behind: number;
}

/** Looks for a part of a GUID in the user ids. Whole bytes of it are looked for, then its ends compared; it may begin in the middle of a byte. */
export class IdScan {
  private readonly parts: readonly Part[];

  constructor(
    private readonly columns: InboundColumns,
    private readonly text: string,
    private readonly digits: string,
  ) {
    this.parts = [0, 1].map((start) => partFrom(digits, start));
  }

  /** Takes the rows whose user id has the part. */
  take(segment: number, rows: number, left: Uint32Array): void {
    this.parts.forEach((part) => this.takePart(part, segment, rows, left));
  }

  private takePart(part: Part, segment: number, rows: number, left: Uint32Array): void {
    const { arena, engine } = this.columns;
    const { bytes } = part;
    const ids = this.columns.idsOf(segment);
    const end = ids + bytesOfId * rows;
    arena.u8.set(bytes, needleAt);
    arena.u8.fill(0, needleAt + bytes.length, needleAt + 2 * bytes.length);
    engine.setNeedle(needleAt, bytes.length);
    for (let at = engine.find(ids, end) >>> 0; at !== 0; at = engine.find(at + 1, end) >>> 0) {
      const row = (at - ids) >>> 4;
      if (hasEnds(arena.u8, at, part) && this.isInRow(segment * rowsPerSegment + row)) {
        left[row >>> 5] = (left[row >>> 5] ?? 0) & ~(1 << (row & 31));
      }
    }
  }

  private isInRow(row: number): boolean {
    const { columns } = this;
    const isGuid = (columns.flags(row) & oddRow) === 0;
    const id = isGuid ? guidText(columns.arena.u8, columns.id(row)) : columns.oddUserId(row);
    return isInId(id, { text: this.text, idDigits: this.digits });
  }
}

function partFrom(digits: string, start: number): Part {
  const end = start + ((digits.length - start) & ~1);
  return {
    bytes: Buffer.from(digits.slice(start, end), 'hex'),
    before: start === 0 ? -1 : Number.parseInt(digits.slice(0, 1), 16),
    behind: end === digits.length ? -1 : Number.parseInt(digits.slice(end), 16),
  };
}

function hasEnds(u8: Uint8Array, at: number, { bytes, before, behind }: Part): boolean {
  return (before < 0 || ((u8[at - 1] ?? 0) & 0x0f) === before) && (behind < 0 || (u8[at + bytes.length] ?? 0) >>> 4 === behind);
}
