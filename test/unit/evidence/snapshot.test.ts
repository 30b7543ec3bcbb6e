import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceError } from '../../../src/evidence/errors';
import { explain } from '../../../src/present/explain';
import { openSnapshot } from '../../../src/evidence/openSnapshot';
import type { Snapshot } from '../../../src/evidence/snapshot';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { CancelledError } from '../../../src/graph/errors';
import { temporaryFolder } from '../../support/temporaryFolder';
import { contoso, fabrikam, guid, northwind, people, vanished, WorldServer } from './world';

async function lines(path: string): Promise<readonly unknown[]> {
  return (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

/** Everything a store gives, to compare two of them. */
function contents({ inbound, outbound, tenants, record }: Snapshot): unknown {
  const each = <T>(size: number, read: (index: number) => T): readonly T[] => Array.from({ length: size }, (_, index) => read(index));
  return {
    inbound: each(inbound.size, (index) => inbound.raw(index)),
    unreadable: inbound.unreadable,
    completeness: inbound.completeness,
    outbound: each(outbound.size, (index) => [outbound.raw(index), outbound.row(index)]),
    outboundCompleteness: outbound.completeness,
    tenants: [contoso, northwind].map((id) => tenants.state(id)),
    names: [contoso, northwind, vanished].map((id) => [tenants.state(id).kind, tenants.names(id)]),
    record,
  };
}

describe('A snapshot', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();

  async function written(): Promise<string> {
    const { written: files } = await service.snapshot({ folder: folder() });
    assert.ok(files);
    return files.folder;
  }

  it('is on disk what the service sent, row by row, in its order, unknown fields and unreadable rows included', async () => {
    const at = await written();
    assert.deepEqual(await lines(join(at, 'inbound.jsonl')), people);
    assert.deepEqual(await lines(join(at, 'outbound.jsonl')), [
      { userId: guid(101), state: 'active', tenants: [{ tenantId: contoso }, { tenantId: northwind }] },
      { userId: guid(102), state: 'active', tenants: [] },
      { userId: guid(103), state: 'active', tenants: [{ tenantId: contoso }], 'tenants@sharedProfiles.unreadable': 1 },
    ]);
    const [first, , third] = (await lines(join(at, 'tenants.jsonl'))) as readonly Record<string, unknown>[];
    assert.deepEqual([first?.['tenantId'], first?.['displayName'], first?.['region']], [contoso, 'Contoso, Ltd', 'EU']);
    assert.deepEqual([third?.['tenantId'], third?.['@sharedProfiles.notFound']], [vanished, true]);
  });

  it('records what was read, as whom, when, and how complete it is', async () => {
    const { snapshot, written: files } = await service.snapshot({ folder: folder() });
    assert.ok(files);
    const record = JSON.parse(await readFile(join(files.folder, 'snapshot.json'), 'utf8')) as Record<string, unknown>;
    const { format, version, files: listed, ...rest } = record;
    assert.deepEqual([format, version], ['shared-profiles-snapshot', 1]);
    assert.deepEqual(rest, snapshot.record);
    assert.deepEqual(
      listed,
      files.files.slice(0, 3).map(({ path, bytes, sha256 }) => ({ name: path.slice(files.folder.length + 1), bytes, sha256 })),
    );
    assert.deepEqual(snapshot.record.inbound, { completeness: 'complete', pages: 3, readable: 4, unreadable: 2, retries: 0, why: null });
    assert.deepEqual(snapshot.record.tenants, { met: 3, known: 2, notFound: 1, failed: 0 });
    assert.deepEqual(
      [snapshot.record.context.tenantId, snapshot.record.context.readAs, snapshot.record.application.version],
      [fabrikam, 'adele@fabrikam.onmicrosoft.com', '0.1.0'],
    );
    assert.match(`${snapshot.record.startedAt} ${snapshot.record.endedAt}`, /^\S+Z \S+Z$/);
  });

  it('is evidence: listed with its hashes, for the owner only', async () => {
    const at = await written();
    const { verified, changed, missing, added } = await verifyEvidence(folder());
    assert.deepEqual({ verified, changed, missing, added }, { verified: 4, changed: [], missing: [], added: [] });
    if (process.platform !== 'win32') {
      assert.equal((await stat(join(at, 'inbound.jsonl'))).mode & 0o777, 0o600);
    }
  });

  it('opened again is the same, without asking the service', async () => {
    const { snapshot, written: files } = await service.snapshot({ folder: folder() });
    assert.ok(files);
    const asked = service.server.seen.length;
    const opened = await openSnapshot(files.folder);
    assert.deepEqual(opened.damage, []);
    assert.deepEqual(contents(opened), contents(snapshot));
    assert.equal(service.server.seen.length, asked);
  });

  it('says what could not be read and why, with the request id, on disk and opened again', async () => {
    service.world.refusedPage = 2;
    service.world.outbound = new Map([[guid(101), 'Authorization_RequestDenied']]);
    service.world.tenants = new Map([[contoso, 'Authorization_RequestDenied']]);
    const { record, outbound, tenants } = await openSnapshot(await written());
    assert.deepEqual([record.inbound.completeness, record.inbound.pages, record.inbound.readable], ['partial', 1, 2]);
    assert.equal(record.inbound.why?.status, 403);
    assert.equal(record.inbound.why.operation, 'listInboundSharedUserProfiles');
    assert.ok(record.inbound.why.clientRequestId);
    assert.deepEqual([record.outbound.completeness, record.outbound.tenantsFailed], ['partial', 1]);
    assert.equal(outbound.row(0).tenants.kind, 'failed');
    assert.deepEqual([tenants.state(contoso).kind, record.tenants.failed], ['failed', 1]);
  });

  it('keeps what was known of tenants, whatever is learnt later', async () => {
    const profiles = service.profiles();
    const { snapshot } = await service.snapshot({ profiles });
    service.world.tenants = new Map([[contoso, { displayName: 'Renamed', defaultDomainName: null }]]);
    await profiles.tenants.find(contoso, { maxAgeMs: -1 });
    assert.deepEqual([profiles.tenants.names(contoso), snapshot.tenants.names(contoso)], [['Renamed'], ['Contoso, Ltd', 'contoso.com']]);
  });

  it('that is cancelled leaves nothing behind', async () => {
    const cancel = new AbortController();
    const request = { folder: folder(), signal: cancel.signal, onProgress: () => cancel.abort() };
    await assert.rejects(service.snapshot(request), CancelledError);
    assert.deepEqual(await readdir(folder()), []);
  });

  it('taken twice in one second has two names', async () => {
    const now = (): number => Date.parse('2026-03-01T08:00:00Z');
    await service.snapshot({ folder: folder(), now });
    await service.snapshot({ folder: folder(), now });
    await service.snapshot({ folder: folder(), now });
    const name = '2026-03-01T08-00-00Z-fabrikam.onmicrosoft.com';
    assert.deepEqual((await readdir(join(folder(), 'snapshots'))).sort(), [name, `${name}-2`, `${name}-3`]);
  });

  it('of a tenant with nothing shared is empty and complete', async () => {
    service.world.inbound = [];
    service.world.outbound = new Map();
    const { record, inbound, damage } = await openSnapshot(await written());
    assert.deepEqual([inbound.size, record.inbound.completeness, record.outbound.completeness, damage], [0, 'complete', 'complete', []]);
  });
});

describe('A snapshot that was tampered with', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();

  async function snapshotFolder(): Promise<string> {
    const { written } = await service.snapshot({ folder: folder() });
    assert.ok(written);
    return written.folder;
  }

  it('names a broken line with its number, and keeps and counts it', async () => {
    const at = await snapshotFolder();
    const path = join(at, 'inbound.jsonl');
    const [first = '', second = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, [first, second.slice(0, 40), '', ...rest].join('\n'));
    const { damage, inbound, record } = await openSnapshot(at);
    assert.deepEqual(damage, [
      { file: 'inbound.jsonl', line: 2, reason: 'lineNotJson' },
      { file: 'inbound.jsonl', line: 3, reason: 'lineEmpty' },
      { file: 'inbound.jsonl', line: undefined, reason: 'fileChanged' },
    ]);
    assert.deepEqual([inbound.size, inbound.unreadable.length, inbound.unreadable[0]?.raw], [3, 4, second.slice(0, 40)]);
    assert.equal(record.inbound.completeness, 'partial');
    assert.equal(record.inbound.why?.at, 'inbound.jsonl:2');
  });

  it('does not pass for complete when lines were cut off', async () => {
    const at = await snapshotFolder();
    const path = join(at, 'outbound.jsonl');
    await writeFile(path, `${(await readFile(path, 'utf8')).split('\n').slice(0, 1).join('\n')}\n`);
    const { damage, outbound, record } = await openSnapshot(at);
    assert.equal(damage.length, 1);
    assert.deepEqual([outbound.size, record.outbound.completeness, record.outbound.users.completeness], [1, 'partial', 'partial']);
  });

  it('says so when a person was added', async () => {
    const at = await snapshotFolder();
    await appendFile(join(at, 'inbound.jsonl'), `${JSON.stringify(people[0])}\n`);
    assert.deepEqual(
      (await openSnapshot(at)).damage.map(({ reason }) => reason),
      ['fileChanged'],
    );
  });

  it('opens without a file that is missing, and says that it is', async () => {
    const at = await snapshotFolder();
    await rm(join(at, 'tenants.jsonl'));
    const { damage, inbound, tenants } = await openSnapshot(at);
    assert.deepEqual(damage, [{ file: 'tenants.jsonl', line: undefined, reason: 'fileMissing' }]);
    assert.deepEqual([inbound.size, tenants.state(contoso).kind], [4, 'notAsked']);
  });

  it('names lines of tenants that are none', async () => {
    const at = await snapshotFolder();
    await writeFile(join(at, 'tenants.jsonl'), `[]\n{"tenantId":5}\nnull\n{"x`);
    assert.deepEqual(
      (await openSnapshot(at)).damage.map(({ line }) => line),
      [1, 2, 3, 4, undefined],
    );
  });

  it('of a newer version is refused with words', async () => {
    const at = await snapshotFolder();
    const path = join(at, 'snapshot.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"version": 1', '"version": 2'));
    await assert.rejects(openSnapshot(at), (error) => error instanceof EvidenceError && error.reason === 'newerFormat');
  });

  it('whose record is broken is refused with the field that is wrong', async () => {
    const at = await snapshotFolder();
    const path = join(at, 'snapshot.json');
    const text = await readFile(path, 'utf8');
    for (const [from, to, words] of [
      ['"readable": 4', '"readable": "4"', /“readable”/],
      ['"startedAt"', '"begunAt"', /“startedAt”/],
      ['"inbound": {', '"within": {', /“inbound”/],
      ['"kind": "sandbox"', '"kind": "moon"', /environment/],
    ] as const) {
      await writeFile(path, text.replace(from, to));
      await assert.rejects(
        openSnapshot(at),
        (error) => error instanceof EvidenceError && error.reason === 'damaged' && words.test(explain(error).whatHappened),
      );
    }
  });

  it('is not just any folder', async () => {
    await assert.rejects(openSnapshot(folder()), (error) => error instanceof EvidenceError && error.reason === 'missing');
  });
});
