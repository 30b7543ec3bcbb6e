import type { Measured } from '../measure';
import { inboundWorld, inputOf, numbers, shown, times, withEverybody, type Bench, type Line, type Row } from '../row';
import type { SubjectName } from '../subjects/all';

const contestants = ['listOurs', 'listFetch', 'listHttp', 'listGraphSdk', 'listKiota'] as const;

function listing(bench: Bench, top: number): Promise<readonly Measured[]> {
  return bench.once(`listing ${top}`, async () => {
    const people = inboundWorld(bench.people, top);
    const sandbox = await bench.sandbox(top === 999 ? people : [...people, '--odata', 'strict']);
    const input = inputOf(sandbox, top === 999 ? top : 0);
    return withEverybody(await bench.measure(contestants.map((subject) => ({ subject, input }))), bench.people);
  });
}

async function against(bench: Bench, peer: SubjectName, name: string, reach: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const top of [999, 100]) {
    const measured = await listing(bench, top);
    const [ours, theirs] = [times(measured, 'listOurs'), times(measured, peer)];
    const ratio = theirs.median / ours.median;
    const [ourCpu, theirCpu] = [numbers(measured, 'listOurs', 'cpuMs'), numbers(measured, peer, 'cpuMs')];
    lines.push({
      what: `list ${bench.people.toLocaleString('en')} inbound, validated, kept, indexed; pages of ${top}`,
      ours: `${shown(ours, 'ms')}, processor ${shown(ourCpu, 'ms')}`,
      against: `${name}: ${shown(theirs, 'ms')}, processor ${shown(theirCpu, 'ms')}`,
      ratio: `${ratio.toFixed(2)}, by processor time ${(theirCpu.median / ourCpu.median).toFixed(2)}`,
      reach: `at least ${reach} of its rate`,
      met: ratio >= reach,
    });
  }
  return lines;
}

export const listAgainstFetch: Row = {
  id: 'B1',
  title: 'Listing, against plain fetch and JSON.parse that throws everything away',
  run: async (bench) => [
    ...(await against(bench, 'listFetch', 'fetch + JSON.parse', 1)),
    ...(await against(bench, 'listHttp', 'node:http + JSON.parse, the floor', 0)).map((line) => ({
      ...line,
      reach: 'stated',
      met: undefined,
    })),
  ],
};

export const listAgainstGraphSdk: Row = {
  id: 'B2',
  title: 'Listing, against PageIterator of the Graph client',
  run: (bench) => against(bench, 'listGraphSdk', 'Graph client PageIterator', 1.1),
};

export const listAgainstKiota: Row = {
  id: 'B3',
  title: 'Listing, against PageIterator of the beta SDK',
  run: (bench) => against(bench, 'listKiota', 'beta SDK PageIterator', 3),
};
