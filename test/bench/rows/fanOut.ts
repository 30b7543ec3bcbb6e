import { inputOf, numbers, shown, times, type Row } from '../row';

export const outboundFanOut: Row = {
  id: 'B8',
  title: 'Outbound users with their tenants, 50 ms per call, published limits',
  run: async (bench) => {
    const users = bench.quick ? 2000 : 10_000;
    const askedInALoop = bench.quick ? 100 : 500;
    const sandbox = await bench.sandbox([
      '--inbound',
      '10',
      '--outbound',
      String(users),
      '--latency',
      '50',
      '--throttle',
      'published',
      '--page-size',
      '999',
    ]);
    const before = (): Promise<void> => sandbox.reset();
    const one = { rounds: bench.quick ? 1 : 3, warmUps: 0 };
    const ours = await bench.measure([{ subject: 'outboundOurs', input: inputOf(sandbox) }], { ...one, before });
    const throttled = await sandbox.throttled();
    const loop = await bench.measure([{ subject: 'outboundLoop', input: inputOf(sandbox, 999, askedInALoop) }], {
      rounds: 1,
      warmUps: 0,
      before,
    });
    const ourTime = times(ours, 'outboundOurs');
    const loopMs = (times(loop, 'outboundLoop').median / askedInALoop) * users;
    const ratio = loopMs / ourTime.median;
    const known = numbers(ours, 'outboundOurs', 'known').median;
    return [
      {
        what: `${users.toLocaleString('en')} users; ${known.toLocaleString('en')} with known tenants; ${throttled} answers of 429 in the last run`,
        ours: shown(ourTime, 'ms'),
        against: `one call after the other: ${Math.round(loopMs).toLocaleString('en')} ms, from ${askedInALoop} users`,
        ratio: ratio.toFixed(1),
        reach: 'at least 40 times, no 429',
        met: ratio >= 40 && throttled === 0 && known === users,
      },
    ];
  },
};
