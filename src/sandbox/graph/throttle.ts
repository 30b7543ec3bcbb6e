import type { Operation } from '../../graph/operation';
import type { Clock } from '../clock';
import type { Caller } from '../login/caller';
import type { ThrottleLimits } from '../options';
import { ApiError } from './apiError';

/** Holds each app in each tenant to the limits. */
export interface Throttle {
  /** Headers that tell the cost. Throws ApiError 429 when the limit is reached. */
  charge(operation: Operation, caller: Caller, query: string): Readonly<Record<string, string>>;
  clear(): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** How much of a limit must be used before the answers say so. Source: the Graph throttling page. */
const worthTelling = 0.8;
/** Requests an hour and tenant for data policy operations other than exports. */
const pollsPerHour = 10_000;

/** Resource units: one, more for $expand, less but never below one for $select and a small $top. */
function costOf(query: string): number {
  const options = new URLSearchParams(query);
  const small = Number(options.get('$top') ?? '20') < 20;
  return Math.max(1, 1 + (options.has('$expand') ? 1 : 0) - (options.has('$select') ? 1 : 0) - (small ? 1 : 0));
}

function refill(bucket: Bucket, limit: number, seconds: number, now: number): void {
  bucket.tokens = Math.min(limit, bucket.tokens + ((now - bucket.at) / 1000) * (limit / seconds));
  bucket.at = now;
}

/** Takes from a token bucket; when it is empty, says how many seconds until it is not. */
function take(bucket: Bucket, cost: number, limit: number, seconds: number, now: number): number | undefined {
  refill(bucket, limit, seconds, now);
  if (bucket.tokens < cost) {
    return Math.max(1, Math.ceil(((cost - bucket.tokens) * seconds) / limit));
  }
  bucket.tokens -= cost;
  return undefined;
}

function refusal(scope: string, information: string, waitSeconds: number | undefined): ApiError {
  return new ApiError(429, 'TooManyRequests', 'Too many requests.', {
    ...(waitSeconds === undefined ? {} : { 'Retry-After': String(waitSeconds) }),
    'x-ms-throttle-scope': scope,
    'x-ms-throttle-information': information,
    'x-ms-throttle-limit-percentage': '1.0',
  });
}

export function createThrottle(clock: Clock, limits: ThrottleLimits | undefined): Throttle {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (key: string, limit: number): Bucket => {
    const bucket = buckets.get(key) ?? { tokens: limit, at: clock.now() };
    buckets.set(key, bucket);
    return bucket;
  };
  const charge = (on: ThrottleLimits, operation: Operation, caller: Caller, query: string): Readonly<Record<string, string>> => {
    const now = clock.now();
    const who = `${caller.clientId}/${caller.tenantId}`;
    const scope = (limit: string): string => `Tenant_Application/${limit}/${who}`;
    const cost = costOf(query);
    const units = bucketOf(`units ${who}`, on.resourceUnits);
    const wait = take(units, cost, on.resourceUnits, on.resourceUnitsPerSeconds, now);
    if (wait !== undefined) {
      throw refusal(scope('ReadWrite'), 'ResourceUnitLimitExceeded', wait);
    }
    const writeWait =
      operation.method === 'POST' ? take(bucketOf(`writes ${who}`, on.writes), 1, on.writes, on.writesPerSeconds, now) : undefined;
    if (writeWait !== undefined) {
      throw refusal(scope('Write'), 'WriteLimitExceeded', writeWait);
    }
    const polls =
      operation.id === 'getDataPolicyOperation'
        ? take(bucketOf(`polls ${caller.tenantId}`, pollsPerHour), 1, pollsPerHour, 3600, now)
        : undefined;
    if (polls !== undefined) {
      throw refusal(scope('DataPolicyOperation'), 'PollLimitExceeded', undefined);
    }
    const used = 1 - units.tokens / on.resourceUnits;
    return {
      'x-ms-resource-unit': String(cost),
      ...(used >= worthTelling ? { 'x-ms-throttle-limit-percentage': used.toFixed(2) } : {}),
    };
  };
  return {
    charge: (operation, caller, query) => (limits && operation.id !== 'batch' ? charge(limits, operation, caller, query) : {}),
    clear: () => buckets.clear(),
  };
}
