// Where things lie in the memory of a store, in bytes. src/profiles/layout.ts has the same numbers, and a test compares them.

export const foldTableAt: usize = 0x10000;
export const foldsAt: usize = 0x50000;
export const foldsBytes: u32 = 0x10000;
export const homeTenantTableAt: usize = 0x60000;
export const domainTableAt: usize = 0x120000;

/** In a table of names: slots of 32 bits, then address and length of each name, then their texts. */
export const tableSlots: u32 = 0x8000;
export const tableEntriesAt: usize = 0x20000;

/** In a segment: columns of so many rows. */
export const rowsPerSegment: u32 = 0x4000;
export const startsAt: usize = 0;
export const idsAt: usize = 0x10010;
export const homeTenantsAt: usize = 0x50010;
export const domainsAt: usize = 0x60010;
export const slotsAt: usize = 0x70010;
export const slotsPerSegment: u32 = 0x8000;
export const flagsAt: usize = 0x80010;

export const upperCaseId: u8 = 1;
export const oddRow: u8 = 2;
export const endOfLocalPart: u8 = 0xfe;
export const endOfName: u8 = 0xff;
export const noDomain: u32 = 0xffffffff;
