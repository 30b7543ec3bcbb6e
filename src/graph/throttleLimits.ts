import type { Operation } from './operation';

/** `count` in any stretch of `perMs` milliseconds. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

export type ThrottledResource = 'resourceUnits' | 'writes' | 'dataPolicyOperations';

export type ThrottleLimits = Readonly<Record<ThrottledResource, Rate>>;

/** Tenants with less than 50, up to 500 and more than 500 users, as the throttling page sorts them. */
export type TenantSize = 'S' | 'M' | 'L';

const tenSeconds = 10_000;
const writes: Rate = { count: 3000, perMs: 150_000 };
const dataPolicyOperations: Rate = { count: 10_000, perMs: 3_600_000 };

/**
 * Limits for one app in one tenant. Source: Graph service-specific throttling limits, identity and access, and data policy operations.
 * Shared user profiles are not named there: that the identity limits hold for them is assumed.
 */
export const publishedLimits = {
  S: { resourceUnits: { count: 3500, perMs: tenSeconds }, writes, dataPolicyOperations },
  M: { resourceUnits: { count: 5000, perMs: tenSeconds }, writes, dataPolicyOperations },
  L: { resourceUnits: { count: 8000, perMs: tenSeconds }, writes, dataPolicyOperations },
} as const satisfies Record<TenantSize, ThrottleLimits>;

/** The size of a tenant that has at least so many users. Source as above. */
export function tenantSizeOf(users: number): TenantSize {
  if (users < 50) {
    return 'S';
  }
  return users > 500 ? 'L' : 'M';
}

/** Exports a day. Source as above, exportPersonalData: for the whole tenant, and for one subject. */
export const exportLimits = { perTenantPerDay: 1000, perSubjectPerDay: 100 } as const;

/** What one call costs. Source as above: a GET is one resource unit, a POST one and a write; the calls inside a batch are charged one by one. */
export function costOf(operation: Operation): Readonly<Partial<Record<ThrottledResource, number>>> {
  if (operation.id === 'batch') {
    return {};
  }
  if (operation.id === 'getDataPolicyOperation') {
    return { dataPolicyOperations: 1 };
  }
  return operation.effect === 'read' ? { resourceUnits: 1 } : { resourceUnits: 1, writes: 1 };
}
