import type { Direction, PlannedCall, Verb } from './plan';

/**
 * How an item ended. `requested` (204) and `accepted` (202) mean that the service took the request, not that the data is gone or exported;
 * `goneAfterUnknown`: the answer was lost and a later look found the person gone; `unknown`: the answer was lost and nobody can say yet.
 */
export type Outcome = 'requested' | 'accepted' | 'alreadyGone' | 'goneAfterUnknown' | 'failed' | 'setAside' | 'unknown';

export type LookUpState = 'gone' | 'stillThere' | 'unknown';

export type RunEnd = 'finished' | 'cancelled' | 'stopped';

export type ExportEnd = 'complete' | 'failed' | 'notFound' | 'notPermitted' | 'givenUp';

interface OfItem {
  readonly run: string;
  readonly plan: string;
  readonly item: string;
}

export interface ExportOperation {
  readonly id: string;
  readonly url: string | null;
  /** When the service wants to be asked for the first time, in milliseconds after its answer. */
  readonly retryAfterMs: number;
}

/** What a journal line tells. `why` is a short reason of ours, never text from the directory. */
export type JournalEvent =
  | { readonly kind: 'opened'; readonly tenantId: string; readonly cloud: string; readonly graphEndpoint: string }
  | { readonly kind: 'tornLineClosed'; readonly bytes: number; readonly sha256: string }
  | {
      readonly kind: 'runStarted';
      readonly run: string;
      readonly plan: string;
      readonly verb: Verb;
      readonly direction: Direction;
      readonly items: number;
      readonly reason: string;
      /** Items of the plan that this run will not touch, and why. */
      readonly excluded: readonly { readonly item: string; readonly outcome: Outcome; readonly why: string }[];
    }
  | { readonly kind: 'runResumed'; readonly run: string; readonly plan: string }
  | ({ readonly kind: 'intent'; readonly call: PlannedCall; readonly clientRequestId: string } & OfItem)
  | ({ readonly kind: 'notExecuted'; readonly clientRequestId: string; readonly why: string } & OfItem)
  | ({
      readonly kind: 'result';
      readonly outcome: Outcome;
      readonly clientRequestId: string | null;
      readonly requestId: string | null;
      readonly status: number | null;
      readonly why: string | null;
      readonly operation: ExportOperation | null;
    } & OfItem)
  | ({ readonly kind: 'decision'; readonly decision: 'sendAgain' | 'leave' } & OfItem)
  | ({ readonly kind: 'lookedUp'; readonly state: LookUpState; readonly requestId: string | null } & OfItem)
  | ({ readonly kind: 'exportEnded'; readonly operationId: string; readonly status: ExportEnd; readonly requestId: string | null } & OfItem)
  | { readonly kind: 'runEnded'; readonly run: string; readonly plan: string; readonly how: RunEnd; readonly why: string | null };

/** What every line carries: its place in the chain, when (UTC), who and in which context. */
export interface JournalHead {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly context: string;
  /** SHA-256 of the whole line before, without its line feed; of nothing for the first line. */
  readonly previous: string;
  /** SHA-256 of this line's JSON without this field. */
  readonly hash: string;
}

export type JournalEntry = JournalEvent & JournalHead;
export type JournalEventKind = JournalEvent['kind'];
