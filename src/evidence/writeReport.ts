import { join } from 'node:path';
import type { Format } from './documents';
import type { WrittenFile } from './files';
import { writeJson, writeText } from './files';
import { readManifest, recordWritten, wasEdited } from './manifest';
import type { Report } from './report';

export const reportFormat: Format = { name: 'shared-profiles-report', version: 1 };

export interface WrittenReport {
  readonly markdown: WrittenFile;
  readonly json: WrittenFile;
  readonly manifestSha256: string;
}

/** `report`, unless somebody has worked on what is there under that name: then a name with the time. */
async function freeName(evidenceFolder: string, { writtenAt }: Report): Promise<string> {
  const entries = (await readManifest(evidenceFolder))?.entries ?? new Map<string, string>();
  const edited = await wasEdited(evidenceFolder, join(evidenceFolder, 'report.md'), entries);
  return edited ? `report-${writtenAt.replace(/\.\d+/, '').replaceAll(':', '-')}` : 'report';
}

/**
 * Writes a report as Markdown and the same as JSON; a report that a person has worked on is not written over. `textOf` says it in words.
 * Throws EvidenceError.
 */
export async function writeReport(evidenceFolder: string, report: Report, textOf: (report: Report) => string): Promise<WrittenReport> {
  const { name: format, version } = reportFormat;
  const name = await freeName(evidenceFolder, report);
  const markdown = await writeText(join(evidenceFolder, `${name}.md`), textOf(report));
  const json = await writeJson(join(evidenceFolder, `${name}.json`), { format, version, ...report });
  const manifest = await recordWritten(evidenceFolder, [markdown, json]);
  return { markdown, json, manifestSha256: manifest.sha256 };
}
