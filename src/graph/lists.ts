import { sendBatch } from './batch';
import type {
  BytesPage,
  CollectionOperationId,
  CollectionRows,
  ListOptions,
  Page,
  Pages,
  PathValues,
  ReadPage,
  ReadPages,
  RowReader,
} from './client';
import { isJsonObject, parseJson, tryParseJson } from './json';
import { operation } from './operations';
import { type FetchedPage, PageFetcher, type TopRefused } from './pageFetcher';
import { type PageReader, PageRun } from './pageRun';
import { collectionReaders, readRow } from './rows';
import { neverAborted, type Wire } from './wire';

/** The lists of one client. Remembers for which operations the service refuses `$top`. */
export class Lists {
  private readonly topRefused: TopRefused = new Set();

  constructor(private readonly wire: Wire) {}

  list<Id extends CollectionOperationId>(id: Id, path: PathValues, options: ListOptions): Pages<CollectionRows[Id]> {
    const { fetcher, stop } = this.fetcher(id, path, options);
    return new PageRun(operation(id), fetcher, rowsReader(id), stop, options.signal ?? neverAborted);
  }

  listBytes(id: CollectionOperationId, path: PathValues, readRows: RowReader, options: ListOptions): ReadPages {
    const { fetcher, stop } = this.fetcher(id, path, options);
    return new PageRun(operation(id), fetcher, bytesReader(readRows), stop, options.signal ?? neverAborted);
  }

  async listMany<Id extends CollectionOperationId>(
    id: Id,
    paths: readonly PathValues[],
    options: ListOptions,
  ): Promise<readonly Pages<CollectionRows[Id]>[]> {
    const results = await sendBatch(this.wire, operation(id), paths, options);
    return results.map((result, index) => {
      const { fetcher, stop } = this.fetcher(id, paths[index] ?? {}, options);
      const first = (): Promise<FetchedPage> =>
        result.kind === 'failed' ? Promise.reject(result.error) : Promise.resolve(result.answer).then((answer) => fetcher.adopt(answer));
      return new PageRun(operation(id), fetcher, rowsReader(id), stop, options.signal ?? neverAborted, first);
    });
  }

  private fetcher(id: CollectionOperationId, path: PathValues, options: ListOptions): { fetcher: PageFetcher; stop: AbortController } {
    const stop = new AbortController();
    return { stop, fetcher: new PageFetcher(this.wire, operation(id), path, { ...options, signal: stop.signal }, this.topRefused) };
  }
}

function rowsReader<Id extends CollectionOperationId>(id: Id): PageReader<Page<CollectionRows[Id]>> {
  const reader = collectionReaders[id];
  return (fetched) => {
    const rows = rowsOf(fetched).map((raw) => readRow(reader, raw));
    const unreadable = rows.filter((row) => row.kind === 'unreadable').length;
    return { page: { rows, number: fetched.number, ids: fetched.ids }, count: { items: rows.length, unreadable } };
  };
}

function bytesReader(readRows: RowReader): PageReader<ReadPage> {
  return ({ bytes, rowsStart, rowsEnd, number, ids }) => {
    const page: BytesPage = { bytes, rowsStart, rowsEnd, number, ids };
    const count = readRows(page);
    return { page: { ...count, number, ids }, count };
  };
}

function rowsOf({ bytes, rowsStart, rowsEnd }: FetchedPage): readonly unknown[] {
  const rows = tryParseJson(bytes.subarray(rowsStart, rowsEnd)) ?? valueOf(parseJson(bytes));
  if (!Array.isArray(rows)) {
    throw new TypeError('The rows are no list.');
  }
  return rows;
}

function valueOf(page: unknown): unknown {
  return isJsonObject(page) ? page['value'] : undefined;
}
