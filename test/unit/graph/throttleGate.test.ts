import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { CancelledError } from '../../../src/graph/errors';
import { operation } from '../../../src/graph/operations';
import { createTenantGate, createThrottleGate } from '../../../src/graph/throttleGate';
import { publishedLimits } from '../../../src/graph/throttleLimits';
import { VirtualClock } from './virtualClock';

/** Gives undefined when the call passes, or the milliseconds of its Retry-After. */
type Service = (now: number) => number | undefined;

interface Run {
  readonly seconds: number;
  readonly requests: number;
  readonly throttled: number;
}

const never = new AbortController().signal;
setMaxListeners(0, never);
const removal = operation('removeInboundPersonalData');
const read = operation('listOutboundTenants');
const limits = publishedLimits.S;

/** As many calls at once as there are lanes, each 50 ms long, each repeated after its Retry-After. */
async function run(service: Service, row = removal, calls = 10_000, lanes = 16): Promise<Run> {
  const clock = new VirtualClock();
  const gate = createThrottleGate(limits, clock);
  const count = { next: 0, requests: 0, throttled: 0, lanesDone: 0 };
  const callUntilDone = async (): Promise<void> => {
    for (let wait: number | undefined = 0; wait !== undefined;) {
      await clock.sleep(wait);
      await gate.enter(row, never);
      count.requests += 1;
      await clock.sleep(25);
      wait = service(clock.now());
      await clock.sleep(25);
      if (wait === undefined) {
        gate.passed?.();
      } else {
        count.throttled += 1;
        gate.throttled(wait);
      }
    }
  };
  const lane = async (): Promise<void> => {
    while (count.next < calls) {
      count.next += 1;
      await callUntilDone();
    }
    count.lanesDone += 1;
  };
  const running = Array.from({ length: lanes }, lane);
  await clock.runUntil(() => count.lanesDone === lanes);
  await Promise.all(running);
  return { seconds: clock.now() / 1000, requests: count.requests, throttled: count.throttled };
}

function bucketService(count: number, perMs: number): Service {
  let tokens = count;
  let at = 0;
  return (now) => {
    tokens = Math.min(count, tokens + ((now - at) * count) / perMs);
    at = now;
    if (tokens < 1) {
      return 1000;
    }
    tokens -= 1;
    return undefined;
  };
}

function windowService(count: number, perMs: number): Service {
  const passed: number[] = [];
  return (now) => {
    const oldest = passed.at(-count);
    if (oldest !== undefined && oldest > now - perMs) {
      return Math.ceil((oldest + perMs - now) / 1000) * 1000;
    }
    passed.push(now);
    return undefined;
  };
}

function everyNth(n: number, retryAfterMs: number): Service {
  let calls = 0;
  return () => {
    calls += 1;
    return calls % n === 0 ? retryAfterMs : undefined;
  };
}

async function told(work: (onPaused: (resumesAt: number | undefined) => void) => Promise<void>): Promise<readonly (number | undefined)[]> {
  const seen: (number | undefined)[] = [];
  await work((resumesAt) => seen.push(resumesAt));
  return seen;
}

describe('the throttle gate', () => {
  it('sends 10,000 removals under the published write limit without being throttled once', async () => {
    const { seconds, throttled } = await run(bucketService(3000, 150_000));
    assert.equal(throttled, 0);
    assert.ok(seconds >= 350 && seconds < 350 * 1.1, `${seconds} s`);
  });

  it('loses little against a service that counts in windows, and is throttled in less than 2 % of the calls', async () => {
    for (const lanes of [4, 16, 64]) {
      const { seconds, throttled, requests } = await run(windowService(3000, 150_000), removal, 10_000, lanes);
      assert.ok(seconds < 450 * 1.1, `${seconds} s with ${lanes} lanes`);
      assert.ok(throttled < requests * 0.02, `${throttled} of ${requests} with ${lanes} lanes`);
    }
  });

  it('adapts to a service that gives only half, because other apps share the limit', async () => {
    const { seconds, throttled, requests } = await run(windowService(1500, 150_000));
    assert.ok(seconds < 900 * 1.1, `${seconds} s`);
    assert.ok(throttled < requests * 0.02, `${throttled} of ${requests}`);
  });

  it('does not stop everyone for single calls that are throttled while the others pass', async () => {
    const { seconds } = await run(everyNth(20, 1000));
    assert.ok(seconds < 350 * 1.2, `${seconds} s`);
  });

  it('keeps reads under their own limit', async () => {
    const { seconds, throttled } = await run(bucketService(3500, 10_000), read, 10_000, 64);
    assert.equal(throttled, 0);
    assert.ok(seconds < 20, `${seconds} s`);
  });

  it('keeps to the limits of the smallest tenants until more users are seen, and then to theirs', async () => {
    for (const [users, most] of [
      [0, 3500],
      [49, 3500],
      [50, 5000],
      [500, 5000],
      [501, 8000],
    ] as const) {
      const clock = new VirtualClock();
      const gate = createTenantGate(clock);
      gate.usersSeen(users);
      gate.usersSeen(0);
      let entered = 0;
      for (let call = 0; call < 9000; call += 1) {
        void gate.enter(read, never).then(() => {
          entered += 1;
        });
      }
      await clock.runUntil(() => entered > most * 0.9);
      assert.equal(clock.now(), 0);
      assert.ok(entered <= most, `${entered} calls at once with ${users} users`);
    }
  });

  it('lets those go on who wait, as soon as the tenant is seen to be larger', async () => {
    const clock = new VirtualClock();
    const gate = createTenantGate(clock);
    const count = { entered: 0 };
    for (let call = 0; call < 7000; call += 1) {
      void gate.enter(read, never).then(() => {
        count.entered += 1;
      });
    }
    await clock.runUntil(() => count.entered > 3000);
    gate.usersSeen(501);
    await clock.runUntil(() => count.entered === 7000);
    assert.equal(clock.now(), 0);
  });

  it('pauses everyone when one is throttled, tells who waits until when, and that it is over', async () => {
    const clock = new VirtualClock();
    const gate = createThrottleGate(limits, clock);
    await gate.enter(read, never);
    await gate.enter(read, never);
    gate.throttled(30_000);
    gate.throttled(60_000);
    let entered = false;
    const seen = await told(async (onPaused) => {
      const entering = gate.enter(read, never, onPaused).then(() => {
        entered = true;
      });
      await clock.runUntil(() => entered);
      await entering;
    });
    assert.equal(clock.now(), 60_000);
    assert.deepEqual(seen, [60_000, undefined]);
  });

  it('lets one call through to find out when none was under way', async () => {
    const clock = new VirtualClock();
    const gate = createThrottleGate(limits, clock);
    await gate.enter(read, never);
    gate.throttled(60_000);
    await gate.enter(read, never);
    let second = false;
    void gate.enter(read, never).then(() => {
      second = true;
    });
    gate.passed?.();
    await clock.runUntil(() => second);
    assert.ok(clock.now() < 1000);
  });

  it('lets the calls of a batch go together after a pause, and the batch with them', async () => {
    const clock = new VirtualClock();
    const gate = createThrottleGate(limits, clock);
    await Promise.all([gate.enter(read, never), gate.enter(read, never)]);
    gate.throttled(5000);
    gate.throttled(5000);
    let sent = 0;
    const batch = async (): Promise<void> => {
      await gate.enter(read, never, undefined, 20);
      await gate.enter(operation('batch'), never);
      sent += 1;
    };
    const batches = [batch(), batch()];
    await clock.runUntil(() => sent === 1);
    assert.equal(clock.now(), 5000);
    await clock.runUntil(() => sent === 2);
    assert.ok(clock.now() <= 6000);
    await Promise.all(batches);
  });

  it('lets go at once of a call that is cancelled while it waits', async () => {
    const clock = new VirtualClock();
    const gate = createThrottleGate(limits, clock);
    await Promise.all([gate.enter(read, never), gate.enter(read, never)]);
    gate.throttled(60_000);
    gate.throttled(60_000);
    const controller = new AbortController();
    const seen = await told(async (onPaused) => {
      const entering = gate.enter(read, controller.signal, onPaused);
      controller.abort();
      await assert.rejects(entering, CancelledError);
    });
    assert.deepEqual(seen, [60_000, undefined]);
    await assert.rejects(gate.enter(read, controller.signal), CancelledError);
  });

  it('does not let waiting removals hold up reads, nor polls of exports', async () => {
    const clock = new VirtualClock();
    const gate = createThrottleGate({ ...limits, writes: { count: 1, perMs: 1_000_000 } }, clock);
    await gate.enter(removal, never);
    void gate.enter(removal, never);
    await gate.enter(read, never);
    await gate.enter(operation('getDataPolicyOperation'), never);
    assert.equal(clock.now(), 0);
  });

  it('goes on after a second when calls that it waits for are never heard of again', async () => {
    const clock = new VirtualClock();
    const gate = createThrottleGate(limits, clock);
    await Promise.all([gate.enter(read, never), gate.enter(read, never)]);
    gate.throttled(5000);
    gate.throttled(5000);
    let entered = 0;
    for (let call = 0; call < 3; call += 1) {
      void gate.enter(read, never).then(() => {
        entered += 1;
      });
    }
    await clock.runUntil(() => entered === 3);
    assert.ok(clock.now() >= 5000 && clock.now() < 8000, `${clock.now()} ms`);
  });
});
