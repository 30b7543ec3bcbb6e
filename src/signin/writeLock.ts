import { GraphError } from '../graph/errors';
import type { Operation } from '../graph/operation';
import type { Permit } from '../graph/tokenSource';
import type { Environment } from './context';
import { cloudOf } from './environment';

export const unlockMinutes = { least: 1, usual: 15, most: 60 } as const;

/** Which contexts may export and remove, and until when. Kept in memory of this window only: after a restart everything is locked. */
export interface WriteLocks {
  unlock(contextId: string, minutes: number): number;
  lock(contextId: string): void;
  /** Milliseconds since the epoch, undefined when locked. */
  unlockedUntil(contextId: string): number | undefined;
}

export function createWriteLocks(now: () => number): WriteLocks {
  const ends = new Map<string, number>();
  return {
    unlock(contextId, minutes) {
      const bounded = Math.min(unlockMinutes.most, Math.max(unlockMinutes.least, Number.isFinite(minutes) ? minutes : unlockMinutes.usual));
      const end = now() + bounded * 60_000;
      ends.set(contextId, end);
      return end;
    },
    lock: (contextId) => void ends.delete(contextId),
    unlockedUntil(contextId) {
      const end = ends.get(contextId);
      return end !== undefined && end > now() ? end : undefined;
    },
  };
}

/**
 * Gives the permit of a context. It throws GraphError `notHere` where the cloud does not have the operation, and `locked` for an
 * operation that exports or removes while the context is locked, whatever the token could do.
 */
export function createPermit(environment: Environment, unlockedUntil: () => number | undefined): Permit {
  return (operation: Operation) => {
    if (!operation.clouds.includes(cloudOf(environment))) {
      throw new GraphError(`${operation.title}: this cloud does not have it.`, {
        failure: 'notHere',
        operation: operation.id,
        executed: 'no',
      });
    }
    if (operation.effect !== 'read' && unlockedUntil() === undefined) {
      throw new GraphError(`${operation.title}: the context is locked for writing.`, {
        failure: 'locked',
        operation: operation.id,
        executed: 'no',
      });
    }
  };
}
