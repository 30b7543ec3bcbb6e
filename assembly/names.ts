import { tableEntriesAt, tableSlots } from './layout';

const slotMask: u32 = tableSlots - 1;

export const unknownName: u32 = 0xffffffff;

/** The number of the name of `length` bytes at `from`. */
export function numberOf(table: usize, from: usize, length: u32): u32 {
  let slot = hash(from, length) & slotMask;
  while (true) {
    const entry = load<u32>(table + ((<usize>slot) << 2));
    if (entry === 0) {
      return unknownName;
    }
    const name = table + tableEntriesAt + ((<usize>(entry - 1)) << 3);
    if (load<u32>(name, 4) === length && isSame(load<u32>(name), from, length)) {
      return entry - 1;
    }
    slot = (slot + 1) & slotMask;
  }
}

/** Makes the name that was just written as entry `number` known. */
export function enterName(table: usize, number: u32): void {
  const name = table + tableEntriesAt + ((<usize>number) << 3);
  let slot = hash(load<u32>(name), load<u32>(name, 4)) & slotMask;
  while (load<u32>(table + ((<usize>slot) << 2)) !== 0) {
    slot = (slot + 1) & slotMask;
  }
  store<u32>(table + ((<usize>slot) << 2), number + 1);
}

function isSame(one: usize, other: usize, length: u32): bool {
  let index: u32 = 0;
  for (; index + 8 <= length; index += 8) {
    if (load<u64>(one + index) !== load<u64>(other + index)) {
      return false;
    }
  }
  for (; index < length; index += 1) {
    if (load<u8>(one + index) !== load<u8>(other + index)) {
      return false;
    }
  }
  return true;
}

/** All bytes count: other tenants choose their domains. */
function hash(from: usize, length: u32): u32 {
  let value: u64 = 0xcbf29ce484222325 ^ (<u64>length);
  let index: u32 = 0;
  for (; index + 8 <= length; index += 8) {
    value = (value ^ load<u64>(from + index)) * 0x9e3779b97f4a7c15;
    value ^= value >> 29;
  }
  for (; index < length; index += 1) {
    value = (value ^ (<u64>load<u8>(from + index))) * 0x100000001b3;
  }
  return <u32>(value ^ (value >> 32));
}
