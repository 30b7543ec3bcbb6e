import { CancelledError } from '../graph/errors';
import type { FoundProfiles } from './foundProfiles';
import type { InboundProfiles } from './inboundProfiles';
import { InboundSearchTexts } from './inboundSearchTexts';
import { InboundStore } from './inboundStore';
import { InboundWordScan } from './inboundWordScan';
import { rowsPerSegment } from './layout';
import { createBreather } from './loading';
import { everyRow } from './rowNumbers';
import { RowSet } from './rowSet';
import { narrows, wordsOf, type SearchWord } from './searchWord';
import { noTenantNames, type TenantNames } from './tenantNames';

interface Last {
  readonly words: readonly SearchWord[];
  readonly namesVersion: number;
  readonly rows: RowSet;
}

/**
 * Search as somebody types, over one store. A query that only got longer is looked for in what was found before. Works in slices: other events
 * run in between.
 */
export class InboundSearch {
  private readonly store: InboundStore;
  private readonly texts: InboundSearchTexts;
  private last: Last | undefined;

  constructor(
    profiles: InboundProfiles,
    private readonly tenantNames: TenantNames = noTenantNames,
  ) {
    this.store = InboundStore.from(profiles);
    this.texts = new InboundSearchTexts(this.store.columns, tenantNames);
  }

  /**
   * People with every word of the query in their name, user principal name, user id or home tenant (id and names), without regard to case and
   * accents. A part of a GUID counts from six digits on, from four if one is a number. An empty query finds everyone. Throws CancelledError.
   */
  async find(query: string, signal?: AbortSignal): Promise<FoundProfiles> {
    const words = wordsOf(query);
    const { size } = this.store;
    if (words.length === 0) {
      return { query, rows: everyRow(size), searched: size };
    }
    const namesVersion = this.tenantNames.version;
    const last = this.before(words, size, namesVersion);
    const unknown = words.filter(({ text }) => last?.words.some((known) => known.text === text) !== true);
    const rows = last !== undefined && unknown.length === 0 ? last.rows : await this.scan(unknown, last?.rows, size, signal);
    this.last = { words, namesVersion, rows };
    return { query, rows, searched: size };
  }

  private before(words: readonly SearchWord[], size: number, namesVersion: number): Last | undefined {
    const { last } = this;
    return last?.rows.size === size && last.namesVersion === namesVersion && narrows(words, last.words) ? last : undefined;
  }

  private async scan(
    words: readonly SearchWord[],
    before: RowSet | undefined,
    size: number,
    signal: AbortSignal | undefined,
  ): Promise<RowSet> {
    const { columns } = this.store;
    const scans = words.map((word) => new InboundWordScan(columns, word, this.texts.mark(word)));
    const bits = new Uint32Array(Math.ceil(size / 32));
    const breathe = createBreather();
    for (let first = 0; first < size; first += rowsPerSegment) {
      await breathe();
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
      const rows = Math.min(rowsPerSegment, size - first);
      const found = bits.subarray(first >>> 5, (first + rows + 31) >>> 5);
      found.set(before === undefined ? fullWords(rows) : before.words(first, rows));
      scans.forEach((scan) => scan.keep(first / rowsPerSegment, rows, found));
    }
    return new RowSet(bits, size);
  }
}

function fullWords(rows: number): Uint32Array {
  const words = new Uint32Array((rows + 31) >>> 5).fill(0xffff_ffff);
  if (rows % 32 !== 0) {
    words[words.length - 1] = 2 ** (rows % 32) - 1;
  }
  return words;
}
