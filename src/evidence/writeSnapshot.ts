import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { diskError } from './errors';
import type { Content, WrittenFile } from './files';
import { makeFolder, partialName, piecesOf, syncFolder, writeJson, writeWhole } from './files';
import { recordWritten } from './manifest';
import { fileNamePart } from './safeFileName';
import type { Snapshot } from './snapshot';
import { snapshotFiles, snapshotFormat, tenantsMet } from './snapshot';
import { inboundLines, outboundLines, tenantLines } from './snapshotLines';

export interface WrittenSnapshot {
  readonly folder: string;
  readonly files: readonly WrittenFile[];
  /** SHA-256 of the manifest: worth noting down elsewhere. */
  readonly manifestSha256: string;
}

/** What `snapshot.json` says of each file beside it. */
export interface SnapshotFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

function contents(snapshot: Snapshot): readonly (readonly [string, Content])[] {
  return [
    [snapshotFiles.inbound, inboundLines(snapshot.inbound)],
    [snapshotFiles.outbound, piecesOf(outboundLines(snapshot.outbound))],
    [snapshotFiles.tenants, piecesOf(tenantLines(tenantsMet(snapshot), snapshot.tenants))],
  ];
}

async function writeInto(folder: string, snapshot: Snapshot, signal: AbortSignal | undefined): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const [name, content] of contents(snapshot)) {
    written.push(await writeWhole(join(folder, name), content, signal));
  }
  const files: readonly SnapshotFile[] = written.map(({ path, bytes, sha256 }) => ({ name: basename(path), bytes, sha256 }));
  const { name: format, version } = snapshotFormat;
  written.push(await writeJson(join(folder, snapshotFiles.record), { format, version, ...snapshot.record, files }, signal));
  return written;
}

/** A name that sorts by time and tells the tenant, and is not taken yet. */
async function freeName(snapshots: string, { record }: Snapshot): Promise<string> {
  const { displayName, defaultDomainName, tenantId } = record.context;
  const time = record.startedAt.replace(/\.\d+/, '').replaceAll(':', '-');
  const name = `${time}-${fileNamePart(defaultDomainName ?? displayName ?? tenantId)}`;
  const taken = new Set(await readdir(snapshots));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}

/**
 * Writes a snapshot into `snapshots/` of an evidence folder: JSON lines that are the exact copy of what was read, and the record of how
 * complete it is. It appears under its name when it is whole, and is entered into the manifest. Throws EvidenceError, CancelledError.
 */
export async function writeSnapshot(evidenceFolder: string, snapshot: Snapshot, signal?: AbortSignal): Promise<WrittenSnapshot> {
  const snapshots = join(evidenceFolder, 'snapshots');
  await makeFolder(snapshots);
  const partial = partialName(join(snapshots, 'snapshot'));
  try {
    const written = await writeInto(partial, snapshot, signal);
    const folder = join(snapshots, await freeName(snapshots, snapshot));
    await rename(partial, folder);
    await syncFolder(snapshots);
    const files = written.map((file) => ({ ...file, path: join(folder, basename(file.path)) }));
    return { folder, files, manifestSha256: (await recordWritten(evidenceFolder, files)).sha256 };
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw diskError(error, snapshots);
  }
}
