import type { Clock } from '../clock';
import { ApiError } from './apiError';

/** Counts against limits per period; the dataPolicyOperation ones carry no Retry-After. */
export interface Quotas {
  /** Throws ApiError 429 when this export would be one too many today. */
  takeExport(tenantId: string, userId: string): void;
  clear(): void;
}

/** Exports a day. Source: the Graph throttling limits page, data policy operation. */
const perTenant = 1000;
const perPerson = 100;
const dayMs = 86_400_000;

export function createQuotas(clock: Clock): Quotas {
  const taken = new Map<string, { readonly day: number; count: number }>();
  const countOf = (key: string): { readonly day: number; count: number } => {
    const day = Math.floor(clock.now() / dayMs);
    const known = taken.get(key);
    const current = known?.day === day ? known : { day, count: 0 };
    taken.set(key, current);
    return current;
  };
  return {
    takeExport: (tenantId, userId) => {
      const tenant = countOf(tenantId);
      const person = countOf(`${tenantId} ${userId.toLowerCase()}`);
      if (tenant.count >= perTenant || person.count >= perPerson) {
        throw new ApiError(429, 'TooManyRequests', 'Too many export requests today.');
      }
      tenant.count += 1;
      person.count += 1;
    },
    clear: () => taken.clear(),
  };
}
