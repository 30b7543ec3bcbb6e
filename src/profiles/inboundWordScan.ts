import type { WordMarks } from './inboundSearchTexts';
import type { InboundColumns } from './inboundColumns';
import { IdScan } from './idScan';
import { bitsAt, candidatesAt, endOfLocalPart, maxNeedleBytes, needleAt, noDomain, rowsPerSegment } from './layout';
import { ones } from './rowSet';
import type { SearchWord } from './searchWord';

/** Up to this share of the rows, looking at each is faster than running over the texts of all. */
const fewRows = 1 / 16;

const bitsBytes = rowsPerSegment / 8;

/** Looks for one word in one segment after the other. */
export class InboundWordScan {
  private readonly needle: Buffer;
  private readonly needleBeforeAt: Buffer;
  private readonly idScan: IdScan | undefined;

  constructor(
    private readonly columns: InboundColumns,
    word: SearchWord,
    private readonly marks: WordMarks,
  ) {
    this.needle = Buffer.from(word.text);
    this.needleBeforeAt = Buffer.concat([Buffer.from(word.text.slice(0, word.text.lastIndexOf('@') + 1)), Buffer.of(endOfLocalPart)]);
    this.idScan = word.idDigits === undefined ? undefined : new IdScan(columns, word.text, word.idDigits);
  }

  /** Of the first `rows` rows of a segment, leaves only those in `found` that have the word. What is cheap to know comes first. */
  keep(segment: number, rows: number, found: Uint32Array): void {
    const left = found.slice();
    if (this.marks.any) {
      this.takeShared(segment, left);
    }
    this.takeTexts(segment, rows, left, this.needle);
    const { behindAt } = this.marks;
    if (behindAt !== undefined) {
      this.takeTexts(segment, rows, left, this.needleBeforeAt, behindAt);
    }
    this.idScan?.take(segment, rows, left);
    for (let index = 0; index < found.length; index += 1) {
      found[index] = (found[index] ?? 0) & ~(left[index] ?? 0);
    }
  }

  /** Takes the rows whose home tenant or domain has the word. */
  private takeShared(segment: number, left: Uint32Array): void {
    const { homeTenants, domains } = this.marks;
    const tenantOfRow = this.columns.homeTenantsOf(segment);
    const domainOfRow = this.columns.domainsOf(segment);
    for (let index = 0; index < left.length; index += 1) {
      let hits = 0;
      for (let open = left[index] ?? 0; open !== 0; open &= open - 1) {
        const bit = 31 - Math.clz32(open & -open);
        const row = index * 32 + bit;
        hits |= ((homeTenants[tenantOfRow[row] ?? 0] ?? 0) | (domains[domainOfRow[row] ?? noDomain] ?? 0)) << bit;
      }
      left[index] = (left[index] ?? 0) & ~hits;
    }
  }

  /** Takes the rows whose text has the needle; with `domains`, only those whose domain is marked there. */
  private takeTexts(segment: number, rows: number, left: Uint32Array, needle: Uint8Array, domains?: Uint8Array): void {
    const { arena, engine } = this.columns;
    const open = left.reduce((count, word) => count + ones(word), 0);
    if (open === 0 || needle.length > maxNeedleBytes / 2) {
      return;
    }
    arena.u8.set(needle, needleAt);
    arena.u8.set(needle.map(caseBit), needleAt + needle.length);
    arena.u8.fill(0, bitsAt, bitsAt + bitsBytes);
    engine.setNeedle(needleAt, needle.length);
    if (open < rows * fewRows) {
      arena.u32.set(left, candidatesAt >>> 2);
      engine.markSomeRows(this.columns.startsOf(segment), rows, candidatesAt, bitsAt);
    } else {
      engine.markRows(this.columns.startsOf(segment), rows, bitsAt);
    }
    const domainOfRow = this.columns.domainsOf(segment);
    for (let index = 0; index < left.length; index += 1) {
      const hits = (arena.u32[(bitsAt >>> 2) + index] ?? 0) & (left[index] ?? 0);
      left[index] = (left[index] ?? 0) & ~(domains === undefined ? hits : markedHits(hits, domainOfRow, 32 * index, domains));
    }
  }
}

/** Of the hits from row `first` on, those whose domain is marked. */
function markedHits(hits: number, domainOfRow: Uint32Array, first: number, domains: Uint8Array): number {
  let marked = 0;
  for (let left = hits; left !== 0; left &= left - 1) {
    const lowest = left & -left;
    const domain = domainOfRow[first + 31 - Math.clz32(lowest)] ?? noDomain;
    marked |= domains[domain] === 1 ? lowest : 0;
  }
  return marked;
}

/** The bit by which the case of an ASCII letter differs. */
function caseBit(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? 0x20 : 0;
}
