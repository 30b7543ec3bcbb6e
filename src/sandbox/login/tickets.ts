import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';

const mostKept = 10_000;

/** Things that are handed out under a name nobody can guess and that end after a while: codes, refresh tokens, pages under way. */
export interface Tickets<T> {
  issue(value: T): string;
  find(ticket: string): T | undefined;
  /** Whether there was such a ticket, whose time has run out. */
  hasEnded(ticket: string): boolean;
  /** Finds it and makes it void. */
  take(ticket: string): T | undefined;
  replace(ticket: string, value: T): void;
  clear(): void;
  readonly all: ReadonlyMap<string, T>;
}

export function createTickets<T>(clock: Clock, lifetimeSeconds: () => number): Tickets<T> {
  const kept = new Map<string, T>();
  const ends = new Map<string, number>();
  const drop = (ticket: string): void => {
    kept.delete(ticket);
    ends.delete(ticket);
  };
  const hasEnded = (ticket: string): boolean => kept.has(ticket) && (ends.get(ticket) ?? 0) <= clock.now();
  const find = (ticket: string): T | undefined => (hasEnded(ticket) ? undefined : kept.get(ticket));

  return {
    issue: (value) => {
      const oldest = kept.keys().next();
      if (kept.size >= mostKept && oldest.done !== true) {
        drop(oldest.value);
      }
      const ticket = randomBytes(32).toString('base64url');
      kept.set(ticket, value);
      ends.set(ticket, clock.now() + lifetimeSeconds() * 1000);
      return ticket;
    },
    find,
    hasEnded,
    take: (ticket) => {
      const value = find(ticket);
      drop(ticket);
      return value;
    },
    replace: (ticket, value) => {
      if (kept.has(ticket)) {
        kept.set(ticket, value);
      }
    },
    clear: () => {
      kept.clear();
      ends.clear();
    },
    all: kept,
  };
}
