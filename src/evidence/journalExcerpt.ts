import { isObject } from './documents';
import { isMissing } from './errors';
import type { WrittenFile } from './files';
import { piecesOf, writeWhole } from './files';
import { LineFile, readJsonLine } from './jsonLines';
import { recordWritten } from './manifest';

function isSince(line: string, since: string): boolean {
  const read = readJsonLine(line);
  return read.kind === 'json' && isObject(read.value) && typeof read.value['at'] === 'string' && read.value['at'] >= since;
}

async function* linesSince(journalFile: string, since: string): AsyncGenerator<Uint8Array> {
  let begun = false;
  for await (const { lines } of new LineFile(journalFile).batches()) {
    const first = begun ? 0 : lines.findIndex((line) => isSince(line, since));
    if (first >= 0) {
      begun = true;
      yield* piecesOf(lines.slice(first).map((line) => `${line}\n`));
    }
  }
}

/**
 * Copies the lines of a journal from the first one since a time (UTC, ISO 8601) into an evidence folder, as they are: their chain of hashes
 * still holds, from the line before the first on. Gives undefined when there is no journal. Throws EvidenceError.
 */
export async function copyJournalSince(
  journalFile: string,
  since: string,
  evidenceFolder: string,
  path: string,
): Promise<WrittenFile | undefined> {
  try {
    const written = await writeWhole(path, linesSince(journalFile, since));
    await recordWritten(evidenceFolder, [written]);
    return written;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}
