import type { Waiting } from '../graph/client';

export type OnWaiting = (waiting: Waiting | undefined) => void;

/** Makes one report of waiting out of those of many calls: the pause that ends last, or none when nobody waits any more. */
export function waitingTally(tell: OnWaiting): () => OnWaiting {
  const pauses = new Map<object, Waiting>();
  let told: Waiting | undefined;
  return () => {
    const call = {};
    return (waiting) => {
      if (waiting === undefined) {
        pauses.delete(call);
      } else {
        pauses.set(call, waiting);
      }
      const longest = [...pauses.values()].reduce<Waiting | undefined>(
        (last, each) => (last === undefined || each.resumesAt > last.resumesAt ? each : last),
        undefined,
      );
      if (longest !== told) {
        told = longest;
        tell(longest);
      }
    };
  };
}
