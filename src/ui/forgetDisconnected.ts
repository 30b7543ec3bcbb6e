import type { Contexts } from '../signin/contexts';
import type { Subscription } from '../signin/host';

const idsOf = ({ all, lost }: Contexts): readonly string[] => [...all, ...lost].map(({ id }) => id);

/** Tells which context is gone, disconnected in this window or another, so that what this window remembers of it is forgotten too. */
export function forgetDisconnected(contexts: Contexts, forget: (contextId: string) => void): Subscription {
  let known = idsOf(contexts);
  return contexts.changed(() => {
    const now = idsOf(contexts);
    known.filter((id) => !now.includes(id)).forEach(forget);
    known = now;
  });
}
