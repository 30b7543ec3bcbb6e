import type { RetryPolicy } from './client';
import type { AnswerHeaders } from './exchange';

/** Attempts in all where the service gives no advice: about 15 s of waiting. */
export const defaultRetryPolicy: RetryPolicy = { maxAttempts: 6, firstDelayMs: 500, maxDelayMs: 30_000 };

/** Attempts in all where each answer says when to come back: the waiting has no cap, the number of questions has. */
export const maxAdvisedAttempts = 100;

/** Even `Retry-After: 0` is not an invitation to ask in a loop. */
const shortestAdvisedDelayMs = 50;

/**
 * Retry-After in milliseconds from now: seconds or an HTTP date (RFC 9110, 10.2.3). Undefined when missing or meaningless.
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Retry-After of an answer; a date in it is compared with the service's own clock where it tells, for ours may be wrong. */
export function adviceOf(headers: AnswerHeaders): number | undefined {
  const serverNow = Date.parse(headers.get('date') ?? '');
  return retryAfterMs(headers.get('retry-after'), Number.isNaN(serverNow) ? Date.now() : serverNow);
}

/** How long to wait before attempt number `attempt + 1`, or undefined when `attempt` was the last. Without advice: exponential, the upper half random. */
export function nextDelayMs(
  policy: RetryPolicy,
  attempt: number,
  adviceMs: number | undefined,
  random: () => number = Math.random,
): number | undefined {
  if (adviceMs !== undefined) {
    return attempt < Math.max(maxAdvisedAttempts, policy.maxAttempts) ? Math.max(adviceMs, shortestAdvisedDelayMs) : undefined;
  }
  const full = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  return attempt < policy.maxAttempts ? full * (0.5 + random() / 2) : undefined;
}
