import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface, type Interface } from 'node:readline';
import type { ContextRecord } from '../../../src/signin/contextRecord';
import { ContextStore } from '../../../src/signin/contextStore';
import { inRepository } from '../../support/places';
import { endProcess, startProcess } from '../../support/processes';
import { temporaryFolder } from '../../support/temporaryFolder';
import { fileSecrets } from './fileSecrets';

const rounds = 100;

function recordOf(id: string): ContextRecord {
  return {
    session: `session-${id}`,
    context: {
      id,
      environment: { kind: 'cloud', cloud: 'Global' },
      tenantId: 't',
      tenantDisplayName: undefined,
      defaultDomainName: undefined,
      identity: { kind: 'user', objectId: 'o', homeAccountId: 'o.t', homeTenantId: 't', username: 'adele' },
      clientId: 'c',
      authType: 'Delegated',
      tokenCredentialType: 'InteractiveBrowser',
      label: undefined,
      colour: 'blue',
    },
    kept: { kind: 'person', cache: '{}', permissions: [] },
  };
}

class OtherWindow {
  private readonly lines: Interface;

  private constructor(private readonly child: ChildProcess) {
    if (child.stdout === null) {
      throw new Error('The window has no output.');
    }
    this.lines = createInterface(child.stdout);
  }

  static async open(folder: string, name: string): Promise<OtherWindow> {
    const script = inRepository('test', 'unit', 'signin', 'windowChild.ts');
    const child = startProcess(process.execPath, ['--import=tsx', script, folder, name], { stdio: ['pipe', 'pipe', 'inherit'] });
    const window = new OtherWindow(child);
    await once(window.lines, 'line');
    return window;
  }

  async ask(line: string): Promise<string> {
    const answer = once(this.lines, 'line');
    this.child.stdin?.write(`${line}\n`);
    return String((await answer)[0]);
  }

  close(): Promise<void> {
    return endProcess(this.child);
  }
}

describe('two windows, each a process, over the same sign-ins', () => {
  const folder = temporaryFolder();
  let windows: readonly OtherWindow[] = [];
  let store: ContextStore;

  beforeEach(async () => {
    store = new ContextStore({ secrets: fileSecrets(`${folder()}/secrets`), lockDirectory: `${folder()}/locks`, log: () => undefined });
    windows = await Promise.all([OtherWindow.open(folder(), 'one'), OtherWindow.open(folder(), 'two')]);
  });
  afterEach(async () => {
    await Promise.all(windows.map((window) => window.close()));
  });

  it(`lose no token when both renew at once, ${rounds} times`, async function () {
    this.timeout(60_000);
    for (let round = 0; round < rounds; round += 1) {
      const id = `both-${round}`;
      await store.keep(recordOf(id));
      assert.deepEqual(await Promise.all(windows.map((window) => window.ask(`refresh ${id}`))), ['kept', 'kept']);
      const record = await store.read(id);
      assert.ok(record?.kept.kind === 'person');
      assert.deepEqual(JSON.parse(record.kept.cache), { AccessToken: { one: 'token', two: 'token' } });
    }
  });

  it(`bring nobody back when one renews while the other signs out, ${rounds} times`, async function () {
    this.timeout(60_000);
    const [one, two] = windows;
    assert.ok(one && two);
    for (let round = 0; round < rounds; round += 1) {
      const id = `race-${round}`;
      await store.keep(recordOf(id));
      const [renewed] = await Promise.all([one.ask(`refresh ${id}`), two.ask(`signOut ${id}`)]);
      assert.match(renewed, /^(kept|signedOut|gone)$/);
      assert.equal(await store.read(id), undefined);
      assert.deepEqual(await store.readAll(), []);
      assert.equal(await one.ask(`refresh ${id}`), 'gone');
    }
  });

  it('sign the same account in anew after it was signed out', async () => {
    const record = recordOf('again');
    await store.keep(record);
    await store.forget('again');
    await store.keep({ ...record, session: 'second' });
    assert.equal((await store.read('again'))?.session, 'second');
    assert.equal(await windows[0]?.ask('refresh again'), 'kept');
  });
});
