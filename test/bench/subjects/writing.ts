import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Completeness } from '../../../src/graph/client';
import { csvCell } from '../../../src/evidence/csvCell';
import { csvLines, type CellOf } from '../../../src/evidence/csv';
import { piecesOf, writeWhole } from '../../../src/evidence/files';
import { openSnapshot } from '../../../src/evidence/openSnapshot';
import { peopleColumns, profilesOf } from '../../../src/evidence/people';
import type { Snapshot } from '../../../src/evidence/snapshot';
import { listRecord, outboundRecord, snapshotFiles } from '../../../src/evidence/snapshot';
import { writeSnapshot } from '../../../src/evidence/writeSnapshot';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { OutboundProfilesBuilder } from '../../../src/profiles/outboundProfilesBuilder';
import { everyRow } from '../../../src/profiles/rowNumbers';
import { TenantDirectory } from '../../../src/profiles/tenantDirectory';
import { timed, type Subject, type SubjectInput } from '../subject';
import { ourClient } from './listing';

const stores = new Map<string, Promise<InboundProfiles>>();

function store(input: SubjectInput): Promise<InboundProfiles> {
  const loading = stores.get(input.graphEndpoint) ?? loadInboundProfiles(ourClient(input)).then(({ profiles }) => profiles);
  stores.set(input.graphEndpoint, loading);
  return loading;
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** RFC 4180 and nothing else. */
const unguarded: CellOf = (text) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function csv(cellOf: CellOf): Subject {
  return async (input) => {
    const profiles = await store(input);
    return inFolder((folder) => {
      const before = process.memoryUsage.rss();
      let most = before;
      const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
      return timed(async () => {
        const rows = profilesOf(profiles, everyRow(profiles.size));
        const { bytes } = await writeWhole(join(folder, 'people.csv'), piecesOf(csvLines(peopleColumns(undefined), rows, true, cellOf)));
        return { bytes, grownBytes: Math.max(most, process.memoryUsage.rss()) - before };
      }).finally(() => clearInterval(timer));
    });
  };
}

/** A CSV of everybody, streamed to disk: with every guard, and with the quotes of RFC 4180 alone. */
export const csvGuarded = csv(csvCell);
export const csvUnguarded = csv(unguarded);

/** A snapshot of these people, complete, without our users. */
export function snapshotOf(inbound: InboundProfiles, input: SubjectInput): Snapshot {
  const builder = new OutboundProfilesBuilder();
  const none: Completeness = { kind: 'complete', pages: 1, items: 0, unreadable: 0, retries: 0 };
  const outboundEnd = builder.finish(none);
  const outbound = builder.profiles;
  const time = new Date(0).toISOString();
  const context = {
    contextId: 'bench',
    environment: { kind: 'sandbox', origin: input.graphEndpoint },
    tenantId: 'bench',
    displayName: null,
    defaultDomainName: null,
    readAs: 'bench',
    clientId: 'bench',
  } as const;
  const record = {
    application: { name: 'bench', version: '0' },
    context,
    startedAt: time,
    endedAt: time,
    inbound: listRecord(inbound.completeness ?? none, inbound),
    outbound: outboundRecord(outboundEnd, outbound),
    tenants: { met: 0, known: 0, notFound: 0, failed: 0 },
  };
  return { record, inbound, outbound, tenants: new TenantDirectory(ourClient(input)) };
}

/** Everybody to disk with record, hashes and manifest; opened again, hashes checked, columns and search text rebuilt. */
export const snapshotOurs: Subject = async (input) => {
  const snapshot = snapshotOf(await store(input), input);
  return inFolder((folder) =>
    timed(async () => {
      const begun = performance.now();
      const written = await writeSnapshot(folder, snapshot);
      const writtenAt = performance.now();
      const opened = await openSnapshot(written.folder);
      return {
        items: opened.inbound.size,
        damage: opened.damage.length,
        writeMs: writtenAt - begun,
        openMs: performance.now() - writtenAt,
      };
    }),
  );
};

const pieceBytes = 256 * 1024;

/** The same bytes written, put on disk, and read again, a piece at a time. Hashes and manifest are not part of it. */
export const snapshotPlain: Subject = async (input) => {
  const snapshot = snapshotOf(await store(input), input);
  return inFolder(async (folder) => {
    const written = await writeSnapshot(folder, snapshot);
    const bytes = await readFile(join(written.folder, snapshotFiles.inbound));
    return timed(async () => {
      const file = await open(join(folder, 'plain'), 'w+');
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        await file.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
      }
      await file.sync();
      const piece = Buffer.alloc(pieceBytes);
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        await file.read(piece, 0, pieceBytes, at);
      }
      await file.close();
      return { bytes: bytes.length };
    });
  });
};
