import type { RowBuffer } from '../world/rowBuffer';
import { bytesAnswer, type Answer } from './answer';
import { badRequest } from './apiError';
import { parseFilter, parseSearch, type Filter, type PlainRow } from './filter';
import { orderOf } from './order';
import type { Page, PagesAhead } from './pagesAhead';
import type { PageTokens } from './pageToken';
import { listed, mostPerPage, wholeNumber, type Query } from './queryOptions';
import type { RowSource } from './rowSource';

export interface ListRequest {
  readonly source: RowSource;
  readonly query: Query;
  /** Address of the list without its query, and what `@odata.context` says of it. */
  readonly url: string;
  readonly context: string;
  /** Tells lists apart for whom tokens are made. */
  readonly key: string;
  readonly pageSize: number;
  readonly tokens: PageTokens;
  readonly rows: RowBuffer;
  /** Orders worked out before. */
  readonly orders: Map<string, Uint32Array>;
  /** For lists that change only by removals, as long as there are none. */
  readonly ahead: PagesAhead | undefined;
}

/** Rows looked at for one page: a filter that finds little gives short pages, as the service's do. */
const mostLookedAt = 50_000;

interface Selection {
  readonly at: (index: number) => number;
  readonly matches: (position: number) => boolean;
  readonly write: (position: number, rows: RowBuffer) => void;
}

function filterOf(source: RowSource, query: Query): Filter | undefined {
  const filter = query.get('$filter');
  const search = query.get('$search');
  if (filter !== undefined && search !== undefined) {
    throw badRequest('$filter and $search cannot be used together.', 'Request_UnsupportedQuery');
  }
  if (filter !== undefined) {
    return parseFilter(filter, source.fields);
  }
  return search === undefined ? undefined : parseSearch(search, source.fields);
}

function known(names: readonly string[] | undefined, allowed: readonly string[]): readonly string[] | undefined {
  const unknown = names?.find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    throw badRequest(`Could not find a property named '${unknown}'.`);
  }
  return names;
}

/** A row with the chosen properties only, and with the expanded ones. */
export function shape(source: RowSource, query: Query): ((position: number) => PlainRow) | undefined {
  const select = known(listed(query, '$select'), [...source.fields, ...source.navigation]);
  const expand = known(listed(query, '$expand'), source.navigation) !== undefined;
  if (!select && !expand) {
    return undefined;
  }
  return (position) => {
    const row = source.row(position, expand);
    return select
      ? Object.fromEntries(Object.entries(row).filter(([name]) => select.includes(name) || (expand && name === 'tenants')))
      : row;
  };
}

function selectionOf({ source, query, key, orders }: ListRequest): Selection {
  const filter = filterOf(source, query);
  const shaped = shape(source, query);
  const orderBy = query.get('$orderby');
  const order = orderBy === undefined ? undefined : orderOf(source, orderBy, `${key} ${orderBy}`, orders);
  const narrow = source.fields.flatMap((field) => {
    const value = filter?.exactly(field);
    return (value === undefined ? undefined : source.narrow(field, value)) ?? [];
  });
  return {
    at: (index) => order?.[index] ?? index,
    matches: (position) =>
      !source.isGone(position) && narrow.every((may) => may(position)) && (filter?.matches(source.row(position, false)) ?? true),
    write: shaped
      ? (position, rows) => {
          const text = JSON.stringify(shaped(position));
          rows.begin(text.length * 3);
          rows.putText(text);
        }
      : (position, rows) => source.write(position, rows),
  };
}

function countOf(source: RowSource, selection: Selection): number {
  let count = 0;
  for (let index = 0; index < source.count; index += 1) {
    count += selection.matches(selection.at(index)) ? 1 : 0;
  }
  return count;
}

function nextLink({ url, query, tokens, key }: ListRequest, position: number): string {
  const kept = [...query].filter(([name]) => name !== '$skiptoken' && name !== '$skip');
  const options = [...kept, ['$skiptoken', tokens.write(position, key)] as const];
  return `${url}?${options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

function firstIndex({ query, tokens, key }: ListRequest): number {
  const token = query.get('$skiptoken');
  const position = token === undefined ? 0 : tokens.read(token, key);
  if (position === undefined) {
    throw badRequest('The specified page token value is not valid or has expired.', 'Directory_ExpiredPageToken');
  }
  return position;
}

/** Fills the page and says where the next one begins. */
function fill(request: ListRequest, selection: Selection, from: number, size: number): number {
  const { source, rows } = request;
  let skip = wholeNumber(request.query, '$skip', 0, 999_999_999) ?? 0;
  const end = Math.min(source.count, from + Math.max(mostLookedAt, skip + size));
  let index = from;
  for (; index < end && rows.rows < size; index += 1) {
    const position = selection.at(index);
    if (!selection.matches(position)) {
      continue;
    }
    if (skip > 0) {
      skip -= 1;
    } else {
      selection.write(position, rows);
    }
  }
  return index;
}

function pageFrom(request: ListRequest, from: number, size: number): Page {
  const { source, query, rows, context } = request;
  const selection = selectionOf(request);
  rows.clear();
  const next = fill(request, selection, from, size);
  const isLast = next >= source.count;
  const count = query.get('$count') === 'true' ? `"@odata.count":${countOf(source, selection)},` : '';
  const link = isLast ? '' : `"@odata.nextLink":${JSON.stringify(nextLink(request, next))},`;
  const head = Buffer.from(`{"@odata.context":${JSON.stringify(context)},${count}${link}"value":[`, 'utf8');
  const answer = bytesAnswer(200, Buffer.concat([head, rows.bytes.subarray(0, rows.length), Buffer.from(']}')]));
  return { answer, next: isLast ? undefined : next };
}

const plainOptions: readonly string[] = ['$top', '$skiptoken'];

/** One page of a list. The rows are written as bytes, most of them without ever being objects. */
export function answerList(request: ListRequest): Answer {
  const { query, ahead } = request;
  const size = wholeNumber(query, '$top', 1, mostPerPage) ?? request.pageSize;
  const from = firstIndex(request);
  if (!ahead || [...query.keys()].some((option) => !plainOptions.includes(option))) {
    return pageFrom(request, from, size).answer;
  }
  const keyOf = (start: number): string => `${request.key} ${query.get('$top') ?? ''} ${start}`;
  const page = ahead.get(keyOf(from), () => pageFrom(request, from, size));
  const { next } = page;
  if (next !== undefined) {
    ahead.prepare(keyOf(next), () => pageFrom(request, next, size));
  }
  return page.answer;
}
