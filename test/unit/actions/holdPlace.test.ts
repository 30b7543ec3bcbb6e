import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { holdPlace } from '../../../src/actions/holdPlace';
import { takeLock } from '../../../src/actions/tenantLock';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('The locks of all tenants', () => {
  const folder = temporaryFolder();
  const lockOf = (name: string): string => join(folder(), name, 'lock');

  it('are taken together, keep runs away, and are given back', async () => {
    await Promise.all(['a', 'b'].map((name) => mkdir(lockOf(name), { recursive: true })));
    const held = await holdPlace({ directory: folder() }, 'test');
    assert.ok(held.kind === 'held');
    assert.equal(held.tenants, 2);
    assert.equal((await takeLock(lockOf('b'), 'remove')).kind, 'busy');
    await held.release();
    assert.deepEqual(await readdir(lockOf('b')), []);
  });

  it('are all left alone when a run holds one of them', async () => {
    await Promise.all(['a', 'b'].map((name) => mkdir(lockOf(name), { recursive: true })));
    const run = await takeLock(lockOf('b'), 'remove');
    const held = await holdPlace({ directory: folder() }, 'test');
    assert.ok(run.kind === 'locked' && held.kind === 'busy');
    assert.equal(held.holder.purpose, 'remove');
    assert.deepEqual(await readdir(lockOf('a')), []);
  });

  it('are none where nothing was ever written', async () => {
    const held = await holdPlace({ directory: join(folder(), 'not there') }, 'test');
    assert.ok(held.kind === 'held');
    assert.equal(held.tenants, 0);
  });
});
