import { openSnapshot } from '../../../src/evidence/openSnapshot';
import { writeSnapshot } from '../../../src/evidence/writeSnapshot';
import { InboundSearch } from '../../../src/profiles/inboundSearch';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { everyRow } from '../../../src/profiles/rowNumbers';
import { selectRows } from '../../../src/profiles/selectRows';
import { sortRows } from '../../../src/profiles/sortRows';
import { timed, type Subject } from '../subject';
import { ourClient } from './listing';
import { inFolder, snapshotOf } from './writing';

/** How long anything else had to wait for its turn while the work went on: a timer that wants to run at once, again and again. */
async function waits(work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  let going = true;
  let before = performance.now();
  const turn = (): void => {
    const now = performance.now();
    times.push(now - before);
    before = performance.now();
    if (going) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  await work();
  going = false;
  await new Promise((resolve) => setImmediate(resolve));
  return times;
}

function summary(name: string, times: readonly number[]): Readonly<Record<string, number>> {
  const sorted = [...times].sort((one, other) => one - other);
  return { [`${name}LongestMs`]: sorted.at(-1) ?? 0, [`${name}P99Ms`]: sorted[Math.floor(sorted.length * 0.99)] ?? 0 };
}

/** Lists, finds, sorts (by code point and by locale), selects, saves a snapshot and opens it, and measures how long the event loop was held each time. */
export const holdOurs: Subject = (input) =>
  timed(async () => {
    const loaded: { profiles?: Awaited<ReturnType<typeof loadInboundProfiles>>['profiles'] } = {};
    const listing = await waits(async () => {
      loaded.profiles = (await loadInboundProfiles(ourClient(input))).profiles;
    });
    const { profiles } = loaded;
    if (profiles === undefined) {
      throw new Error('Nothing was listed.');
    }
    const finding = await waits(async () => {
      const search = new InboundSearch(profiles);
      for (const query of ['a', 'an', 'ann', 'e a', '.com', 'zzz']) {
        await search.find(query);
      }
    });
    const all = everyRow(profiles.size);
    const sorting = await waits(async () => {
      await sortRows(profiles, all, { by: 'displayName' });
      await sortRows(profiles, all, { by: 'userPrincipalName' });
    });
    const collating = await waits(() => sortRows(profiles, all, { by: 'displayName', locale: 'en' }));
    const selecting = await waits(() => selectRows(profiles, { marks: ['mixedScripts', 'invisible'] }));
    const snapshot = snapshotOf(profiles, input);
    const [saving, opening] = await inFolder(async (folder) => {
      const saved = { folder: '' };
      const save = await waits(async () => {
        saved.folder = (await writeSnapshot(folder, snapshot)).folder;
      });
      return [save, await waits(() => openSnapshot(saved.folder))] as const;
    });
    return {
      items: profiles.size,
      ...summary('list', listing),
      ...summary('find', finding),
      ...summary('sort', sorting),
      ...summary('sortByLocale', collating),
      ...summary('select', selecting),
      ...summary('save', saving),
      ...summary('open', opening),
    };
  });
