import { inboundWorld, inputOf, numbers, shown, withEverybody, type Bench, type Row, type Spread } from '../row';
import type { Sandbox } from '../sandbox';

function people(bench: Bench): Promise<Sandbox> {
  return bench.sandbox(inboundWorld(bench.people));
}

function each({ median, least, most }: Spread, count: number): Spread {
  return { median: median / count, least: least / count, most: most / count };
}

const mebibyte = 2 ** 20;

export const memoryKept: Row = {
  id: 'B4',
  title: 'Memory kept for each person after collection, search text included',
  run: async (bench) => {
    const input = inputOf(await people(bench));
    const rounds = bench.quick ? 1 : 3;
    const measured = await bench.measure(
      [
        { subject: 'keepOurs', input },
        { subject: 'keepObjects', input },
      ],
      { rounds, warmUps: 0, fresh: true },
    );
    withEverybody(measured, bench.people);
    const ours = each(numbers(measured, 'keepOurs', 'keptBytes'), bench.people);
    const objects = each(numbers(measured, 'keepObjects', 'keptBytes'), bench.people);
    const ratio = ours.median / objects.median;
    return [
      {
        what: `kept for each of ${bench.people.toLocaleString('en')}`,
        ours: shown(ours, 'B'),
        against: `parsed objects, no search text: ${shown(objects, 'B')}`,
        ratio: ratio.toFixed(2),
        reach: 'at most 0.35',
        met: ratio <= 0.35,
      },
    ];
  },
};

export const memoryPeak: Row = {
  id: 'B5',
  title: 'Peak memory while listing',
  run: async (bench) => {
    const input = inputOf(await people(bench));
    const rounds = bench.quick ? 1 : 3;
    const measured = await bench.measure(
      [
        { subject: 'peakOurs', input },
        { subject: 'peakFetch', input },
      ],
      { rounds, warmUps: 0, fresh: true },
    );
    withEverybody(measured, bench.people);
    const [ours, theirs] = [
      each(numbers(measured, 'peakOurs', 'peakBytes'), mebibyte),
      each(numbers(measured, 'peakFetch', 'peakBytes'), mebibyte),
    ];
    const ratio = ours.median / theirs.median;
    return [
      {
        what: `above the start of the process, ${bench.people.toLocaleString('en')} people`,
        ours: shown(ours, 'MiB'),
        against: `fetch loop that keeps nothing: ${shown(theirs, 'MiB')}`,
        ratio: ratio.toFixed(2),
        reach: 'at most 2',
        met: ratio <= 2,
      },
    ];
  },
};
