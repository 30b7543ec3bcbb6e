import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { measure } from './measure';
import type { Measured } from './measure';
import { machine, markdownOf, versions, type Report, type RowReport } from './report';
import type { Bench, Row } from './row';
import { rows } from './rows/all';
import { startSandbox, type Sandbox } from './sandbox';

const usage = 'npm run bench -- [--quick] [--rows B1,B7] [--rounds 5] [--out folder]';
const peers = ['@microsoft/microsoft-graph-client', '@microsoft/msgraph-beta-sdk'] as const;

/** Keeps one sandbox at a time: the machine is small, and rows that want the same one stand together. */
class Sandboxes {
  private current: { readonly key: string; readonly sandbox: Sandbox } | undefined;

  constructor(private readonly bundle: string) {}

  async get(args: readonly string[]): Promise<Sandbox> {
    const key = args.join(' ');
    if (this.current?.key !== key) {
      await this.stop();
      this.current = { key, sandbox: await startSandbox(this.bundle, args) };
    }
    return this.current.sandbox;
  }

  async beside<T>(args: readonly string[], work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    const sandbox = await startSandbox(this.bundle, args);
    try {
      return await work(sandbox);
    } finally {
      await sandbox.stop();
    }
  }

  async stop(): Promise<void> {
    await this.current?.sandbox.stop();
    this.current = undefined;
  }
}

async function peerVersions(folder: string): Promise<Readonly<Record<string, string>>> {
  const found = peers.map(async (name) => {
    const manifest = JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string };
    return [name, manifest.version] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

async function runRow(row: Row, bench: Bench): Promise<RowReport> {
  process.stderr.write(`${row.id} ${row.title}\n`);
  const { id, title } = row;
  try {
    return { id, title, lines: await row.run(bench) };
  } catch (error) {
    process.exitCode = 1;
    return { id, title, lines: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rows: { type: 'string' },
      rounds: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const folder = process.env['BENCH_FOLDER'] ?? process.cwd();
  const child = join(folder, 'out', 'child.mjs');
  const sandboxes = new Sandboxes(process.env['BENCH_SANDBOX'] ?? '');
  const shared = new Map<string, Promise<readonly Measured[]>>();
  const { quick } = values;
  const rounds = Number(values.rounds ?? (quick ? 2 : 5));
  const bench: Bench = {
    folder,
    quick,
    rounds,
    people: quick ? 100_000 : 1_000_000,
    sandbox: (args) => sandboxes.get(args),
    withSandbox: (args, work) => sandboxes.beside(args, work),
    measure: (contestants, options) => measure(child, contestants, { rounds, ...options }),
    once: (name, work) => {
      const known = shared.get(name) ?? work();
      shared.set(name, known);
      return known;
    },
  };
  const startedAt = new Date().toISOString();
  const wanted = values.rows?.split(',').map((id) => id.trim().toLowerCase());
  const reports: RowReport[] = [];
  for (const row of rows.filter(({ id, needsEditor }) => wanted?.includes(id.toLowerCase()) ?? !(quick && needsEditor === true))) {
    reports.push(await runRow(row, bench));
  }
  await sandboxes.stop();
  const settings = `${quick ? 'quick, ' : ''}${rounds} rounds after a warm-up, interleaved, a process for each`;
  await write(
    { machine: machine(), versions: versions(await peerVersions(folder)), settings, startedAt, rows: reports },
    values.out ?? join(folder, 'results'),
  );
}

async function write(report: Report, out: string): Promise<void> {
  const markdown = markdownOf(report);
  process.stdout.write(markdown);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'bench.md'), markdown);
  await writeFile(join(out, 'bench.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}

void main();
