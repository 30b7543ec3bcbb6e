import type { CallIds, GraphError } from '../graph/errors';
import { isCancelled, isGraphError, isJournalError, isSignInError } from './errorKinds';
import type { ExportOperation, Outcome } from './journalEntry';
import type { SetAside } from './preflight';

/** How an item ended in a run. */
export interface ItemResult {
  readonly outcome: Outcome;
  readonly ids: CallIds | undefined;
  readonly status: number | null;
  /** A short reason of ours, for the journal. */
  readonly why: string | null;
  readonly operation: ExportOperation | null;
  readonly setAside?: SetAside;
  readonly error?: Error;
}

/** Why an item was not done: nothing was sent for it, or nothing that the service carried out. */
export type NotDone = 'halted' | 'network' | 'refused' | 'throttled' | 'locked' | 'signIn' | 'journal' | 'unexpected';

export type ItemEnd =
  { readonly kind: 'ended'; readonly result: ItemResult } | { readonly kind: 'notDone'; readonly because: NotDone; readonly error: Error };

/** Turns a failed call into what it means for the item. `sent`: an attempt was under way when it failed. */
export function endOfFailedCall(error: unknown, sent: boolean): ItemEnd {
  if (isCancelled(error)) {
    return error.executed === 'unknown' ? ended({ outcome: 'unknown', why: 'cancelled', error }) : notDone('halted', error);
  }
  if (isGraphError(error)) {
    return endOfGraphError(error);
  }
  if (isSignInError(error)) {
    return notDone('signIn', error);
  }
  if (isJournalError(error)) {
    return notDone('journal', error);
  }
  const unexpected = error instanceof Error ? error : new Error(String(error));
  return sent ? ended({ outcome: 'unknown', why: 'unexpected', error: unexpected }) : notDone('unexpected', unexpected);
}

/** Turns a failed look at a person into what it means for the item: reads change nothing, so it is never `unknown`. */
export function endOfFailedRead(error: Error): ItemEnd {
  const end = endOfFailedCall(error, false);
  if (end.kind === 'notDone') {
    return end;
  }
  const passing = isGraphError(error) && (error.details.failure === 'unreachable' || (error.details.status ?? 0) >= 500);
  return passing ? notDone('network', error) : setAsideResult({ kind: 'unread', error });
}

export function setAsideResult(setAside: SetAside): ItemEnd {
  return ended({ outcome: 'setAside', why: setAsideReason(setAside), setAside });
}

/** The reason as the journal keeps it: which parts changed, not what they were. */
export function setAsideReason(why: SetAside): string {
  switch (why.kind) {
    case 'changed':
      return `changed ${why.changes.map(({ what }) => what).join(' ')}`;
    case 'protected':
      return `protected ${why.by}`;
    case 'storageRefused':
      return `storage ${why.why}`;
    case 'unread':
    case 'notExported':
    case 'earlierUnknown':
    case 'noStorage':
    case 'personLimit':
      return why.kind;
  }
}

export function ended(result: Partial<ItemResult> & Pick<ItemResult, 'outcome'>): ItemEnd {
  return { kind: 'ended', result: { ids: undefined, status: null, why: null, operation: null, ...result } };
}

/** The result of an item that is given up for this run although nothing was done for it. */
export function failedResult(error: Error): ItemResult {
  const known = isGraphError(error) ? knownOf(error) : { error, why: error.name };
  return { ids: undefined, status: null, operation: null, ...known, outcome: 'failed' };
}

function notDone(because: NotDone, error: Error): ItemEnd {
  return { kind: 'notDone', because, error };
}

function endOfGraphError(error: GraphError): ItemEnd {
  const { failure, executed } = error.details;
  const known = knownOf(error);
  if (executed === 'unknown') {
    return ended({ ...known, outcome: 'unknown' });
  }
  switch (failure) {
    case 'locked':
    case 'notHere':
      return notDone('locked', error);
    case 'unreachable':
      return notDone('network', error);
    case 'refused':
      return endOfRefusal(error, known);
    case 'invalid':
    case 'unreadable':
    case 'untrusted':
      return ended({ ...known, outcome: 'failed' });
  }
}

type Known = Pick<ItemResult, 'ids' | 'status' | 'why'> & { readonly error: Error };

function knownOf(error: GraphError): Known {
  const { ids, status } = error.details;
  return { ids, status: status ?? null, why: reasonOf(error), error };
}

function endOfRefusal(error: GraphError, known: Known): ItemEnd {
  switch (error.details.status) {
    case 404:
      return ended({ ...known, outcome: 'alreadyGone' });
    case 401:
    case 403:
      return notDone('refused', error);
    case 429:
      return notDone('throttled', error);
    default:
      return ended({ ...known, outcome: 'failed' });
  }
}

function reasonOf({ details: { failure, status, code } }: GraphError): string {
  const safeCode = code !== undefined && /^[\w.-]{1,64}$/.test(code) ? code : undefined;
  return [failure, status, safeCode].filter((part) => part !== undefined).join(' ');
}
