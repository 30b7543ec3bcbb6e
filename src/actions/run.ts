import type { ContextDifference } from './actingContext';
import type { StopReason } from './halt';
import type { ItemResult } from './itemResult';
import type { Outcome, RunEnd } from './journalEntry';
import type { Plan, PlanItem } from './plan';
import type { OutcomeCounts, RunProgress } from './runProgress';
import type { LockHolder } from './tenantLock';

export interface RunOptions {
  readonly onProgress?: (progress: RunProgress) => void;
  readonly onResult?: (item: PlanItem, result: ItemResult) => void;
  readonly settleAfterMs?: readonly number[];
  readonly graceMs?: number;
}

/** What was done. `pending` items were neither sent nor set aside; `head` proves, noted down elsewhere, what the journal held at the end. */
export interface RunReport {
  readonly run: string;
  readonly plan: Plan;
  readonly how: RunEnd;
  readonly why: StopReason | undefined;
  readonly counts: OutcomeCounts;
  readonly pending: number;
  /** How items ended since the run was started or taken up again. */
  readonly results: ReadonlyMap<string, ItemResult>;
  /** How every item ended, whenever it did. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly head: { readonly seq: number; readonly sha256: string };
}

/** A run under way. Pausing and cancelling take effect at once: nothing new is sent after the call returns. */
export interface Run {
  readonly id: string;
  readonly plan: Plan;
  progress(): RunProgress;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Resolves when the run has ended, however it did, and its lock is released. */
  readonly finished: Promise<RunReport>;
}

export type StartedRun =
  | { readonly kind: 'started'; readonly run: Run }
  | { readonly kind: 'busy'; readonly holder: LockHolder }
  | { readonly kind: 'otherContext'; readonly differences: readonly ContextDifference[] }
  | { readonly kind: 'alreadyRun'; readonly run: string; readonly at: string }
  | { readonly kind: 'changedPlan' }
  | { readonly kind: 'notFound' };
