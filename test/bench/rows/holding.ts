import { inboundWorld, inputOf, numbers, shown, type Row } from '../row';

const works = ['list', 'find', 'sort', 'sortByLocale', 'select', 'save', 'open'] as const;

export const eventLoopHeld: Row = {
  id: 'B6',
  title: 'How long the event loop is held',
  run: async (bench) => {
    const sandbox = await bench.sandbox(inboundWorld(bench.people));
    const measured = await bench.measure([{ subject: 'holdOurs', input: inputOf(sandbox) }], { rounds: bench.quick ? 1 : 3 });
    return works.map((work) => {
      const longest = numbers(measured, 'holdOurs', `${work}LongestMs`);
      const p99 = numbers(measured, 'holdOurs', `${work}P99Ms`);
      return {
        what: `${work}, ${bench.people.toLocaleString('en')} people`,
        ours: `longest ${shown(longest, 'ms', 1)}, p99 ${shown(p99, 'ms', 1)}`,
        against: '–',
        ratio: '–',
        reach: 'longest 50 ms, p99 16 ms',
        met: longest.median <= 50 && p99.median <= 16,
      };
    });
  },
};
