import { join } from 'node:path';
import type { Completeness } from '../graph/client';
import type { OutboundSharedUserProfile, Row } from '../graph/resources';
import { collectionReaders, readRow } from '../graph/rows';
import { InboundProfilesBuilder } from '../profiles/inboundProfilesBuilder';
import type { TenantsOfUser } from '../profiles/outboundProfiles';
import { OutboundProfilesBuilder } from '../profiles/outboundProfilesBuilder';
import type { JsonObject } from './documents';
import { isObject } from './documents';
import type { LineProblem } from './errors';
import { isMissing } from './errors';
import { failureFrom, RecordedError } from './failure';
import { readIntactLines } from './intactLines';
import { LineFile, readJsonLine } from './jsonLines';
import type { ReadLine } from './jsonLines';
import type { ListRecord, Snapshot } from './snapshot';
import { listRecord, outboundRecord, snapshotFiles, tenantsMet, tenantsRecord } from './snapshot';
import { annotation } from './snapshotLines';
import { readSnapshotRecord } from './snapshotRecord';
import type { ReadRecord } from './snapshotRecord';
import { SnapshotTenants } from './snapshotTenants';

/** What is not as it was written. `line` counts from 1; without one the whole file is meant. */
export interface SnapshotDamage {
  readonly file: string;
  readonly line: number | undefined;
  readonly reason: LineProblem;
}

export interface OpenedSnapshot extends Snapshot {
  readonly folder: string;
  /** Empty when every byte is as it was written. A list whose file is damaged says that it is partial. */
  readonly damage: readonly SnapshotDamage[];
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Told after every piece: the file being read, and its lines read so far. */
  readonly onProgress?: (file: string, lines: number) => void;
}

/** Takes what one line holds; gives a reason when that cannot be used. */
type Take = (read: ReadLine, text: string) => LineProblem | undefined;

class SnapshotReading {
  readonly damage: SnapshotDamage[] = [];

  constructor(
    private readonly folder: string,
    private readonly hashes: ReadRecord['hashes'],
    private readonly options: OpenOptions,
  ) {}

  async read(file: string, take: Take): Promise<void> {
    const lines = new LineFile(join(this.folder, file), this.options.signal);
    try {
      await this.takeAll(file, lines, take);
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      this.damage.push({ file, line: undefined, reason: 'fileMissing' });
      return;
    }
    if (lines.sha256() !== this.hashes.get(file)) {
      this.damage.push({ file, line: undefined, reason: 'fileChanged' });
    }
  }

  /** The inbound side when its file is as it was written: read where it lies. */
  async readIntact(file: string, builder: InboundProfilesBuilder): Promise<boolean> {
    const { signal, onProgress } = this.options;
    const options = { ...(signal && { signal }), onLines: (lines: number) => onProgress?.(file, lines) };
    try {
      return await readIntactLines(join(this.folder, file), this.hashes.get(file) ?? '', builder.readRows, options);
    } catch (error) {
      if (isMissing(error)) {
        return false;
      }
      throw error;
    }
  }

  private async takeAll(file: string, lines: LineFile, take: Take): Promise<void> {
    for await (const { first, lines: texts } of lines.batches()) {
      texts.forEach((text, index) => {
        const reason = take(readJsonLine(text), text);
        if (reason !== undefined) {
          this.damage.push({ file, line: first + index, reason });
        }
      });
      this.options.onProgress?.(file, first + texts.length - 1);
    }
  }

  /** What a list was when it was written, unless its file is damaged: then it is partial, and why. */
  completeness(file: string, written: ListRecord, found: { readonly size: number; readonly unreadable: readonly unknown[] }): Completeness {
    const damage = this.damage.find((each) => each.file === file);
    const unreadable = found.unreadable.length;
    const counts = { pages: written.pages, items: found.size + unreadable, unreadable, retries: written.retries };
    if (damage !== undefined) {
      const at = damage.line === undefined ? file : `${file}:${damage.line}`;
      return { kind: 'partial', ...counts, why: new RecordedError({ kind: 'damaged', message: `${damage.reason}: ${at}`, at }) };
    }
    return written.completeness === 'complete'
      ? { kind: 'complete', ...counts }
      : { kind: 'partial', ...counts, why: new RecordedError(failureFrom(written.why)) };
  }
}

function tenantsOfLine(line: JsonObject): TenantsOfUser {
  if (line[annotation.pending] === true) {
    return { kind: 'pending' };
  }
  const listed = Array.isArray(line['tenants']) ? line['tenants'].filter(isObject) : [];
  const tenantIds = listed.map((tenant) => tenant['tenantId']).filter((id): id is string => typeof id === 'string' && id !== '');
  const failed = line[annotation.failed];
  if (failed !== undefined) {
    return { kind: 'failed', tenantIds, error: new RecordedError(failureFrom(failed)) };
  }
  const unreadable = line[annotation.unreadable];
  return { kind: 'known', tenantIds, unreadable: typeof unreadable === 'number' ? unreadable : listed.length - tenantIds.length };
}

const annotations: ReadonlySet<string> = new Set([annotation.failed, annotation.pending, annotation.unreadable]);

/** The row as the service sent it: what we added to its line is taken off. */
function servedRow(line: JsonObject): Row<OutboundSharedUserProfile> {
  const served = Object.entries(line).filter(([name]) => name !== 'tenants' && !annotations.has(name));
  return readRow(collectionReaders.listOutboundSharedUserProfiles, Object.fromEntries(served));
}

function takeInbound(builder: InboundProfilesBuilder): Take {
  return (read, text) => {
    if (read.kind === 'broken') {
      builder.append([{ ...read, kind: 'unreadable', raw: text }]);
      return read.reason;
    }
    builder.append([readRow(collectionReaders.listInboundSharedUserProfiles, read.value)]);
    return undefined;
  };
}

function takeOutbound(builder: OutboundProfilesBuilder): Take {
  return (read, text) => {
    if (read.kind === 'broken') {
      builder.append([{ ...read, kind: 'unreadable', raw: text }]);
      return read.reason;
    }
    const row = isObject(read.value) ? servedRow(read.value) : readRow(collectionReaders.listOutboundSharedUserProfiles, read.value);
    builder.append([row]);
    if (row.kind === 'readable' && isObject(read.value)) {
      builder.setTenants(builder.size - 1, tenantsOfLine(read.value));
    }
    return undefined;
  };
}

function takeTenants(tenants: SnapshotTenants): Take {
  return (read) => {
    if (read.kind === 'broken') {
      return read.reason;
    }
    return isObject(read.value) ? tenants.take(read.value) : 'notARow';
  };
}

/** A file that is not as it was written is read again line by line, to name what is wrong with it. */
async function openInbound(reading: SnapshotReading): Promise<InboundProfilesBuilder> {
  const intact = new InboundProfilesBuilder();
  if (await reading.readIntact(snapshotFiles.inbound, intact)) {
    return intact;
  }
  const inbound = new InboundProfilesBuilder();
  await reading.read(snapshotFiles.inbound, takeInbound(inbound));
  return inbound;
}

/**
 * Opens a snapshot folder into the stores it was written from, piece by piece. Broken lines are named, counted as unreadable and kept; a
 * file that is not as it was written makes its list partial. Throws EvidenceError when it is no snapshot or of a newer format, CancelledError.
 */
export async function openSnapshot(folder: string, options: OpenOptions = {}): Promise<OpenedSnapshot> {
  const { record, hashes } = await readSnapshotRecord(folder);
  const outbound = new OutboundProfilesBuilder();
  const tenants = new SnapshotTenants();
  const reading = new SnapshotReading(folder, hashes, options);
  const inbound = await openInbound(reading);
  await reading.read(snapshotFiles.outbound, takeOutbound(outbound));
  await reading.read(snapshotFiles.tenants, takeTenants(tenants));
  const inboundEnd = reading.completeness(snapshotFiles.inbound, record.inbound, inbound.profiles);
  inbound.finish(inboundEnd);
  const outboundEnd = outbound.finish(reading.completeness(snapshotFiles.outbound, record.outbound.users, outbound));
  const opened = {
    ...record,
    inbound: listRecord(inboundEnd, inbound.profiles),
    outbound: outboundRecord(outboundEnd, outbound),
    tenants: tenantsRecord(tenantsMet({ inbound: inbound.profiles, outbound }), tenants),
  };
  return { folder, damage: reading.damage, record: opened, inbound: inbound.profiles, outbound: outbound.profiles, tenants };
}
