import { join } from 'node:path';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import type { Comparison } from './compareSnapshots';
import type { Format } from './documents';
import type { Content, WrittenFile } from './files';
import { piecesOf, writeJson, writeText, writeWhole } from './files';
import { recordWritten } from './manifest';
import type { SnapshotRecord } from './snapshot';

export const comparisonFormat: Format = { name: 'shared-profiles-comparison', version: 1 };

export interface WrittenComparison {
  readonly folder: string;
  readonly markdown: string;
  readonly files: readonly WrittenFile[];
  readonly manifestSha256: string;
}

function* lines(values: Iterable<unknown>): Generator<string> {
  for (const value of values) {
    yield `${JSON.stringify(value)}\n`;
  }
}

function* rawRows(store: InboundProfiles, rows: Iterable<number>): Generator {
  for (const row of rows) {
    yield store.raw(row);
  }
}

function* changedRows({ before, after, changed }: Comparison): Generator {
  for (const row of changed) {
    yield { before: before.inbound.raw(row.before), after: after.inbound.raw(row.after) };
  }
}

function contents(comparison: Comparison): readonly (readonly [string, Content])[] {
  const { before, after, appeared, gone, outboundAppeared, outboundGone } = comparison;
  return [
    ['appeared.jsonl', piecesOf(lines(rawRows(after.inbound, appeared)))],
    ['gone.jsonl', piecesOf(lines(rawRows(before.inbound, gone)))],
    ['changed.jsonl', piecesOf(lines(changedRows(comparison)))],
    ['outboundAppeared.jsonl', piecesOf(lines(outboundAppeared))],
    ['outboundGone.jsonl', piecesOf(lines(outboundGone))],
  ];
}

/** The numbers of a comparison, and how complete both sides are. */
export function comparisonSummary(comparison: Comparison): Readonly<Record<string, unknown>> {
  const { before, after, certain, tenants, outboundUnknown } = comparison;
  return {
    before: before.record,
    after: after.record,
    appeared: comparison.appeared.length,
    gone: comparison.gone.length,
    changed: comparison.changed.length,
    outboundAppeared: comparison.outboundAppeared.length,
    outboundGone: comparison.outboundGone.length,
    outboundUnknown,
    certain,
    tenants,
  };
}

function nameOf(before: SnapshotRecord, after: SnapshotRecord): string {
  const time = (at: string): string => at.replace(/\.\d+/, '').replaceAll(':', '-');
  return `${time(before.startedAt)}_${time(after.startedAt)}`;
}

/** Writes what two snapshots differ in: a file of rows for each kind of difference, the numbers as JSON and in words. Throws EvidenceError, CancelledError. */
export async function writeComparison(
  evidenceFolder: string,
  comparison: Comparison,
  textOf: (comparison: Comparison) => string,
  signal?: AbortSignal,
): Promise<WrittenComparison> {
  const folder = join(evidenceFolder, 'comparisons', nameOf(comparison.before.record, comparison.after.record));
  const { name: format, version } = comparisonFormat;
  const files: WrittenFile[] = [];
  for (const [name, content] of contents(comparison)) {
    files.push(await writeWhole(join(folder, name), content, signal));
  }
  files.push(await writeJson(join(folder, 'comparison.json'), { format, version, ...comparisonSummary(comparison) }, signal));
  const markdown = await writeText(join(folder, 'comparison.md'), textOf(comparison), signal);
  files.push(markdown);
  return { folder, markdown: markdown.path, files, manifestSha256: (await recordWritten(evidenceFolder, files)).sha256 };
}
