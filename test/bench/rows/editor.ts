import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import type { ActivationReport } from '../editor/activation';
import type { BigListsReport } from '../editor/bigLists';
import type { FirstRowReport } from '../editor/firstRow';
import { shown, spreadOf, type Bench, type Row } from '../row';

const frameMs = 16.7;
const kibibyte = 1024;

/** Runs a script that needs the editor, and reads what it prints. */
async function reportOf<Report>(bench: Bench, script: string): Promise<Report> {
  const file = join(bench.folder, 'editor', `${script}.ts`);
  const rounds = String(bench.quick ? 1 : 5);
  const child = spawn(process.execPath, ['--import=tsx', file, rounds], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: join(bench.folder, '..', '..'),
  });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  const [code] = (await once(child, 'close')) as readonly unknown[];
  if (code !== 0) {
    throw new Error(`${script} ended with ${String(code)}.`);
  }
  return JSON.parse(Buffer.concat(pieces).toString()) as Report;
}

export const activation: Row = {
  id: 'B11',
  needsEditor: true,
  title: 'Activation in a real extension host: require of the bundle and activate()',
  run: async (bench) => {
    const { ours, eager, bundleBytes, eagerBundleBytes, vsixBytes } = await reportOf<ActivationReport>(bench, 'activation');
    const whole = (each: ActivationReport['ours']): ReturnType<typeof spreadOf> =>
      spreadOf(each.map(({ requireMs, activateMs }) => requireMs + activateMs));
    const [our, their] = [whole(ours), whole(eager)];
    const activating = spreadOf(ours.map(({ activateMs }) => activateMs));
    const ratio = our.median / their.median;
    return [
      {
        what: `require and activate; activate alone ${shown(activating, 'ms', 1)}`,
        ours: shown(our, 'ms', 1),
        against: `the same with MSAL in the bundle, ${Math.round(eagerBundleBytes / kibibyte)} KB: ${shown(their, 'ms', 1)}`,
        ratio: ratio.toFixed(2),
        reach: 'at most 0.3; activate at most 10 ms',
        met: ratio <= 0.3 && activating.median <= 10,
      },
      {
        what: 'sizes',
        ours: `bundle loaded at activation ${(bundleBytes / kibibyte).toFixed(1)} KB, VSIX ${Math.round(vsixBytes / kibibyte)} KB`,
        against: '–',
        ratio: '–',
        reach: 'bundle at most 100 KB, VSIX at most 1 MB',
        met: bundleBytes <= 100 * kibibyte && vsixBytes <= kibibyte * kibibyte,
      },
    ];
  },
};

export const firstRowOnScreen: Row = {
  id: 'B12',
  needsEditor: true,
  title: 'First row on screen after Connect, in a real workbench, 200 ms per call',
  run: async (bench) => {
    const report = await reportOf<FirstRowReport>(bench, 'firstRow');
    const [rows, clicks, pages] = [spreadOf(report.rows), spreadOf(report.clicks), spreadOf(report.pages)];
    const most = 1.2 * pages.median + frameMs;
    return [
      {
        what: `from the connected tenant on screen to the first row of its people; from the click, signing in included: ${shown(clicks, 'ms')}`,
        ours: shown(rows, 'ms'),
        against: `one page fetched and parsed: ${shown(pages, 'ms')}`,
        ratio: (rows.median / pages.median).toFixed(2),
        reach: `at most 1.2, plus one frame: ${Math.round(most)} ms`,
        met: rows.median <= most,
      },
    ];
  },
};

export const bigLists: Row = {
  id: 'B15',
  needsEditor: true,
  title: 'A home tenant of 100,000 people opened, and a triage table of 1,000,000 scrolled, in a real workbench',
  run: async (bench) => {
    const { opened, longestFrames, frames } = await reportOf<BigListsReport>(bench, 'bigLists');
    const [opening, longest] = [spreadOf(opened), spreadOf(longestFrames)];
    return [
      {
        what: 'home tenant of 100,000 people, from the click to the first of them',
        ours: shown(opening, 'ms'),
        against: '–',
        ratio: '–',
        reach: 'within 300 ms',
        met: opening.median <= 300,
      },
      {
        what: `triage table of 1,000,000 rows, scrolled from end to end in ${frames[0] ?? 0} frames: the longest frame`,
        ours: shown(longest, 'ms', 1),
        against: '–',
        ratio: '–',
        reach: 'no frame over 50 ms',
        met: longest.most <= 50,
      },
    ];
  },
};
