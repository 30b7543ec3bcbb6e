import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFile, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceError } from '../../../src/evidence/errors';
import { hashFile, writeText } from '../../../src/evidence/files';
import { manifestName, readManifestText, recordWritten } from '../../../src/evidence/manifest';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { temporaryFolder } from '../../support/temporaryFolder';

const oddNames = ['plain.txt', 'a folder/with space.txt', 'umläut-\u202e.txt', 'new\nline.txt', 'back\\slash.txt', '-leading'];

describe('Evidence', () => {
  const folder = temporaryFolder();

  async function write(...names: readonly string[]): Promise<void> {
    const files = [];
    for (const name of names) {
      files.push(await writeText(join(folder(), name), `content of ${name}`));
    }
    await recordWritten(folder(), files);
  }

  it('verifies when nothing was touched', async () => {
    await write('b.txt', 'a.txt', 'deep/c.txt');
    const verification = await verifyEvidence(folder());
    assert.deepEqual(verification, {
      folder: folder(),
      manifestSha256: await hashFile(join(folder(), manifestName)),
      verified: 3,
      changed: [],
      missing: [],
      added: [],
      own: [],
      damagedLines: [],
    });
  });

  it('has the same manifest whatever the order in which files were written', async () => {
    await write('b.txt', 'a.txt', 'deep/c.txt');
    const first = await readFile(join(folder(), manifestName), 'utf8');
    await write('deep/c.txt');
    await write('a.txt', 'b.txt');
    assert.equal(await readFile(join(folder(), manifestName), 'utf8'), first);
    assert.deepEqual([...readManifestText(first).entries.keys()], ['a.txt', 'b.txt', 'deep/c.txt']);
  });

  if (process.platform !== 'win32') {
    it('is checked by sha256sum, odd file names too', async () => {
      await write(...oddNames);
      const [program = '', ...options] = process.platform === 'darwin' ? ['shasum', '-a', '256'] : ['sha256sum', '--strict'];
      const checked = spawnSync(program, [...options, '-c', manifestName], { cwd: folder() });
      assert.equal(checked.status, 0, checked.stderr.toString());
      assert.equal((await verifyEvidence(folder())).verified, oddNames.length);
    });

    it('does not follow a link that took the place of a file', async () => {
      await write('a.txt', 'b.txt');
      await rm(join(folder(), 'a.txt'));
      await symlink(join(folder(), 'b.txt'), join(folder(), 'a.txt'));
      assert.deepEqual((await verifyEvidence(folder())).changed, ['a.txt']);
    });
  }

  it('names what was changed, missing and added', async () => {
    await write('kept.txt', 'changed.txt', 'gone.txt', 'deep/changed.txt');
    await appendFile(join(folder(), 'changed.txt'), '.');
    await writeFile(join(folder(), 'deep/changed.txt'), 'Content of deep/changed.txt');
    await rm(join(folder(), 'gone.txt'));
    await mkdir(join(folder(), 'new'));
    await writeFile(join(folder(), 'new/planted.txt'), 'x');
    await writeFile(join(folder(), 'notes.md'), 'mine');
    const { verified, changed, missing, added, own } = await verifyEvidence(folder());
    assert.deepEqual(
      { verified, changed, missing, added, own },
      { verified: 1, changed: ['changed.txt', 'deep/changed.txt'], missing: ['gone.txt'], added: ['new/planted.txt'], own: ['notes.md'] },
    );
  });

  it('still finds a change after something else was written', async () => {
    await write('a.txt', 'b.txt');
    await appendFile(join(folder(), 'a.txt'), '.');
    await write('c.txt');
    assert.deepEqual((await verifyEvidence(folder())).changed, ['a.txt']);
  });

  it('names lines of the manifest that are damaged, point outside or come twice, and keeps them', async () => {
    await write('a.txt');
    const hash = 'a'.repeat(64);
    const damage = ['scribble', `${hash}  ../outside`, `${hash}  /etc/passwd`, `${hash}  C:\\windows`, `${hash}  a.txt`];
    await appendFile(join(folder(), manifestName), `${damage.join('\n')}\n`);
    assert.deepEqual((await verifyEvidence(folder())).damagedLines, [2, 3, 4, 5, 6]);
    await write('b.txt');
    const after = await verifyEvidence(folder());
    assert.deepEqual([after.damagedLines.length, after.changed, after.verified], [5, [], 2]);
  });

  it('says that there is no manifest', async () => {
    await assert.rejects(verifyEvidence(folder()), (error) => error instanceof EvidenceError && error.reason === 'missing');
  });

  it('records what several write at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `file-${index}.txt`);
    await Promise.all(names.map((name) => write(name)));
    assert.equal((await verifyEvidence(folder())).verified, names.length);
  });

  it('does not wait for a window that died while it recorded', async () => {
    const lock = join(folder(), '.manifest-lock');
    await mkdir(lock);
    await utimes(lock, new Date(0), new Date(0));
    await write('a.txt');
    assert.equal((await verifyEvidence(folder())).verified, 1);
  });

  it('does not record a file of another folder', async () => {
    const file = await writeText(join(folder(), 'outside.txt'), 'x');
    await assert.rejects(
      recordWritten(join(folder(), 'case'), [file]),
      (error) => error instanceof EvidenceError && error.reason === 'refused',
    );
  });
});
