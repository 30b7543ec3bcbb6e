import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxDescriptor } from '../../../src/sandbox/main';
import { readCommandLine, UsageError } from '../../../src/sandbox/commandLine';
import { inRepository } from '../../support/places';
import { sandboxProcess, useSandbox } from '../../support/sandbox';
import { inboundList, rowsOf } from './collect';

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--import=tsx', inRepository('src', 'sandbox', 'main.ts'), ...args], { cwd: inRepository() });
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  let text = '';
  while (!text.includes('\n')) {
    text += String((await once(child.stdout, 'data'))[0]);
  }
  return text;
}

describe('the sandbox as a program', function () {
  this.timeout(60_000);

  it('prints one line of JSON when it is ready, serves, and ends when told to', async () => {
    const child = start('--port', '0', '--inbound', '30', '--home-tenants', '5', '--outbound', '4', '--seed', '9');
    const output: string[] = [await firstLine(child)];
    child.stdout.on('data', (data: Buffer) => output.push(data.toString('utf8')));
    const descriptor = JSON.parse(output[0] ?? '') as SandboxDescriptor;
    assert.deepEqual(await (await fetch(descriptor.descriptor)).json(), descriptor);
    assert.match(descriptor.graphEndpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(descriptor.loginEndpoint, `${descriptor.graphEndpoint}/login`);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
    assert.equal(output.join('').trim().split('\n').length, 1);
  });

  it('ends with its parent when asked to', async () => {
    const child = start('--parent', '--inbound', '1');
    await firstLine(child);
    child.stdin.end();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('ends with the package manager that ran it', async () => {
    const npm = spawn('npm', ['run', 'sandbox', '--', '--inbound', '1'], { cwd: inRepository(), shell: process.platform === 'win32' });
    let output = '';
    while (!output.includes('}\n')) {
      output += String((await once(npm.stdout, 'data'))[0]);
    }
    const { descriptor } = JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '') as SandboxDescriptor;
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(npm.pid), '/t', '/f']);
    } else {
      npm.kill('SIGTERM');
    }
    const isServing = (): Promise<boolean> =>
      fetch(descriptor).then(
        () => true,
        () => false,
      );
    for (const until = Date.now() + 20_000; Date.now() < until && (await isServing());) {
      await delay(100);
    }
    assert.equal(await isServing(), false);
  });

  it('says what is wrong with its options and how they are meant', async () => {
    const child = start('--inbound', 'many');
    const said: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => said.push(data));
    assert.deepEqual(await once(child, 'close'), [2, null]);
    assert.match(Buffer.concat(said).toString('utf8'), /--inbound takes a whole number[\s\S]*--home-tenants/);
  });

  it('serves the same from a process of its own', async () => {
    const sandbox = await sandboxProcess(['--inbound', '120', '--seed', '3', '--page-size', '50']);
    try {
      assert.equal((await rowsOf(sandbox, inboundList, await sandbox.appToken())).length, 120);
    } finally {
      await sandbox.stop();
    }
  });
});

describe('the options of the sandbox', () => {
  it('are read from the command line', () => {
    const { options, parent } = readCommandLine(
      '--odata strict --export-answer body --lag 5 --latency 6 --throttle 10/1,2/3 --faults rough --clock=-1000 --parent'.split(' '),
    );
    assert.equal(parent, true);
    assert.equal(options.odata, 'strict');
    assert.equal(options.exportAnswer, 'body');
    assert.deepEqual([options.removalLagMs, options.latencyMs, options.clockOffsetMs], [5, 6, -1000]);
    assert.deepEqual(options.throttle, { resourceUnits: 10, resourceUnitsPerSeconds: 1, writes: 2, writesPerSeconds: 3 });
    assert.equal(readCommandLine(['--throttle', 'published']).options.throttle?.writes, 3000);
  });

  for (const args of [
    ['--inbound', '1000001'],
    ['--inbound=-1'],
    ['--home-tenants', '0'],
    ['--odata', 'loose'],
    ['--throttle', 'some'],
    ['--faults', 'earthquake=1'],
    ['--faults', 'throttled=2'],
    ['--faults', '[{]'],
    ['--clock', 'yesterday'],
    ['--unheard'],
    ['positional'],
  ]) {
    it(`are refused when they are ${args.join(' ')}`, () => {
      assert.throws(() => readCommandLine(args), UsageError);
    });
  }
});

describe('the doors of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 10 });

  const statusWith = (path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(`${sandbox().graphEndpoint}${path}`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject).end();
    });

  it('open under loopback names only', async () => {
    const { port } = new URL(sandbox().graphEndpoint);
    assert.equal(await statusWith('/sandbox', { Host: `localhost:${port}` }), 200);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1:1', `127.0.0.1:${port}.evil.example`]) {
      assert.equal(await statusWith('/sandbox', { Host: host }), 421, host);
      assert.equal(await statusWith(inboundList, { Host: host }), 421, host);
    }
  });

  it('let no page of another site steer the sandbox', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      assert.equal(await statusWith('/sandbox', headers), 403);
      assert.equal(await statusWith('/sandbox/faults', headers, 'POST'), 403);
    }
    assert.equal(await statusWith('/sandbox', { 'Sec-Fetch-Site': 'none' }), 200);
  });

  it('say so when there is nothing behind them', async () => {
    assert.equal(await statusWith('/', {}), 404);
    assert.equal(await statusWith('/sandbox/nothing', {}), 404);
    assert.equal(await statusWith('/sandboxes', {}), 404);
  });
});
