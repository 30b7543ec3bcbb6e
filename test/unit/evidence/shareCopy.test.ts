import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionsReport } from '../../../src/evidence/actionsReport';
import { EvidenceError } from '../../../src/evidence/errors';
import { explain } from '../../../src/present/explain';
import { openSnapshot } from '../../../src/evidence/openSnapshot';
import { withNote, withStatus } from '../../../src/evidence/register';
import type { SharedCopy, ShareRequest } from '../../../src/evidence/shareCopy';
import { shareCopy } from '../../../src/evidence/shareCopy';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { changeRegister, writeRegister } from '../../../src/evidence/writeRegister';
import { reportText } from '../../../src/present/reportText';
import { temporaryFolder } from '../../support/temporaryFolder';
import { contoso, guid, northwind, WorldServer } from './world';

const secrets = [
  'Bob',
  'bob@',
  'eve@',
  'HYPERLINK',
  'ñandú',
  '名前',
  'jobTitle',
  'kept',
  'not a row',
  'No name',
  'adele',
  'Ada',
  'By phone',
  'Test data',
  'Asked for by',
  ...[1, 2, 3, 4, 5, 101, 102, 103].map(guid),
];

const actions: ActionsReport = {
  journal: { kind: 'intact', lines: 3, head: 'a'.repeat(64), damage: null },
  runs: [
    {
      run: 'run-1',
      plan: 'f'.repeat(64),
      verb: 'remove',
      direction: 'inbound',
      reason: 'Asked for by Bob',
      actor: 'user adele',
      startedAt: '2026-03-01T08:00:00Z',
      endedAt: null,
      how: null,
      planned: 1,
      outcomes: { requested: 1 },
    },
  ],
  items: [
    {
      run: 'run-1',
      ids: [contoso, guid(1)],
      at: '2026-03-01T08:00:00Z',
      outcome: 'requested',
      status: 204,
      requestId: 'r-1',
      clientRequestId: 'c-1',
      why: null,
      lookedUp: 'gone',
      exportEnd: null,
    },
  ],
};

async function everyText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(async (file) => `${file.slice(folder.length)}\n${await readFile(file, 'utf8')}`))).join('\n');
}

function refuses(words: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof EvidenceError && error.reason === 'refused' && words.test(explain(error).whatHappened);
}

describe('A copy to share', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();
  const from = (): string => join(folder(), 'case');
  const to = (): string => join(folder(), 'shared');

  beforeEach(async () => {
    await mkdir(from());
    service.world.outbound = new Map([...service.world.outbound, [guid(104), 'Forbidden for adele']]);
    service.world.refusedPage = undefined;
    const { snapshot } = await service.snapshot({ folder: from() });
    const written = await writeRegister({ evidenceFolder: from(), snapshot });
    await changeRegister(from(), written.folder, (row) =>
      withNote(
        withStatus(
          {
            ...row,
            contacts: [
              { tenantId: undefined, domain: undefined, name: 'Ada', email: 'ada@contoso.com', phone: undefined, note: undefined },
            ],
          },
          { status: 'notNeeded', reason: 'Test data' },
          new Date(),
        ),
        'By phone',
      ),
    );
    await writeFile(join(from(), 'notes.md'), 'Bob was first');
  });

  function share(request: Partial<ShareRequest> = {}): Promise<SharedCopy> {
    return shareCopy({ from: from(), to: to(), keyFile: join(folder(), 'keys', 'key'), actions, textOf: reportText, ...request });
  }

  it('names no person in any file: not by name, user principal name, user id, contact or free text', async () => {
    await share();
    const text = await everyText(to());
    for (const secret of secrets) {
      assert.ok(!text.includes(secret), `${secret} is in the copy`);
    }
  });

  it('keeps organisations, numbers, statuses, request ids and what is not known', async () => {
    const copy = await share();
    const text = await everyText(to());
    for (const kept of ['Contoso, Ltd', contoso, northwind, 'notNeeded', 'r-1', '"unreadable": 2', 'tenantsFailed']) {
      assert.ok(text.includes(kept), `${kept} is missing`);
    }
    assert.deepEqual([copy.snapshots, copy.registers], [1, 1]);
    assert.deepEqual(copy.leftOut, ['MANIFEST.sha256', 'notes.md']);
  });

  it('opens like what it was made from', async () => {
    await share();
    const [name = ''] = await readdir(join(to(), 'snapshots'));
    const { damage, inbound, outbound, record, tenants } = await openSnapshot(join(to(), 'snapshots', name));
    assert.deepEqual([damage, inbound.size, inbound.unreadable.length, outbound.size], [[], 4, 2, 4]);
    assert.deepEqual([inbound.homeTenants()[0], outbound.rowsOfTenant(contoso).length], [{ tenantId: contoso, count: 2 }, 2]);
    assert.deepEqual([record.outbound.tenantsFailed, tenants.names(contoso)], [1, ['Contoso, Ltd', 'contoso.com']]);
    assert.match(inbound.row(0).userId, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    const { changed, missing, added } = await verifyEvidence(to());
    assert.deepEqual({ changed, missing, added }, { changed: [], missing: [], added: [] });
  });

  it('gives the same person the same pseudonym in every copy with the same key, and another with another', async () => {
    const people = async (at: string): Promise<string> => {
      const [register = ''] = await readdir(join(at, 'register'));
      return readFile(join(at, 'register', register, 'people.jsonl'), 'utf8');
    };
    await share();
    await share({ to: join(folder(), 'again') });
    await share({ to: join(folder(), 'other'), keyFile: join(folder(), 'keys', 'other') });
    assert.equal(await people(join(folder(), 'again')), await people(to()));
    assert.notEqual(await people(join(folder(), 'other')), await people(to()));
  });

  it('has its key apart, for the owner only', async () => {
    await share();
    const key = await readFile(join(folder(), 'keys', 'key'), 'utf8');
    assert.match(key, /^[0-9a-f]{64}\n$/);
    assert.ok(!(await everyText(to())).includes(key.trim()));
    if (process.platform !== 'win32') {
      assert.equal((await stat(join(folder(), 'keys', 'key'))).mode & 0o777, 0o600);
    }
  });

  it('refuses a key that would be shared with it', async () => {
    await assert.rejects(share({ keyFile: join(to(), 'key') }), refuses(/Keep the key/));
    await assert.rejects(share({ keyFile: join(from(), 'deep', 'key') }), refuses(/Keep the key/));
    await symlink(from(), join(folder(), 'link'), 'junction');
    await assert.rejects(share({ keyFile: join(folder(), 'link', 'key') }), refuses(/Keep the key/));
  });

  it('refuses a folder inside the case, around it, or with something in it', async () => {
    await assert.rejects(share({ to: join(from(), 'shared') }), refuses(/lie in one another/));
    await assert.rejects(share({ to: folder(), keyFile: `${folder()}-key` }), refuses(/lie in one another/));
    await mkdir(to());
    await writeFile(join(to(), 'x'), '');
    await assert.rejects(share(), refuses(/not empty/));
  });

  it('can be made in an empty folder that is there already', async () => {
    await mkdir(to());
    await share();
    assert.ok((await readdir(to())).includes('MANIFEST.sha256'));
  });

  it('is not there at all when it could not be made whole', async () => {
    const [name = ''] = await readdir(join(from(), 'register'));
    await writeFile(join(from(), 'register', name, 'people.jsonl'), 'broken\n');
    await assert.rejects(share(), (error) => error instanceof EvidenceError && error.reason === 'damaged');
    assert.deepEqual((await readdir(folder())).sort(), ['case', 'keys']);
  });

  it('refuses a key file that is something else, and leaves it as it is', async () => {
    const keyFile = join(folder(), 'letter.txt');
    await writeFile(keyFile, 'Dear Ada');
    await assert.rejects(share({ keyFile }), (error) => error instanceof EvidenceError && error.reason === 'damaged');
    assert.equal(await readFile(keyFile, 'utf8'), 'Dear Ada');
  });
});
