import type { Answer } from './answer';

export interface Page {
  readonly answer: Answer;
  /** Where the next page begins; undefined on the last. */
  readonly next: number | undefined;
}

/**
 * Pages made while the caller still reads the one before, so that a reader of a long list never waits for rows to be computed.
 * With room for more than these few, made pages stay and are given again.
 */
export interface PagesAhead {
  get(key: string, make: () => Page): Page;
  prepare(key: string, make: () => Page): void;
  clear(): void;
}

const mostAhead = 16;

export function createPagesAhead(keepPages: number): PagesAhead {
  const kept = new Map<string, Page>();
  const most = Math.max(mostAhead, keepPages);
  let generation = 0;
  const keep = (key: string, page: Page): Page => {
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= most) {
      kept.delete(oldest);
    }
    kept.set(key, page);
    return page;
  };
  return {
    get: (key, make) => {
      const page = kept.get(key);
      if (keepPages === 0) {
        kept.delete(key);
      }
      return page ?? (keepPages === 0 ? make() : keep(key, make()));
    },
    prepare: (key, make) => {
      const begun = generation;
      setImmediate(() => {
        if (begun === generation && !kept.has(key)) {
          keep(key, make());
        }
      });
    },
    clear: () => {
      generation += 1;
      kept.clear();
    },
  };
}
