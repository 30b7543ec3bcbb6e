import { firstPeople } from '../../support/actionDesk';
import { inputOf, numbers, shown, times, type Bench, type Line, type Row } from '../row';
import type { Sandbox } from '../sandbox';
import { ourClient } from '../subjects/listing';
import { dictatedMs, removalSceneOf, removalWorld, type RemovalScene } from './removing';

const faults = 'throttled=0.05,unavailable=0.01,gatewayTimeoutAfter=0.01,droppedBefore=0.01,droppedAfter=0.01';
const right = 'nobody twice, unplanned or left';
/** What a removal may ask for: the rows that it plans from, each person, and the removals. */
const expected = new Set(['listInboundSharedUserProfiles', 'getInboundSharedUserProfile', 'removeInboundPersonalData']);

interface Witnessed {
  readonly reached: number;
  readonly twice: number;
  readonly outside: number;
  readonly lost: number;
}

async function plannedIn(sandbox: Sandbox, { people }: RemovalScene): Promise<ReadonlySet<string>> {
  const found = await firstPeople(ourClient(inputOf(sandbox)), people);
  return new Set(found.map(({ userId }) => userId.toLowerCase()));
}

/** What the service saw: how many people were reached, how many more than once, what nobody had planned, and whose answer it never gave. */
async function witnessed(sandbox: Sandbox, planned: ReadonlySet<string>): Promise<Witnessed> {
  const { requests, changes } = await sandbox.ledger();
  const reached = new Set(changes.map(({ userId }) => userId.toLowerCase()));
  const calls = Object.entries(requests.byOperation).filter(([operation]) => !expected.has(operation));
  const strangers = [...reached].filter((userId) => !planned.has(userId)).length;
  const removals = requests.byOperation['removeInboundPersonalData'];
  const lost = Object.entries(removals?.faults ?? {}).filter(([fault]) => fault !== 'throttled');
  return {
    reached: reached.size,
    twice: changes.length - reached.size,
    outside: strangers + calls.reduce((sum, [, { total }]) => sum + total, 0),
    lost: lost.reduce((sum, [, count]) => sum + count, 0),
  };
}

async function lineOf(bench: Bench, scene: RemovalScene): Promise<Line> {
  return bench.withSandbox([...removalWorld(bench, scene), '--faults', faults], async (sandbox) => {
    const planned = await plannedIn(sandbox, scene);
    const settling = bench.quick ? { settleAfterMs: [0, 40, 100] } : {};
    const input = { ...inputOf(sandbox, 999, scene.people), writes: scene.writes, ...settling };
    const measured = await bench.measure([{ subject: 'removeOnARoughDay', input }], { rounds: 1, warmUps: 0 });
    const { reached, twice, outside, lost } = await witnessed(sandbox, planned);
    const number = (name: string): number => numbers(measured, 'removeOnARoughDay', name).median;
    const [sentAgain, left] = [number('sentAgain'), number('left')];
    const time = times(measured, 'removeOnARoughDay');
    const dictated = dictatedMs(scene);
    const ratio = time.median / dictated;
    const count = (value: number): string => value.toLocaleString('en');
    return {
      what: `${count(scene.people)} removals under the same limit and the faults of a rough day, until every lost answer is settled`,
      ours:
        `${shown(time, 'ms')}; ${twice} twice, ${outside} unplanned; ` +
        `${count(lost)} lost: ${count(lost - sentAgain)} looked up, ${count(sentAgain)} sent again${left === 0 ? '' : `, ${count(left)} left`}`,
      against: `what the limit alone dictates: ${count(Math.round(dictated))} ms`,
      ratio: ratio.toFixed(2),
      reach: bench.quick ? right : `at most 1.2; ${right}`,
      met: (bench.quick || ratio <= 1.2) && reached === scene.people && twice + outside + left === 0,
    };
  });
}

export const bulkRemovalOnARoughDay: Row = {
  id: 'B9 mix',
  title: 'Removals while the service keeps its limit for writes and has every fault of a rough day',
  run: async (bench) => [await lineOf(bench, removalSceneOf(bench))],
};
