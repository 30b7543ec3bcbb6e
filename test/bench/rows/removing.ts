import type { Rate } from '../../../src/graph/throttleLimits';
import { publishedLimits } from '../../../src/graph/throttleLimits';
import { inputOf, numbers, shown, times, type Bench, type Line, type Row, type Spread } from '../row';
import type { SubjectName } from '../subjects/all';

export interface RemovalScene {
  readonly people: number;
  readonly writes: Rate;
}

interface Outcome {
  readonly time: Spread;
  readonly removed: number;
  /** Answers of 429 among a hundred removals sent. */
  readonly throttledPercent: number;
  readonly twice: number;
}

/** The limit kept by the service: what is published, or when quick a tenth of it in a fiftieth of the time. */
export function removalSceneOf(bench: Bench): RemovalScene {
  return bench.quick ? { people: 1000, writes: { count: 300, perMs: 3000 } } : { people: 10_000, writes: publishedLimits.L.writes };
}

/** A full allowance at once, then as fast as it comes back. */
export function dictatedMs({ people, writes: { count, perMs } }: RemovalScene): number {
  return ((people - count) * perMs) / count;
}

/** A sandbox that keeps the limit, with some more people than are removed. */
export function removalWorld(bench: Bench, { people, writes }: RemovalScene): readonly string[] {
  const throttle = `8000/10,${writes.count}/${writes.perMs / 1000}`;
  const latency = bench.quick ? '5' : '20';
  return ['--inbound', String(people + 50), '--page-size', '999', '--latency', latency, '--throttle', throttle];
}

async function outcomeOf(bench: Bench, subject: SubjectName, scene: RemovalScene): Promise<Outcome> {
  const { people, writes } = scene;
  return bench.withSandbox(removalWorld(bench, scene), async (sandbox) => {
    const input = { ...inputOf(sandbox, 999, people), writes };
    const measured = await bench.measure([{ subject, input }], { rounds: 1, warmUps: 0 });
    const { requests, changes } = await sandbox.ledger();
    const { total, statuses } = requests.byOperation['removeInboundPersonalData'] ?? { total: 0, statuses: {}, faults: {} };
    return {
      time: times(measured, subject),
      removed: numbers(measured, subject, 'removed').median,
      throttledPercent: ((statuses['429'] ?? 0) / total) * 100,
      twice: changes.length - new Set(changes.map(({ userId }) => userId.toLowerCase())).size,
    };
  });
}

function lineAgainst(scene: RemovalScene, ours: Outcome, name: string, theirs: Outcome): Line {
  const told = ({ time, removed, throttledPercent, twice }: Outcome): string =>
    `${shown(time, 'ms')}, ${removed.toLocaleString('en')} removed, ${throttledPercent.toFixed(1)} % throttled, ${twice} twice`;
  return {
    what: `${scene.people.toLocaleString('en')} removals, each looked up before and written down, against ${name}`,
    ours: told(ours),
    against: `${name}: ${told(theirs)}`,
    ratio: (theirs.time.median / ours.time.median).toFixed(2),
    reach: 'stated',
    met: undefined,
  };
}

export const bulkRemoval: Row = {
  id: 'B9',
  title: 'Removals while the service keeps its limit for writes; all three at the same time, each at a service of its own',
  run: async (bench) => {
    const scene = removalSceneOf(bench);
    const names = ['removeOurs', 'removeGraphSdk', 'removeLoop'] as const;
    const [ours, graphSdk, loop] = await Promise.all([
      outcomeOf(bench, names[0], scene),
      outcomeOf(bench, names[1], scene),
      outcomeOf(bench, names[2], scene),
    ]);
    const dictated = dictatedMs(scene);
    const ratio = ours.time.median / dictated;
    return [
      {
        what: `${scene.people.toLocaleString('en')} removals at ${scene.writes.count.toLocaleString('en')} in ${scene.writes.perMs / 1000} s`,
        ours: `${shown(ours.time, 'ms')}, ${ours.throttledPercent.toFixed(1)} % throttled, ${ours.twice} twice`,
        against: `what the limit alone dictates: ${Math.round(dictated).toLocaleString('en')} ms`,
        ratio: ratio.toFixed(2),
        reach: 'at most 1.1; at most 2 % throttled; nobody twice',
        met: ratio <= 1.1 && ours.throttledPercent <= 2 && ours.twice === 0 && ours.removed === scene.people,
      },
      lineAgainst(scene, ours, 'the Graph client, 24 at once', graphSdk),
      lineAgainst(scene, ours, 'one call after the other', loop),
    ];
  },
};
