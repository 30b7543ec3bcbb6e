import type { BytesPage, Completeness, RowCount } from '../graph/client';
import type { InboundSharedUserProfile, Row } from '../graph/resources';
import { collectionReaders, readRow } from '../graph/rows';
import type { InboundProfiles } from './inboundProfiles';
import { inboundFields, InboundRowReader, type InboundField } from './inboundRowReader';
import { InboundRowWriter } from './inboundRowWriter';
import { InboundStore } from './inboundStore';
import { closeBracket, comma, openBracket, skipSpace, valueEnd } from './jsonSpans';

const readInbound = collectionReaders.listInboundSharedUserProfiles;
const decoder = new TextDecoder('utf-8');

/** Fills a store; readers get `profiles` and cannot write. */
export class InboundProfilesBuilder {
  private readonly store = new InboundStore();
  private readonly writer = new InboundRowWriter(this.store.columns);
  private readonly reader = new InboundRowReader(this.store.columns);
  private order = inboundFields.join();

  get profiles(): InboundProfiles {
    return this.store;
  }

  append(rows: readonly Row<InboundSharedUserProfile>[]): void {
    for (const row of rows) {
      this.appendRow(row);
    }
  }

  /** Reads the JSON array of a page where it lies. Throws SyntaxError when it is none; rows read until then stay. */
  readonly readRows = ({ bytes, rowsStart, rowsEnd }: BytesPage): RowCount => {
    const unreadableBefore = this.store.unreadable.length;
    const items = this.readArray(bytes, rowsStart, rowsEnd);
    return { items, unreadable: this.store.unreadable.length - unreadableBefore };
  };

  finish(completeness: Completeness): void {
    this.store.completeness = completeness;
  }

  private readArray(bytes: Uint8Array, from: number, to: number): number {
    let items = 0;
    let at = skipSpace(bytes, from + 1);
    const isEnd = (): boolean => bytes[at] === closeBracket && at === to - 1;
    if (bytes[from] === openBracket && isEnd()) {
      return 0;
    }
    while (bytes[from] === openBracket) {
      const before = this.store.size;
      const stop = this.reader.read(bytes, at, to - 1);
      items += this.store.size - before;
      at = stop.at;
      if (stop.needsParsing) {
        at = skipSpace(bytes, this.parseRow(bytes, at, to));
        items += 1;
      }
      if (isEnd()) {
        return items;
      }
      if (bytes[at] !== comma) {
        break;
      }
      at = skipSpace(bytes, at + 1);
    }
    throw new SyntaxError('The rows are not one array.');
  }

  /** Reads the row at `at` by way of objects and gives the position behind it. */
  private parseRow(bytes: Uint8Array, at: number, limit: number): number {
    const end = valueEnd(bytes, at, limit);
    const row = readRow(readInbound, parse(bytes.subarray(at, end)));
    this.appendRow(row);
    this.learn(row);
    return end;
  }

  private appendRow(row: Row<InboundSharedUserProfile>): void {
    if (row.kind === 'unreadable') {
      const position = this.store.size + this.store.unreadable.length;
      this.store.unreadable.push({ position, reason: row.reason, raw: row.raw });
      return;
    }
    this.writer.write(row.value, row.raw);
  }

  /** A service sends its members in one order, whatever it is. */
  private learn(row: Row<InboundSharedUserProfile>): void {
    if (row.kind === 'unreadable') {
      return;
    }
    const fields = Object.keys(row.raw);
    const order = fields.join();
    if (order !== this.order && fields.length === inboundFields.length && fields.every(isInboundField)) {
      this.order = order;
      this.reader.setOrder(fields);
    }
  }
}

function isInboundField(field: string): field is InboundField {
  return inboundFields.some((name) => name === field);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    throw new SyntaxError('A row is not valid JSON.');
  }
}
