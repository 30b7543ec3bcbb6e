import type { Clock } from '../clock';

/** What was asked to be removed: records of a person's data in a tenant, and from when on they are gone. Everything else is as generated. */
export interface Removals {
  readonly size: number;
  /** Takes a removal. False when it was asked for before. */
  remove(resourceTenantId: string, userId: string): boolean;
  isGone(resourceTenantId: string, userId: string): boolean;
  /** Whether anything about this person was ever removed anywhere. */
  touches(userId: string): boolean;
  clear(): void;
}

export function createRemovals(clock: Clock, lagMs: number): Removals {
  const goneFrom = new Map<string, Map<string, number>>();
  return {
    get size() {
      return goneFrom.size;
    },
    remove: (resourceTenantId, userId) => {
      const person = userId.toLowerCase();
      const tenants = goneFrom.get(person) ?? new Map<string, number>();
      goneFrom.set(person, tenants);
      if (tenants.has(resourceTenantId)) {
        return false;
      }
      tenants.set(resourceTenantId, clock.now() + lagMs);
      return true;
    },
    isGone: (resourceTenantId, userId) => {
      const from = goneFrom.get(userId)?.get(resourceTenantId);
      return from !== undefined && from <= clock.now();
    },
    touches: (userId) => goneFrom.has(userId),
    clear: () => goneFrom.clear(),
  };
}
