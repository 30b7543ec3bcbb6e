import { inboundWorld, inputOf, numbers, shown, times, type Bench, type Row, type Spread } from '../row';
import type { Sandbox } from '../sandbox';

function people(bench: Bench): Promise<Sandbox> {
  return bench.sandbox(inboundWorld(bench.people));
}

function mebibytes({ median, least, most }: Spread): Spread {
  return { median: median / 2 ** 20, least: least / 2 ** 20, most: most / 2 ** 20 };
}

export const csvWithGuards: Row = {
  id: 'B13',
  title: 'CSV with guards, streamed to disk',
  run: async (bench) => {
    const input = inputOf(await people(bench));
    const measured = await bench.measure([
      { subject: 'csvGuarded', input },
      { subject: 'csvUnguarded', input },
    ]);
    const [ours, plain] = [times(measured, 'csvGuarded'), times(measured, 'csvUnguarded')];
    const grown = mebibytes(numbers(measured, 'csvGuarded', 'grownBytes'));
    const ratio = ours.median / plain.median;
    return [
      {
        what: `${bench.people.toLocaleString('en')} rows; memory grew by ${shown(grown, 'MiB')}`,
        ours: shown(ours, 'ms'),
        against: `without guards: ${shown(plain, 'ms')}`,
        ratio: ratio.toFixed(2),
        reach: 'at most 1.2; growth at most 32 MiB',
        met: ratio <= 1.2 && grown.median <= 32,
      },
    ];
  },
};

export const snapshotToDisk: Row = {
  id: 'B14',
  title: 'Snapshot to disk with manifest, and opened again',
  run: async (bench) => {
    const input = inputOf(await people(bench));
    const measured = await bench.measure([
      { subject: 'snapshotOurs', input },
      { subject: 'snapshotPlain', input },
    ]);
    const [ours, plain] = [times(measured, 'snapshotOurs'), times(measured, 'snapshotPlain')];
    const [write, open] = [numbers(measured, 'snapshotOurs', 'writeMs'), numbers(measured, 'snapshotOurs', 'openMs')];
    const ratio = ours.median / plain.median;
    return [
      {
        what: `${bench.people.toLocaleString('en')} people; written in ${shown(write, 'ms')}, opened whole in ${shown(open, 'ms')}`,
        ours: shown(ours, 'ms'),
        against: `plain write and read of the same bytes: ${shown(plain, 'ms')}`,
        ratio: ratio.toFixed(2),
        reach: 'at most 1.5; opened within 1 s',
        met: ratio <= 1.5 && open.median <= 1000,
      },
    ];
  },
};
