import { endOfLocalPart, endOfName, noDomain } from './layout';
import type { InboundColumns } from './inboundColumns';

/** What rows are sorted by: a number, and where that is the same, the number of the next depth. */
export interface SortKeys {
  key(row: number, depth: number): number;
  /** Whether rows with this key have no more to compare. */
  isLast(key: number, depth: number): boolean;
}

const bytesPerKey = 6;
const idBytes = 16;
/** A byte counts one more than it is: nothing sorts before everything. */
const base = 257;

/** By a number that each row has. */
export function keysOf(key: (row: number) => number): SortKeys {
  return { key, isLast: () => true };
}

/** By the place of the domain among `ranks`; rows without one come first. */
export function domainKeys(columns: InboundColumns, ranks: Uint32Array): SortKeys {
  return keysOf((row) => (columns.domain(row) === noDomain ? -1 : (ranks[columns.domain(row)] ?? 0)));
}

/** By user id: GUIDs as their text sorts in lower case. */
export function idKeys(columns: InboundColumns): SortKeys {
  const { arena } = columns;
  return {
    key: (row, depth) =>
      packed(arena.u8, columns.id(row) + depth * bytesPerKey, Math.min(bytesPerKey, idBytes - depth * bytesPerKey), -1, false),
    isLast: (_, depth) => (depth + 1) * bytesPerKey >= idBytes,
  };
}

/** By the UTF-8 of the display name, which is by code point; `folded`: as search compares it. */
export function nameKeys(columns: InboundColumns, folded: boolean): SortKeys {
  return textKeys(columns, endOfName, folded, (row) => behind(columns.arena.u8, textStart(columns, row, folded), endOfLocalPart));
}

/** By the local part of the user principal name. */
export function localPartKeys(columns: InboundColumns, folded: boolean): SortKeys {
  return textKeys(columns, endOfLocalPart, folded, (row) => textStart(columns, row, folded));
}

function textKeys(columns: InboundColumns, end: number, folded: boolean, startOf: (row: number) => number): SortKeys {
  const { arena } = columns;
  return {
    key: (row, depth) => packed(arena.u8, skipped(arena.u8, startOf(row), depth * bytesPerKey, end), bytesPerKey, end, folded),
    isLast: (key) => key % base === 0,
  };
}

/** Where a row's text begins, or its fold where it has one of its own. */
function textStart(columns: InboundColumns, row: number, folded: boolean): number {
  const start = columns.textStart(row);
  if (!folded) {
    return start;
  }
  const fold = behind(columns.arena.u8, start, endOfName);
  const hasFold = fold < columns.textEnd(row) && columns.arena.u8.subarray(fold, columns.textEnd(row)).includes(endOfLocalPart);
  return hasFold ? fold : start;
}

function behind(u8: Uint8Array, from: number, mark: number): number {
  let at = from;
  while (u8[at] !== mark) {
    at += 1;
  }
  return at + 1;
}

/** So many bytes on, but not behind the end. */
function skipped(u8: Uint8Array, from: number, count: number, end: number): number {
  for (let at = from; at < from + count; at += 1) {
    if (u8[at] === end) {
      return at;
    }
  }
  return from + count;
}

function packed(u8: Uint8Array, from: number, count: number, end: number, folded: boolean): number {
  let key = 0;
  let ended = false;
  for (let at = from; at < from + count; at += 1) {
    const byte = u8[at] ?? 0;
    ended ||= byte === end;
    const plain = folded && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    key = key * base + (ended ? 0 : plain + 1);
  }
  return key;
}
