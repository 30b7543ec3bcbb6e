import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceError } from '../../../src/evidence/errors';
import type { Content } from '../../../src/evidence/files';
import { hashFile, piecesOf, writeText, writeWhole } from '../../../src/evidence/files';
import { CancelledError } from '../../../src/graph/errors';
import { temporaryFolder } from '../../support/temporaryFolder';

function* numbered(count: number): Generator<string> {
  for (let line = 0; line < count; line++) {
    yield `line ${line}\n`;
  }
}

function isEvidence(reason: string): (error: unknown) => boolean {
  return (error) => error instanceof EvidenceError && error.reason === reason;
}

describe('Files of evidence', () => {
  const folder = temporaryFolder();

  it('are written whole, with the hash and the length of what is on disk', async () => {
    const path = join(folder(), 'deep', 'er', 'lines.txt');
    const written = await writeWhole(path, piecesOf(numbered(100_000)));
    const bytes = await readFile(path);
    assert.equal(bytes.toString(), [...numbered(100_000)].join(''));
    assert.equal(written.bytes, bytes.byteLength);
    assert.equal(written.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(await hashFile(path), written.sha256);
  });

  if (process.platform !== 'win32') {
    it('can be read by their owner only', async () => {
      const path = join(folder(), 'case', 'secret.txt');
      await writeText(path, 'x');
      assert.equal((await stat(path)).mode & 0o777, 0o600);
      assert.equal((await stat(join(folder(), 'case'))).mode & 0o777, 0o700);
    });

    it('say that a folder is read-only, in words', async () => {
      const locked = join(folder(), 'locked');
      await mkdir(locked, { mode: 0o500 });
      await asNobody(async () => {
        await assert.rejects(writeText(join(locked, 'a.txt'), 'x'), isEvidence('readOnly'));
      });
    });
  }

  it('leave the old file as it was, and nothing half-written, when the writing fails in the middle', async () => {
    const path = join(folder(), 'register.json');
    await writeText(path, 'old');
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    async function* content(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('new');
      throw full;
    }
    await assert.rejects(
      writeWhole(path, content()),
      (error) => isEvidence('full')(error) && error instanceof Error && error.cause === full,
    );
    assert.deepEqual(await readdir(folder()), ['register.json']);
    assert.equal(await readFile(path, 'utf8'), 'old');
  });

  if (process.platform === 'linux') {
    it('know a full disk when they meet one', async () => {
      const stream = createWriteStream('/dev/full');
      stream.write('x');
      const [error] = (await once(stream, 'error')) as [Error];
      function* content(): Generator<Uint8Array> {
        throw error;
      }
      await assert.rejects(writeWhole(join(folder(), 'a'), content()), isEvidence('full'));
    });
  }

  it('leave nothing behind when they are cancelled', async () => {
    const cancel = new AbortController();
    function* endless(): Generator<Uint8Array> {
      for (let piece = 0; ; piece++) {
        if (piece === 10) {
          cancel.abort();
        }
        yield Buffer.alloc(1000);
      }
    }
    const content: Content = endless();
    await assert.rejects(writeWhole(join(folder(), 'a'), content, cancel.signal), CancelledError);
    assert.deepEqual(await readdir(folder()), []);
  });

  it('say that a file is not there', async () => {
    await assert.rejects(hashFile(join(folder(), 'nowhere')), isEvidence('missing'));
    await writeFile(join(folder(), 'file'), '');
    await assert.rejects(hashFile(join(folder(), 'file', 'below')), isEvidence('missing'));
  });
});

/** Root may write everywhere: for the length of a test, be somebody who may not. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    process.seteuid?.(65_534);
  }
  try {
    await work();
  } finally {
    if (isRoot) {
      process.seteuid?.(0);
    }
  }
}
