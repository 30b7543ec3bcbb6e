import { createHash } from 'node:crypto';
import { BodyRoom } from './bodyRoom';
import type { ListOptions, PathValues } from './client';
import { type Envelope, envelope } from './envelope';
import type { CallIds, GraphError } from './errors';
import { unreadable, untrusted } from './graphErrors';
import { converseOverHttp } from './httpConversation';
import { requireJson } from './jsonAnswer';
import type { Operation } from './operation';
import { trustedLink } from './origin';
import { requestUrl } from './requestUrl';
import { isRefusal, send } from './send';
import { type Answer, maxPageBytes, type Wire } from './wire';

/** The largest page Graph hands out anywhere; source: Graph paging page. */
const largestPage = '999';

/** More pages than any tenant has: the last guard against a service that never ends a list. */
const maxPages = 1_000_000;

/** Empty pages are allowed and happen; this many in a row are a loop. */
const maxEmptyPages = 1000;

export interface FetchedPage extends Envelope {
  readonly number: number;
  readonly ids: CallIds;
  readonly retries: number;
  /** The page after this one: none, a checked address, or the reason why it may not be followed. */
  readonly next: URL | GraphError | undefined;
}

/** Operations whose `$top` this service has refused. One per client. */
export type TopRefused = Set<Operation['id']>;

/** Fetches the pages of one list: first address, nextLink checks, loop guard. Knows nothing of rows. */
export class PageFetcher {
  private readonly seen = new Set<string>();
  /** Used in turn: a page is read before the one after the next is asked for. A new body for each page would be a garbage collection for each few. */
  private readonly rooms = { even: new BodyRoom(), odd: new BodyRoom() };
  private number = 0;
  private emptyInARow = 0;

  constructor(
    private readonly wire: Wire,
    private readonly operation: Operation,
    private readonly path: PathValues,
    private readonly options: ListOptions,
    private readonly topRefused: TopRefused,
  ) {}

  /** @throws GraphError, SignInError, CancelledError */
  async first(): Promise<FetchedPage> {
    if (!this.operation.queryOptions.includes('$top') || this.topRefused.has(this.operation.id)) {
      return this.fetch(this.url({}), 0);
    }
    try {
      return await this.fetch(this.url({ $top: largestPage }), 0);
    } catch (error) {
      if (!isRefusal(error, 400)) {
        throw error;
      }
      const page = await this.fetch(this.url({}), error.details.attempts ?? 1);
      this.topRefused.add(this.operation.id);
      return page;
    }
  }

  /** @throws GraphError, SignInError, CancelledError */
  async fetch(url: URL, retriesBefore = 0): Promise<FetchedPage> {
    const { operation, options } = this;
    const room = (this.number % 2 === 0 ? this.rooms.even : this.rooms.odd).take;
    const call = {
      operation,
      permissionsOf: operation,
      url,
      body: undefined,
      maxBytes: maxPageBytes,
      options,
      room,
      converse: converseOverHttp,
    };
    const answer = await send(this.wire, call);
    return this.taken(url, answer, retriesBefore);
  }

  /** A page that came another way, in a batch: the same checks. @throws GraphError */
  adopt(answer: Answer): FetchedPage {
    return this.taken(this.url({}), answer, 0);
  }

  private taken(url: URL, answer: Answer, retriesBefore: number): FetchedPage {
    const page = this.read(answer);
    this.number += 1;
    this.seen.add(digest(url.href));
    const next = this.next(page, answer.ids);
    return { ...page, number: this.number, ids: answer.ids, retries: retriesBefore + answer.attempts - 1, next };
  }

  private url(paging: { readonly $top?: string }): URL {
    return requestUrl(this.wire.endpoint, this.operation, this.path, { ...this.options.query, ...paging });
  }

  private read(answer: Answer): Envelope {
    const bytes = requireJson(this.operation, answer);
    try {
      return envelope(bytes);
    } catch (cause) {
      throw unreadable(this.operation, `${bytes.byteLength} bytes are no complete page`, {
        ids: answer.ids,
        cause,
        attempts: answer.attempts,
      });
    }
  }

  private next(page: Envelope, ids: CallIds): URL | GraphError | undefined {
    const { nextLink } = page;
    if (nextLink === undefined || nextLink === null) {
      return undefined;
    }
    if (typeof nextLink !== 'string') {
      return unreadable(this.operation, 'the link to the next page is no text', { ids });
    }
    const url = trustedLink(this.wire.endpoint, nextLink);
    if (url === undefined) {
      return untrusted(this.operation, 'the link to the next page points elsewhere', { ids });
    }
    return this.isLoop(page, url) ? untrusted(this.operation, 'the links to the next page go round in circles', { ids }) : url;
  }

  private isLoop(page: Envelope, next: URL): boolean {
    const empty = page.rowsEnd - page.rowsStart <= 2;
    this.emptyInARow = empty ? this.emptyInARow + 1 : 0;
    return this.seen.has(digest(next.href)) || this.number >= maxPages || this.emptyInARow >= maxEmptyPages;
  }
}

const longestKept = 256;

/** Links carry skip tokens of any length: what is kept of a long one is this. */
function digest(link: string): string {
  return link.length <= longestKept ? link : createHash('sha256').update(link).digest('base64');
}
