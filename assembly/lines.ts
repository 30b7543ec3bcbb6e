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
  oddRow,
  startsAt,
  tableEntriesAt,
  tableSlots,
  upperCaseId,
} from './layout';
import { fields, pieces } from './rows';

const quote: u8 = 0x22;
const backslash: u8 = 0x5c;
const closeBrace: u8 = 0x7d;
const lineFeed: u8 = 0x0a;
const dash: u8 = 0x2d;

/** Why writing stopped before the row `lineRow`. */
const noMoreLines: i32 = 0;
const linesFull: i32 = 1;
const lineNotPlain: i32 = 2;

/** Most bytes of a line beside its texts: braces, names of fields, id. */
const frameBytes: usize = 256;

export let lineRow: u32 = 0;
/** Where the lines end. */
export let lineEnd: usize = 0;

/** Writes the rows from `from` to `to` of the segment at `base` as JSON lines, from `target` to `room`, as far as they can be written as they are. */
export function writeLines(base: usize, from: u32, to: u32, target: usize, room: usize): i32 {
  lineEnd = target;
  for (lineRow = from; lineRow < to; lineRow += 1) {
    const row = <usize>lineRow;
    const start = <usize>load<u32>(base + startsAt + (row << 2));
    const end = <usize>load<u32>(base + startsAt + (row << 2), 4);
    const homeTenant = nameOf(homeTenantTableAt, load<u32>(base + homeTenantsAt + (row << 2)));
    const domainNumber = load<u32>(base + domainsAt + (row << 2));
    const domain = nameOf(domainTableAt, domainNumber);
    const flags = load<u8>(base + flagsAt + row);
    if ((flags & oddRow) !== 0 || homeTenant === 0 || (domain === 0 && domainNumber !== noDomain)) {
      return lineNotPlain;
    }
    const names = <usize>load<u32>(homeTenant, 4) + (domain === 0 ? 0 : <usize>load<u32>(domain, 4));
    if (lineEnd + (end - start) + names + frameBytes > room) {
      return linesFull;
    }
    const line = writeLine(lineEnd, base + idsAt + (row << 4), (flags & upperCaseId) !== 0, start, domain, homeTenant);
    if (line === 0) {
      return lineNotPlain;
    }
    lineEnd = line;
  }
  return noMoreLines;
}

/** Address of the entry of a name; 0 when the assembly does not know it. */
function nameOf(table: usize, number: u32): usize {
  if (number >= tableSlots / 2) {
    return 0;
  }
  const entry = table + tableEntriesAt + ((<usize>number) << 3);
  return load<u32>(entry, 4) === 0 ? 0 : entry;
}

function writeLine(target: usize, id: usize, isUpper: bool, text: usize, domain: usize, homeTenant: usize): usize {
  let at = target;
  for (let index: usize = 0; index < 4; index += 1) {
    at = copy(load<u32>(pieces + (index << 3)), load<u32>(pieces + (index << 3), 4), at);
    switch (load<u32>(fields + (index << 2))) {
      case 0:
        at = writeGuid(id, isUpper, at);
        break;
      case 1:
        at = copyText(text, endOfLocalPart, at);
        if (at !== 0 && domain !== 0) {
          at = copy(load<u32>(domain), load<u32>(domain, 4), at);
        }
        break;
      case 2:
        at = copyText(behind(text, endOfLocalPart), endOfName, at);
        break;
      default:
        at = copy(load<u32>(homeTenant), load<u32>(homeTenant, 4), at);
    }
    if (at === 0) {
      return 0;
    }
  }
  store<u8>(at, quote);
  store<u8>(at + 1, closeBrace);
  store<u8>(at + 2, lineFeed);
  return at + 3;
}

/** May write up to 7 bytes more than it says. */
function copy(from: usize, length: u32, to: usize): usize {
  for (let index: u32 = 0; index < length; index += 8) {
    store<u64>(to + index, load<u64>(from + index));
  }
  return to + length;
}

/** Copies a text up to its end mark; 0 when JSON would write it in another way. May write up to 15 bytes more than it says. */
function copyText(from: usize, mark: u8, to: usize): usize {
  let index: usize = 0;
  while (true) {
    const bytes = v128.load(from + index);
    const stops = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(quote)), i8x16.eq(bytes, i8x16.splat(backslash))),
      v128.or(i8x16.lt_u(bytes, i8x16.splat(0x20)), i8x16.ge_u(bytes, i8x16.splat(<i8>endOfLocalPart))),
    );
    v128.store(to + index, bytes);
    const mask = i8x16.bitmask(stops);
    if (mask !== 0) {
      const length = index + ctz(mask);
      return load<u8>(from + length) === mark ? to + length : 0;
    }
    index += 16;
  }
}

function behind(from: usize, mark: u8): usize {
  let at = from;
  while (true) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(mark)));
    if (mask !== 0) {
      return at + ctz(mask) + 1;
    }
    at += 16;
  }
}

function writeGuid(id: usize, isUpper: bool, target: usize): usize {
  const letters: u32 = isUpper ? 7 : 39;
  let at = target;
  for (let index: usize = 0; index < 16; index += 1) {
    const byte = <u32>load<u8>(id + index);
    store<u8>(at, digit(byte >> 4, letters));
    store<u8>(at + 1, digit(byte & 15, letters));
    at += 2;
    if (index === 3 || index === 5 || index === 7 || index === 9) {
      store<u8>(at, dash);
      at += 1;
    }
  }
  return at;
}

function digit(nibble: u32, letters: u32): u32 {
  return 0x30 + nibble + (nibble > 9 ? letters : 0);
}
