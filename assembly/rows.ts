import { fold, foldEnd, foldLearn } from './fold';
import { lowerCase, readGuid, upperCase } from './guid';
import {
  domainTableAt,
  domainsAt,
  endOfLocalPart,
  endOfName,
  flagsAt,
  homeTenantTableAt,
  homeTenantsAt,
  idsAt,
  noDomain,
  rowsPerSegment,
  slotsAt,
  slotsPerSegment,
  startsAt,
  upperCaseId,
} from './layout';
import { numberOf, unknownName } from './names';

const quote: u8 = 0x22;
const backslash: u8 = 0x5c;
const closeBrace: u8 = 0x7d;
const comma: u8 = 0x2c;
const atSign: u8 = 0x40;
const guidLength: usize = 36;
const longestFold: usize = 12;
/** Texts are copied 16 bytes at a time: so much may be written behind their end. */
const copyOverrun: usize = 32;

/** Why reading stopped at the row at `rowAt`. */
const noMoreRows: i32 = 0;
const segmentFull: i32 = 1;
const notPlain: i32 = 2;
const newHomeTenant: i32 = 3;
const newDomain: i32 = 4;
const newCharacter: i32 = 5;
const noRoom: i32 = 6;

/** The row, or what follows the last one, at which reading stopped. */
export let rowAt: usize = 0;
/** How many rows the segment has now, and where their texts end. */
export let rows: u32 = 0;
export let textEnd: usize = 0;
/** The name that is new, after newHomeTenant and newDomain. */
export let nameFrom: usize = 0;
export let nameTo: usize = 0;

/** How a row begins, and what is between its texts: four pieces, an address and a length each. Fields by number: id, principal, name, tenant. */
export let pieces: usize = 0;
export let fields: usize = 0;

/** `at`: four addresses and lengths, four field numbers, and four pairs of room. */
export function setTemplate(at: usize): void {
  pieces = at;
  fields = at + 32;
  spans = at + 48;
}

let spans: usize = 0;
let highBits: i32 = 0;

/** Reads plain rows of a JSON array from `from` into the segment at `base`, as far as it goes. */
export function readRows(from: usize, to: usize, base: usize, rowsBefore: u32, textBefore: usize, room: usize): i32 {
  rowAt = from;
  rows = rowsBefore;
  textEnd = textBefore;
  while (true) {
    if (rows === rowsPerSegment) {
      return segmentFull;
    }
    const end = findTexts(rowAt);
    if (end === 0 || end > to) {
      return notPlain;
    }
    const why = writeRow(base, room);
    if (why !== 0) {
      return why;
    }
    rowAt = skipSpace(end, to);
    if (load<u8>(rowAt) !== comma || rowAt >= to) {
      return noMoreRows;
    }
    rowAt = skipSpace(rowAt + 1, to);
  }
}

/** Notes where the texts of the row at `start` are and gives where it ends; 0 when it is not plain. */
function findTexts(start: usize): usize {
  let at = start;
  highBits = 0;
  for (let index: usize = 0; index < 4; index += 1) {
    const piece = load<u32>(pieces + (index << 3));
    const length = load<u32>(pieces + (index << 3), 4);
    if (!isSame(piece, at, length)) {
      return 0;
    }
    at += length;
    const field = load<u32>(fields + (index << 2));
    const span = spans + ((<usize>field) << 3);
    store<u32>(span, <u32>at);
    at = field === 0 && load<u8>(at + guidLength) === quote ? at + guidLength : plainTextEnd(at);
    store<u32>(span, <u32>at, 4);
  }
  return load<u8>(at) === quote && load<u8>(at, 1) === closeBrace ? at + 2 : 0;
}

function isSame(one: usize, other: usize, length: u32): bool {
  for (let index: u32 = 0; index + 8 < length; index += 8) {
    if (load<u64>(one + index) !== load<u64>(other + index)) {
      return false;
    }
  }
  return load<u64>(one + length - 8) === load<u64>(other + length - 8);
}

/** Where the text at `from` ends or stops being plain: quote, backslash, control characters, and what is not UTF-8. */
function plainTextEnd(from: usize): usize {
  let at = from;
  while (true) {
    const text = v128.load(at);
    const stops = v128.or(
      v128.or(i8x16.eq(text, i8x16.splat(quote)), i8x16.eq(text, i8x16.splat(backslash))),
      v128.or(i8x16.lt_u(text, i8x16.splat(0x20)), i8x16.ge_u(text, i8x16.splat(<i8>0xf8))),
    );
    const mask = i8x16.bitmask(stops);
    const high = i8x16.bitmask(text);
    if (mask !== 0) {
      const length = ctz(mask);
      highBits |= high & ((1 << length) - 1);
      return at + length;
    }
    highBits |= high;
    at += 16;
  }
}

function writeRow(base: usize, room: usize): i32 {
  const idFrom = spanFrom(0);
  const principalFrom = spanFrom(1);
  const principalTo = spanTo(1);
  const nameStart = spanFrom(2);
  const nameLength = spanTo(2) - nameStart;
  const roomNeeded = (principalTo - principalFrom + nameLength + 2) * (highBits === 0 ? 1 : 1 + longestFold);
  if (textEnd + roomNeeded + copyOverrun > room) {
    return noRoom;
  }
  if (spanTo(0) - idFrom !== guidLength || spanTo(3) === spanFrom(3)) {
    return notPlain;
  }
  const id = base + idsAt + ((<usize>rows) << 4);
  const letters = readGuid(idFrom, id);
  if (letters !== lowerCase && letters !== upperCase) {
    return notPlain;
  }
  const homeTenant = name(homeTenantTableAt, spanFrom(3), spanTo(3));
  if (homeTenant === unknownName) {
    return newHomeTenant;
  }
  const domainFrom = behindLastAt(principalFrom, principalTo);
  const domain = domainFrom === 0 ? noDomain : name(domainTableAt, domainFrom, principalTo);
  if (domainFrom !== 0 && domain === unknownName) {
    return newDomain;
  }
  const localLength = (domainFrom === 0 ? principalTo : domainFrom) - principalFrom;
  const end = writeTexts(principalFrom, localLength, nameStart, nameLength);
  if (end === 0) {
    return foldWhy;
  }
  textEnd = end;
  store<u32>(base + startsAt + ((<usize>(rows + 1)) << 2), <u32>end);
  store<u32>(base + homeTenantsAt + ((<usize>rows) << 2), homeTenant);
  store<u32>(base + domainsAt + ((<usize>rows) << 2), domain);
  store<u8>(base + flagsAt + rows, letters === upperCase ? upperCaseId : 0);
  enterId(base, id, rows);
  rows += 1;
  return 0;
}

let foldWhy: i32 = 0;

/** Gives where the texts end; 0 when they cannot be folded, and `foldWhy`. */
function writeTexts(localFrom: usize, localLength: usize, nameStart: usize, nameLength: usize): usize {
  copyText(textEnd, localFrom, localLength);
  store<u8>(textEnd + localLength, endOfLocalPart);
  copyText(textEnd + localLength + 1, nameStart, nameLength);
  const end = textEnd + localLength + nameLength + 2;
  store<u8>(end - 1, endOfName);
  if (highBits === 0) {
    return end;
  }
  const why = fold(textEnd, end);
  if (why !== 0) {
    foldWhy = why === foldLearn ? newCharacter : notPlain;
    return 0;
  }
  return foldEnd;
}

function copyText(to: usize, from: usize, length: usize): void {
  for (let index: usize = 0; index < length; index += 16) {
    v128.store(to + index, v128.load(from + index));
  }
}

function name(table: usize, from: usize, to: usize): u32 {
  nameFrom = from;
  nameTo = to;
  return numberOf(table, from, <u32>(to - from));
}

/** 0 when there is no @. */
function behindLastAt(from: usize, to: usize): usize {
  for (let at = to; at > from; at -= 1) {
    if (load<u8>(at - 1) === atSign) {
      return at;
    }
  }
  return 0;
}

/** Makes a row findable by its id. Other tenants could choose the ids: all four words count. */
export function enterId(base: usize, id: usize, row: u32): void {
  const slots = base + slotsAt;
  let slot = slotOf(id);
  while (load<u16>(slots + ((<usize>slot) << 1)) !== 0) {
    slot = (slot + 1) & (slotsPerSegment - 1);
  }
  store<u16>(slots + ((<usize>slot) << 1), <u16>(row + 1));
}

/** Where the search for the 16 bytes at `id` begins. */
export function slotOf(id: usize): u32 {
  let value = (load<u64>(id) ^ 0xcbf29ce484222325) * 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 32) ^ load<u64>(id, 8)) * 0xff51afd7ed558ccd;
  return (<u32>(value >> 40)) & (slotsPerSegment - 1);
}

function spanFrom(field: usize): usize {
  return load<u32>(spans + (field << 3));
}

function spanTo(field: usize): usize {
  return load<u32>(spans + (field << 3), 4);
}

function skipSpace(from: usize, to: usize): usize {
  let at = from;
  while (at < to && isSpace(load<u8>(at))) {
    at += 1;
  }
  return at;
}

function isSpace(byte: u8): bool {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
