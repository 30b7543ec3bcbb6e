import type { Subject } from '../subject';
import { cancelGraphSdk, cancelOurs } from './cancelling';
import { exactOurs } from './exactness';
import { outboundLoop, outboundOurs } from './fanOut';
import { findFilter, findOurs } from './finding';
import { holdOurs } from './holding';
import { listFetch, listGraphSdk, listHttp, listKiota, listOurs } from './listing';
import { keepObjects, keepOurs, peakFetch, peakOurs } from './memory';
import { removeGraphSdk, removeLoop, removeOnARoughDay, removeOurs } from './removing';
import { csvGuarded, csvUnguarded, snapshotOurs, snapshotPlain } from './writing';

/** Every subject by name; each runs in a process of its own. */
export const subjects = {
  listOurs,
  listFetch,
  listHttp,
  listGraphSdk,
  listKiota,
  keepOurs,
  keepObjects,
  peakOurs,
  peakFetch,
  holdOurs,
  findOurs,
  findFilter,
  outboundOurs,
  outboundLoop,
  removeOurs,
  removeOnARoughDay,
  removeGraphSdk,
  removeLoop,
  cancelOurs,
  cancelGraphSdk,
  csvGuarded,
  csvUnguarded,
  snapshotOurs,
  snapshotPlain,
  exactOurs,
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;
