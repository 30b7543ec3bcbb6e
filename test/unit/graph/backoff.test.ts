import assert from 'node:assert/strict';
import { adviceOf, defaultRetryPolicy, maxAdvisedAttempts, nextDelayMs, retryAfterMs } from '../../../src/graph/backoff';

describe('Retry-After', () => {
  const now = Date.parse('2026-08-20T10:00:00Z');

  it('is understood in seconds and as a date, without a cap', () => {
    assert.equal(retryAfterMs('120', now), 120_000);
    assert.equal(retryAfterMs(' 0.5 ', now), 500);
    assert.equal(retryAfterMs('1000000', now), 1_000_000_000);
    assert.equal(retryAfterMs('Thu, 20 Aug 2026 10:02:00 GMT', now), 120_000);
    assert.equal(retryAfterMs('Thu, 20 Aug 2026 09:00:00 GMT', now), 0);
  });

  it('as a date is compared with the clock of the service, for ours may be wrong', () => {
    const date = 'Tue, 01 Jan 2030 10:00:00 GMT';
    assert.equal(adviceOf(new Headers({ date, 'retry-after': 'Tue, 01 Jan 2030 10:01:00 GMT' })), 60_000);
    assert.equal(adviceOf(new Headers({ 'retry-after': '7' })), 7000);
    assert.equal(adviceOf(new Headers({ date })), undefined);
  });

  it('is nothing when it means nothing', () => {
    for (const value of [null, '', '-5', 'soon', 'NaN', '2026']) {
      assert.equal(retryAfterMs(value, now), value === '2026' ? 2_026_000 : undefined, String(value));
    }
  });
});

describe('the pause before the next attempt', () => {
  it('doubles without advice, up to a limit, with jitter, for a bounded number of attempts', () => {
    const longest = [1, 2, 3, 4, 5].map((attempt) => nextDelayMs(defaultRetryPolicy, attempt, undefined, () => 1));
    const shortest = [1, 2, 3, 4, 5].map((attempt) => nextDelayMs(defaultRetryPolicy, attempt, undefined, () => 0));
    assert.deepEqual(longest, [500, 1000, 2000, 4000, 8000]);
    assert.deepEqual(shortest, [250, 500, 1000, 2000, 4000]);
    assert.equal(nextDelayMs(defaultRetryPolicy, 6, undefined), undefined);
    assert.equal(
      nextDelayMs({ ...defaultRetryPolicy, maxAttempts: 50 }, 40, undefined, () => 1),
      30_000,
    );
  });

  it('is what the service advises, however long, never nothing, and not for ever', () => {
    assert.equal(nextDelayMs(defaultRetryPolicy, 7, 3_600_000), 3_600_000);
    assert.equal(nextDelayMs(defaultRetryPolicy, 1, 0), 50);
    assert.equal(nextDelayMs(defaultRetryPolicy, maxAdvisedAttempts, 1000), undefined);
  });
});
