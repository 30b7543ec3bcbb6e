import type { RunEnd } from './journalEntry';
import type { Direction, Verb } from './plan';
import type { RunState } from './runState';
import { isUnknown } from './tenantRecord';

/** A run with people who were not done, or of whom nobody knows. `how` is undefined when it ended without saying so: a crash, a closed window. */
export interface UnfinishedRun {
  readonly run: string;
  readonly planHash: string;
  readonly contextId: string;
  readonly verb: Verb;
  readonly direction: Direction;
  readonly startedAt: string;
  readonly how: RunEnd | undefined;
  readonly total: number;
  readonly pending: number;
  readonly unknown: number;
}

/** How much of a run is left. */
export function unfinished(run: RunState): UnfinishedRun {
  const items = [...run.items.values()];
  const unknown = items.filter(isUnknown);
  const ended = items.filter((item) => item.phase === 'ended' && !isUnknown(item)).length;
  return {
    run: run.run,
    planHash: run.plan,
    contextId: run.context,
    verb: run.verb,
    direction: run.direction,
    startedAt: run.startedAt,
    how: run.end?.how,
    total: run.total,
    pending: run.total - ended - unknown.length,
    unknown: unknown.filter(({ decision }) => decision !== 'leave').length,
  };
}
