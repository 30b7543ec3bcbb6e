import type { Row } from '../row';
import { cancelToQuiet } from './cancelling';
import { activation, bigLists, firstRowOnScreen } from './editor';
import { exactness } from './exactness';
import { outboundFanOut } from './fanOut';
import { findAsYouType } from './finding';
import { growth } from './growth';
import { eventLoopHeld } from './holding';
import { listAgainstFetch, listAgainstGraphSdk, listAgainstKiota } from './listing';
import { memoryKept, memoryPeak } from './memory';
import { bulkRemoval } from './removing';
import { bulkRemovalOnARoughDay } from './removingOnARoughDay';
import { csvWithGuards, snapshotToDisk } from './writing';

/** The table, in its order. */
export const rows: readonly Row[] = [
  listAgainstFetch,
  listAgainstGraphSdk,
  listAgainstKiota,
  memoryKept,
  memoryPeak,
  eventLoopHeld,
  findAsYouType,
  outboundFanOut,
  bulkRemoval,
  bulkRemovalOnARoughDay,
  cancelToQuiet,
  activation,
  firstRowOnScreen,
  csvWithGuards,
  snapshotToDisk,
  bigLists,
  exactness,
  growth,
];
