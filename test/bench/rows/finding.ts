import { inboundWorld, inputOf, numbers, shown, type Row } from '../row';

export const findAsYouType: Row = {
  id: 'B7',
  title: 'Find as you type: counted, and the first 200 people read',
  run: async (bench) => {
    const sandbox = await bench.sandbox(inboundWorld(bench.people));
    const input = inputOf(sandbox);
    const measured = await bench.measure([
      { subject: 'findOurs', input },
      { subject: 'findFilter', input },
    ]);
    const [ours, theirs] = [numbers(measured, 'findOurs', 'medianMs'), numbers(measured, 'findFilter', 'medianMs')];
    const [oursP95, theirsP95] = [numbers(measured, 'findOurs', 'p95Ms'), numbers(measured, 'findFilter', 'p95Ms')];
    const ratio = theirs.median / ours.median;
    const what = `per keystroke, ${bench.people.toLocaleString('en')} people`;
    return [
      {
        what: `${what}, median`,
        ours: shown(ours, 'ms', 1),
        against: `Array.filter with includes: ${shown(theirs, 'ms', 1)}`,
        ratio: ratio.toFixed(1),
        reach: 'at least 5 times faster',
        met: ratio >= 5,
      },
      {
        what: `${what}, p95`,
        ours: shown(oursP95, 'ms', 1),
        against: `Array.filter with includes: ${shown(theirsP95, 'ms', 1)}`,
        ratio: (theirsP95.median / oursP95.median).toFixed(1),
        reach: 'p95 at most 16 ms',
        met: oursP95.median <= 16,
      },
    ];
  },
};
