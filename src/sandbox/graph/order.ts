import { badRequest } from './apiError';
import type { RowSource } from './rowSource';

const mostSorted = 100_000;

function sortedPositions(source: RowSource, orderBy: string): Uint32Array {
  const [, field = '', direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(orderBy) ?? [];
  if (!source.fields.includes(field) || source.count > mostSorted) {
    throw badRequest(`Sorting by '${orderBy}' is not supported for this list.`, 'Request_UnsupportedQuery');
  }
  const texts = Array.from({ length: source.count }, (_, position) => String(source.row(position, false)[field]));
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  const compare = (a: string, b: string): number => (a < b ? -sign : a > b ? sign : 0);
  return Uint32Array.from(texts.keys()).sort((a, b) => compare(texts[a] ?? '', texts[b] ?? '') || a - b);
}

/** Positions in the order of `$orderby`, by one property. Throws ApiError 400 for an unknown property or a list too long to be sorted. */
export function orderOf(source: RowSource, orderBy: string, key: string, orders: Map<string, Uint32Array>): Uint32Array {
  const order = orders.get(key) ?? sortedPositions(source, orderBy);
  orders.set(key, order);
  return order;
}
