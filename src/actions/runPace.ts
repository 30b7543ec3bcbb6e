import { publishedLimits } from '../graph/throttleLimits';

/** Calls of one run under way at the same time. */
export const callsAtOnce = 24;

/** How long so many writes take at the published limits, in seconds, at least: a full burst goes at once, the rest at the steady rate. */
export function secondsAtLimits(writes: number): number {
  const { count, perMs } = publishedLimits.L.writes;
  return Math.ceil(Math.max(0, writes - count) / ((count / perMs) * 1000));
}

/** How long a run will take at least, in seconds: each person is read once more and then written, and reading all of them took `readMs`. */
export function estimatedSeconds(writes: number, readMs: number): number {
  return Math.max(secondsAtLimits(writes), Math.ceil((2 * readMs) / 1000));
}
