import { inboundWorld, inputOf, numbers, shown, times, type Bench, type Line, type Row } from '../row';

interface Point {
  readonly size: number;
  readonly listMs: number;
  readonly keptBytes: number;
  readonly findP95Ms: number;
  readonly snapshotMs: number;
}

async function pointOf(bench: Bench, size: number): Promise<Point> {
  const sandbox = await bench.sandbox(inboundWorld(size));
  const input = inputOf(sandbox);
  const listed = await bench.measure([{ subject: 'listOurs', input }], { rounds: 3 });
  const kept = await bench.measure([{ subject: 'keepOurs', input }], { rounds: 1, warmUps: 0, fresh: true });
  const found = await bench.measure([{ subject: 'findOurs', input }], { rounds: 2 });
  const saved = await bench.measure([{ subject: 'snapshotOurs', input }], { rounds: 2 });
  return {
    size,
    listMs: times(listed, 'listOurs').median,
    keptBytes: numbers(kept, 'keepOurs', 'keptBytes').median,
    findP95Ms: numbers(found, 'findOurs', 'p95Ms').median,
    snapshotMs: times(saved, 'snapshotOurs').median,
  };
}

/** The exponent with which a figure grows: 1 is as its input. */
function slope(points: readonly Point[], figure: keyof Point): number {
  const [first, last] = [points[0], points.at(-1)];
  return first === undefined || last === undefined ? 1 : Math.log(last[figure] / first[figure]) / Math.log(last.size / first.size);
}

function lineOf(points: readonly Point[], figure: keyof Point, what: string, unit: string): Line {
  const exponent = slope(points, figure);
  const values = points.map(
    (point) =>
      `${point.size.toLocaleString('en')}: ${shown({ median: point[figure], least: point[figure], most: point[figure] }, unit, 1)}`,
  );
  return {
    what,
    ours: values.join('; '),
    against: '–',
    ratio: `slope ${exponent.toFixed(2)}`,
    reach: 'not faster than the input: 1',
    met: exponent <= 1.05,
  };
}

export const growth: Row = {
  id: 'Growth',
  title: 'How listing, memory, search and snapshots grow',
  run: async (bench) => {
    const points: Point[] = [];
    for (const size of bench.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]) {
      points.push(await pointOf(bench, size));
    }
    return [
      lineOf(points, 'listMs', 'B1, listing', 'ms'),
      lineOf(points, 'keptBytes', 'B4, memory kept', 'B'),
      lineOf(points, 'findP95Ms', 'B7, p95 per keystroke', 'ms'),
      lineOf(points, 'snapshotMs', 'B14, snapshot written and opened', 'ms'),
    ];
  },
};
