import { inputOf, numbers, shown, times, type Row } from '../row';

const service = ['--inbound', '10', '--latency', '50', '--throttle', 'published', '--page-size', '999'];

export const outboundFanOut: Row = {
  id: 'B8',
  title: 'Outbound users with their tenants, 50 ms per call, published limits',
  run: async (bench) => {
    const users = bench.quick ? 2000 : 10_000;
    const askedInALoop = bench.quick ? 100 : 500;
    const sandbox = await bench.sandbox([...service, '--outbound', String(users)]);
    const input = inputOf(sandbox, 999, askedInALoop);
    const throttled: number[] = [];
    const before = async (): Promise<void> => {
      throttled.push(await sandbox.throttled());
      await sandbox.reset();
    };
    const contestants = [{ subject: 'outboundOurs', input } as const, { subject: 'outboundLoop', input } as const];
    const measured = await bench.measure(contestants, { rounds: bench.quick ? 1 : 3, warmUps: 0, before });
    await before();
    const [ours, loop] = [times(measured, 'outboundOurs'), times(measured, 'outboundLoop')];
    const loopMs = (loop.median / askedInALoop) * users;
    const ratio = loopMs / ours.median;
    const figure = (subject: 'outboundOurs' | 'outboundLoop', name: string): number => numbers(measured, subject, name).median;
    const same = figure('outboundOurs', 'digest') === figure('outboundLoop', 'digest');
    const known = figure('outboundOurs', 'known');
    const refused = Math.max(...throttled);
    return [
      {
        what: `${known.toLocaleString('en')} of ${users.toLocaleString('en')} users with known tenants, ${same ? 'the same' : 'OTHERS'} as in the loop; ${refused} answers of 429`,
        ours: shown(ours, 'ms'),
        against: `one call after the other: ${Math.round(loopMs).toLocaleString('en')} ms, from ${askedInALoop} users`,
        ratio: ratio.toFixed(1),
        reach: 'at least 40 times, no 429',
        met: ratio >= 40 && refused === 0 && known === users && same,
      },
    ];
  },
};
