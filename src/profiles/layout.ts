/** Where things lie in the memory of a store, in bytes. assembly/layout.ts has the same numbers, and a test compares them. */

/** The first 64 KiB: what is handed to and fro for a moment. */
export const templateAt = 0x400;
export const idAt = 0x800;
export const needleAt = 0x2000;
export const maxNeedleBytes = 0x2000;
export const bitsAt = 0x8000;
export const candidatesAt = 0x9000;

export const foldTableAt = 0x10000;
export const foldsAt = 0x50000;
export const foldsBytes = 0x10000;
export const homeTenantTableAt = 0x60000;
export const domainTableAt = 0x120000;

/** In a table of names: slots of 32 bits, then address and length of each name, then their texts. */
export const tableSlots = 0x8000;
export const tableEntriesAt = 0x20000;
export const tableTextsAt = 0x40000;
export const tableBytes = 0xc0000;

/** From here on the memory is handed out. */
export const arenaAt = 0x1e0000;

/** In a segment: columns of so many rows. */
export const rowsPerSegment = 0x4000;
export const startsAt = 0;
export const idsAt = 0x10010;
export const homeTenantsAt = 0x50010;
export const domainsAt = 0x60010;
export const slotsAt = 0x70010;
export const slotsPerSegment = 0x8000;
export const flagsAt = 0x80010;
export const segmentBytes = 0x84010;

/** The letters of the user id are upper case. */
export const upperCaseId = 1;
/** The columns cannot give the row back exactly: its JSON is kept. */
export const oddRow = 2;

/** Bytes that never occur in UTF-8 end the parts of a row's text: the local part of the user principal name, then the display name. */
export const endOfLocalPart = 0xfe;
export const endOfName = 0xff;

/** The domain number of a user principal name without one. */
export const noDomain = 0xffff_ffff;
