import { numbers, shown, type Row } from '../row';

export const cancelToQuiet: Row = {
  id: 'B10',
  title: 'From cancelling to the last request sent, while a throttled service makes everybody wait',
  run: async (bench) => {
    const input = { graphEndpoint: 'http://127.0.0.1', token: 'none', top: 0, size: 0 };
    const rounds = bench.quick ? 1 : 3;
    const measured = await bench.measure(
      [
        { subject: 'cancelOurs', input },
        { subject: 'cancelGraphSdk', input },
      ],
      { rounds, warmUps: 0 },
    );
    const [ours, theirs] = [numbers(measured, 'cancelOurs', 'lastRequestMs'), numbers(measured, 'cancelGraphSdk', 'lastRequestMs')];
    const [ended, theirEnd] = [numbers(measured, 'cancelOurs', 'endedMs'), numbers(measured, 'cancelGraphSdk', 'endedMs')];
    return [
      {
        what: 'last request, and when the call came back',
        ours: `${shown(ours, 'ms')}, back after ${shown(ended, 'ms')}`,
        against: `Graph client: ${shown(theirs, 'ms')}, back after ${shown(theirEnd, 'ms')}`,
        ratio: '–',
        reach: 'at most 100 ms',
        met: ours.most <= 100 && ended.most <= 100,
      },
    ];
  },
};
