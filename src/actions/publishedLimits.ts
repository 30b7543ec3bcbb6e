/** Writes an app may do in one tenant: 3,000 in 150 seconds. Source: throttling limits page, identity and access. */
export const writesPerSecond = 20;

/** Calls of one run under way at the same time. */
export const callsAtOnce = 24;

/** How long so many writes take at the published limits, in seconds, at least. */
export function secondsFor(writes: number): number {
  return Math.ceil(writes / writesPerSecond);
}
