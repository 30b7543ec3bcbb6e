import { cpus, release, totalmem, type } from 'node:os';
import process from 'node:process';
import type { Line } from './row';

export interface RowReport {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
  /** Why the row has no lines. */
  readonly failure?: string;
}

export interface Report {
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: string;
  readonly startedAt: string;
  readonly rows: readonly RowReport[];
}

export function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
}

export function versions(peers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { node: process.versions.node, v8: process.versions.v8, ...peers };
}

export function markdownOf(report: Report): string {
  const named = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  const head = [
    `# Benchmark`,
    '',
    `${report.machine}; ${named.join(', ')}; ${report.settings}; ${report.startedAt}.`,
    'Medians, with the range over all rounds.',
    '',
  ];
  const table = ['| # | what | ours | against | ratio | reach | met |', '|---|---|---|---|---|---|---|'];
  return [...head, ...table, ...report.rows.flatMap(rowLines), ''].join('\n');
}

function rowLines({ id, title, lines, failure }: RowReport): readonly string[] {
  if (failure !== undefined) {
    return [`| ${id} | ${title}: ${cell(failure)} | – | – | – | – | not measured |`];
  }
  return lines.map(({ what, ours, against, ratio, reach, met }) => {
    const outcome = met === undefined ? '–' : met ? 'yes' : 'no';
    return `| ${[id, what, ours, against, ratio, reach, outcome].map(cell).join(' | ')} |`;
  });
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
