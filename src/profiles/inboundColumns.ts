import { Arena } from './arena';
import { createEngine, type Engine } from './engine';
import {
  arenaAt,
  domainsAt,
  domainTableAt,
  flagsAt,
  homeTenantsAt,
  homeTenantTableAt,
  idAt,
  idsAt,
  rowsPerSegment,
  segmentBytes,
  slotsAt,
  slotsPerSegment,
  startsAt,
} from './layout';
import { NameTable } from './nameTable';
import { SparseTexts } from './sparseTexts';

const segmentShift = 14;
const rowMask = rowsPerSegment - 1;

/**
 * The columns of a store of inbound people, in segments of `rowsPerSegment`. The text of a row is the local part of its user principal name
 * with the @, `endOfLocalPart`, the display name, `endOfName`, and both once more as search compares them where that is more than a matter of
 * ASCII case; then, where the user id is no GUID, that id as search compares it and `endOfName`. In a segment, texts follow each other in the order of the rows.
 */
export class InboundColumns {
  readonly arena = new Arena();
  readonly engine: Engine = createEngine(this.arena.memory);
  readonly homeTenants = new NameTable(this.arena, this.engine, homeTenantTableAt);
  readonly domains = new NameTable(this.arena, this.engine, domainTableAt);
  /** The JSON of rows that are more than their columns. */
  readonly odd = new SparseTexts();
  private readonly segments: number[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  get byteLength(): number {
    return this.arena.end - arenaAt + this.odd.byteLength;
  }

  /** Readies the next row and gives the address of its segment. */
  begin(): number {
    if (this.count === this.segments.length * rowsPerSegment) {
      const segment = this.arena.allocate(segmentBytes);
      this.segments.push(segment);
      this.arena.u8.fill(0, segment + slotsAt, segment + slotsAt + 2 * slotsPerSegment);
      this.arena.u32[(segment + startsAt) >>> 2] = this.arena.end;
    }
    return this.segment(this.count);
  }

  /** Takes over rows that were written into the segment of the next row: it has `rows` of them now. */
  take(rows: number, textEnd: number): void {
    this.count = (this.segments.length - 1) * rowsPerSegment + rows;
    this.arena.end = textEnd;
  }

  /** Adds the row whose text was written behind the arena's end and whose id is at `id(size)`. */
  commit(textEnd: number, homeTenant: number, domain: number, flags: number): void {
    const { arena, count } = this;
    const segment = this.segment(count);
    const row = count & rowMask;
    arena.u32[((segment + startsAt) >>> 2) + row + 1] = textEnd;
    arena.u32[((segment + homeTenantsAt) >>> 2) + row] = homeTenant;
    arena.u32[((segment + domainsAt) >>> 2) + row] = domain;
    arena.u8[segment + flagsAt + row] = flags;
    this.engine.enterId(segment, this.id(count), row);
    this.take(row + 1, textEnd);
  }

  get segmentCount(): number {
    return this.segments.length;
  }

  rowsIn(segment: number): number {
    return Math.min(rowsPerSegment, this.count - segment * rowsPerSegment);
  }

  /** The address of the addresses where the texts of a segment's rows begin: one more than there are rows. */
  startsOf(segment: number): number {
    return (this.segments[segment] ?? 0) + startsAt;
  }

  idsOf(segment: number): number {
    return (this.segments[segment] ?? 0) + idsAt;
  }

  /** A view: to be used before the store grows. */
  homeTenantsOf(segment: number): Uint32Array {
    return this.column(segment, homeTenantsAt);
  }

  /** A view: to be used before the store grows. */
  domainsOf(segment: number): Uint32Array {
    return this.column(segment, domainsAt);
  }

  textStart(row: number): number {
    return this.arena.u32[((this.segment(row) + startsAt) >>> 2) + (row & rowMask)] ?? 0;
  }

  textEnd(row: number): number {
    return this.arena.u32[((this.segment(row) + startsAt) >>> 2) + (row & rowMask) + 1] ?? 0;
  }

  homeTenant(row: number): number {
    return this.arena.u32[((this.segment(row) + homeTenantsAt) >>> 2) + (row & rowMask)] ?? 0;
  }

  domain(row: number): number {
    return this.arena.u32[((this.segment(row) + domainsAt) >>> 2) + (row & rowMask)] ?? 0;
  }

  flags(row: number): number {
    return this.arena.u8[this.segment(row) + flagsAt + (row & rowMask)] ?? 0;
  }

  /** The address of the 16 bytes of a row's user id. */
  id(row: number): number {
    return this.segment(row) + idsAt + 16 * (row & rowMask);
  }

  /** The user id of a row that is more than its columns. */
  oddUserId(row: number): string {
    return (JSON.parse(this.odd.text(row) ?? '{"userId":""}') as { readonly userId: string }).userId;
  }

  /** Rows whose 16 bytes are those at `idAt`, ascending. */
  rowsOfId(): number[] {
    const slot = this.engine.slotOf(idAt);
    const rows: number[] = [];
    for (let segment = 0; segment < this.segments.length; segment += 1) {
      this.collectRowsOfId(segment, slot, rows);
    }
    return rows.length < 2 ? rows : rows.sort((one, other) => one - other);
  }

  private collectRowsOfId(segment: number, firstSlot: number, rows: number[]): void {
    const { u16, u32 } = this.arena;
    const address = this.segments[segment] ?? 0;
    const slots = (address + slotsAt) >>> 1;
    const ids = (address + idsAt) >>> 2;
    const id = idAt >>> 2;
    let slot = firstSlot;
    for (let entry = u16[slots + slot] ?? 0; entry !== 0; entry = u16[slots + slot] ?? 0) {
      const at = ids + 4 * (entry - 1);
      if (u32[at] === u32[id] && u32[at + 1] === u32[id + 1] && u32[at + 2] === u32[id + 2] && u32[at + 3] === u32[id + 3]) {
        rows.push(segment * rowsPerSegment + entry - 1);
      }
      slot = (slot + 1) & (slotsPerSegment - 1);
    }
  }

  private column(segment: number, offset: number): Uint32Array {
    const first = ((this.segments[segment] ?? 0) + offset) >>> 2;
    return this.arena.u32.subarray(first, first + this.rowsIn(segment));
  }

  private segment(row: number): number {
    return this.segments[row >>> segmentShift] ?? 0;
  }
}
