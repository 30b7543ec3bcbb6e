import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { holderOf, takeLock } from '../../../src/actions/tenantLock';
import { temporaryFolder } from '../../support/temporaryFolder';

function child(...parameters: readonly string[]): ChildProcess {
  const script = join(import.meta.dirname, 'lockChild.ts');
  return spawn(process.execPath, ['--import=tsx', script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('The lock of a tenant', () => {
  const folder = temporaryFolder();

  async function claim(content: object): Promise<void> {
    await writeFile(join(folder(), 'claim.lock'), JSON.stringify(content));
  }

  it('is taken once and says who has it', async () => {
    const first = await takeLock(folder(), 'remove');
    const second = await takeLock(folder(), 'remove');
    assert.ok(first.kind === 'locked' && second.kind === 'busy');
    assert.deepEqual([second.holder.processId, second.holder.host, second.holder.purpose], [process.pid, hostname(), 'remove']);
    await first.lock.release();
    assert.equal((await takeLock(folder(), 'remove')).kind, 'locked');
  });

  it('leaves nothing behind when it is given back', async () => {
    const locked = await takeLock(folder(), 'remove');
    assert.ok(locked.kind === 'locked');
    await locked.lock.release();
    assert.deepEqual(await readdir(folder()), []);
  });

  it('is held by another process while that lives, and free at once when it is killed', async () => {
    const holder = child('hold', folder());
    await once(holder.stdout ?? holder, 'data');
    const busy = await takeLock(folder(), 'remove');
    assert.ok(busy.kind === 'busy' && busy.holder.processId === holder.pid);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.equal(await holderOf(folder()), undefined);
    assert.equal((await takeLock(folder(), 'remove')).kind, 'locked');
  });

  it('is never held by two of several processes that want it all the time', async () => {
    const log = join(folder(), 'log.txt');
    const children = [1, 2, 3, 4].map(() => child('turns', folder(), log, '25'));
    const codes = await Promise.all(children.map(async (each) => ((await once(each, 'exit')) as [number])[0]));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const turns = (await readFile(log, 'utf8')).trim().split('\n');
    assert.equal(turns.length, 200);
    turns.forEach((turn, index) => {
      const [processId, what] = turn.split(' ');
      assert.equal(what, index % 2 === 0 ? 'in' : 'out', `turn ${index}`);
      assert.equal(index % 2 === 0 ? processId : turns[index - 1]?.split(' ')[0], processId, `turn ${index}`);
    });
  });

  it('is free when its process has ended', async () => {
    await claim({ processId: 2 ** 22 + 1, host: hostname(), since: '', purpose: '' });
    assert.equal((await takeLock(folder(), 'remove')).kind, 'locked');
  });

  it('counts as held when it cannot be judged: another machine, or a claim that cannot be read', async () => {
    await claim({ processId: 1, host: 'another machine', since: '', purpose: '' });
    assert.equal((await takeLock(folder(), 'remove')).kind, 'busy');
    await writeFile(join(folder(), 'claim.lock'), '{');
    assert.equal((await takeLock(folder(), 'remove')).kind, 'busy');
  });

  it('tells a process from a later one with the same id, where the system says when processes started', async () => {
    await claim({ processId: process.pid, startedAt: 'another boot 1', host: hostname(), since: '', purpose: '' });
    assert.equal((await takeLock(folder(), 'remove')).kind, process.platform === 'linux' ? 'locked' : 'busy');
  });
});
