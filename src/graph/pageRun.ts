import { setMaxListeners } from 'node:events';
import type { Completeness, RowCount } from './client';
import { CancelledError, GraphError } from './errors';
import { unreadable } from './graphErrors';
import type { Operation } from './operation';
import type { FetchedPage, PageFetcher } from './pageFetcher';

/** Turns a fetched page into what the caller gets, and counts its rows. Throws when the rows cannot be read. */
export type PageReader<P> = (page: FetchedPage) => { readonly page: P; readonly count: RowCount };

/**
 * One run over the pages of a list. The next page is asked for before the rows of this one are read, never more than one ahead.
 * A failure ends the run as partial; cancelling throws. Can be iterated once.
 */
export class PageRun<P> implements AsyncIterable<P> {
  private pages = 0;
  private items = 0;
  private unreadable = 0;
  private retries = 0;
  private end: 'complete' | Error = new CancelledError('no');
  private readonly run: AsyncGenerator<P, void, undefined>;

  constructor(
    private readonly operation: Operation,
    private readonly fetcher: PageFetcher,
    private readonly read: PageReader<P>,
    private readonly stop: AbortController,
    private readonly outer: AbortSignal,
    private readonly first: () => Promise<FetchedPage> = () => fetcher.first(),
  ) {
    setMaxListeners(0, outer);
    this.run = this.iterate();
  }

  [Symbol.asyncIterator](): AsyncIterator<P> {
    return this.run;
  }

  completeness(): Completeness {
    const { pages, items, unreadable, retries, end } = this;
    const counts = { pages, items, unreadable, retries };
    return end === 'complete' ? { kind: 'complete', ...counts } : { kind: 'partial', ...counts, why: end };
  }

  private async *iterate(): AsyncGenerator<P, void, undefined> {
    const cancel = (): void => this.stop.abort();
    this.outer.addEventListener('abort', cancel, { once: true });
    try {
      let ahead: Promise<FetchedPage> | undefined = this.first();
      while (ahead !== undefined) {
        const fetched: FetchedPage = await ahead;
        this.throwIfCancelled();
        ahead = this.startNext(fetched);
        await (ahead && onItsWay());
        this.throwIfCancelled();
        const page = this.taken(fetched);
        this.end = fetched.next === undefined ? 'complete' : fetched.next instanceof Error ? fetched.next : this.end;
        yield page;
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.outer.removeEventListener('abort', cancel);
      this.stop.abort();
    }
  }

  private throwIfCancelled(): void {
    if (this.outer.aborted) {
      throw new CancelledError('no');
    }
  }

  private startNext({ next }: FetchedPage): Promise<FetchedPage> | undefined {
    if (next === undefined || next instanceof Error) {
      return undefined;
    }
    const ahead = this.fetcher.fetch(next);
    ahead.catch(() => undefined);
    return ahead;
  }

  private taken(fetched: FetchedPage): P {
    this.retries += fetched.retries;
    const { page, count } = this.readRows(fetched);
    this.pages += 1;
    this.items += count.items;
    this.unreadable += count.unreadable;
    return page;
  }

  private readRows(fetched: FetchedPage): ReturnType<PageReader<P>> {
    try {
      return this.read(fetched);
    } catch (cause) {
      throw unreadable(this.operation, `the rows of page ${fetched.number} cannot be read`, { ids: fetched.ids, cause });
    }
  }

  private fail(error: unknown): void {
    this.end = error instanceof Error ? error : new Error('The list ended without a reason.', { cause: error });
    this.retries += error instanceof GraphError ? Math.max(0, (error.details.attempts ?? 1) - 1) : 0;
    if (error instanceof CancelledError) {
      throw error;
    }
  }
}

/** The platform writes a request to a connection that was used before only after one turn of the event loop: what is done before delays it. */
function onItsWay(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
