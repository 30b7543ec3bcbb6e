import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { build, type Plugin } from 'esbuild';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { inRepository, removeDirectory, temporaryDirectory } from '../../support/places';
import { leaveOnSignals, runProcess } from '../../support/processes';
import { startServer, type EditorServer } from '../../support/server';
import { vsixFile } from '../../support/vsix';

/** Milliseconds, in a new extension host each time. */
interface Activation {
  readonly requireMs: number;
  readonly activateMs: number;
}

/** What this process prints: the row of the table reads it. */
export interface ActivationReport {
  readonly ours: readonly Activation[];
  readonly eager: readonly Activation[];
  readonly bundleBytes: number;
  readonly eagerBundleBytes: number;
  readonly vsixBytes: number;
}

const slowestMs = 60_000;

/** Stands before the extension and looks at the clock. */
const timed = `const begun = performance.now();
const extension = require('./dist/extension.js');
const requireMs = performance.now() - begun;
exports.activate = (context) => {
  const begunActivating = performance.now();
  const result = extension.activate(context);
  globalThis.activationTimes = { requireMs, activateMs: performance.now() - begunActivating };
  return result;
};
`;

/** Runs inside the extension host. */
const runner = (identity: string): string => `const { extensions } = require('vscode');
const { appendFileSync } = require('node:fs');
exports.run = async () => {
  await extensions.getExtension(${JSON.stringify(identity)}).activate();
  appendFileSync(process.env.BENCH_RESULTS, JSON.stringify(globalThis.activationTimes) + '\\n');
};
`;

const partsStayLazy: Plugin = {
  name: 'parts-stay-lazy',
  setup: (plugged) => {
    plugged.onResolve({ filter: /^\.\/parts$/ }, () => ({ path: './parts.js', external: true }));
  },
};

/** The same extension with MSAL in the bundle that is loaded when the editor activates it. */
async function bundleEagerly(outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `import * as msal from '@azure/msal-node';\nglobalThis.eagerMsal = msal;\nexport { activate } from './src/extension';`,
      resolveDir: inRepository(),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    external: ['vscode'],
    plugins: [partsStayLazy],
  });
}

async function variantIn(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(inRepository('package.json'), 'utf8')) as object;
  await mkdir(folder);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: './timed.js' }));
  await writeFile(path.join(folder, 'timed.js'), timed);
  await cp(inRepository('package.nls.json'), path.join(folder, 'package.nls.json'));
  await cp(inRepository('media'), path.join(folder, 'media'), { recursive: true });
  await cp(inRepository('dist'), path.join(folder, 'dist'), { recursive: true });
}

async function activateIn(browser: Browser, server: EditorServer, development: string, tests: string): Promise<void> {
  const page = await browser.newPage();
  try {
    const ended = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`The extension was not activated in ${slowestMs / 1000} s.`)), slowestMs).unref();
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(server.urlOf({ development, tests }));
    if ((await ended) !== 0) {
      throw new Error(`The extension host said:\n${await server.extensionHostLog()}`);
    }
  } finally {
    await page.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

async function activations(home: string, rounds: number): Promise<Pick<ActivationReport, 'ours' | 'eager'>> {
  const { publisher, name } = JSON.parse(await readFile(inRepository('package.json'), 'utf8')) as { publisher: string; name: string };
  const [results, tests] = [path.join(home, 'results'), path.join(home, 'runner.js')];
  await writeFile(tests, runner(`${publisher}.${name}`));
  const found = { ours: [] as Activation[], eager: [] as Activation[] };
  const browser = await launchBrowser();
  const server = await startServer({ environment: { BENCH_RESULTS: results } });
  try {
    for (let round = -1; round < rounds; round += 1) {
      for (const variant of round % 2 === 0 ? (['ours', 'eager'] as const) : (['eager', 'ours'] as const)) {
        await writeFile(results, '');
        await activateIn(browser, server, path.join(home, variant), tests);
        const activation = JSON.parse(await readFile(results, 'utf8')) as Activation;
        if (round >= 0) {
          found[variant].push(activation);
        }
      }
    }
  } finally {
    await server.stop();
    await browser.close();
  }
  return found;
}

async function main(): Promise<void> {
  leaveOnSignals();
  const packaged = await runProcess(process.execPath, ['--import=tsx', 'scripts/package.ts'], { cwd: inRepository(), timeoutMs: 240_000 });
  if (packaged.code !== 0) {
    throw new Error(packaged.output);
  }
  const home = await temporaryDirectory('bench');
  try {
    await variantIn(path.join(home, 'ours'));
    await variantIn(path.join(home, 'eager'));
    const eagerBundle = path.join(home, 'eager', 'dist', 'extension.js');
    await bundleEagerly(eagerBundle);
    const report: ActivationReport = {
      ...(await activations(home, Number(process.argv[2] ?? '5'))),
      bundleBytes: await sizeOf(inRepository('dist', 'extension.js')),
      eagerBundleBytes: await sizeOf(eagerBundle),
      vsixBytes: await sizeOf(vsixFile()),
    };
    process.stdout.write(JSON.stringify(report));
  } finally {
    await removeDirectory(home);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
