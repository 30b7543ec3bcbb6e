import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { after, describe, it } from 'mocha';
import { buildExtension } from '../support/buildExtension';
import { inRepository } from '../support/places';
import { endProcess, runProcess, startProcess } from '../support/processes';
import { bundleOf, languages } from '../support/strings';
import { until } from '../support/until';

/** What runs a command that the documents name. */
type Proof =
  /** `.ci/run`, at every change. */
  | { readonly by: 'ci' }
  /** A job of the workflow: it takes too long for the test command, or wants another machine. */
  | { readonly by: 'workflow'; readonly runs: string }
  /** A suite of the test command does the same. */
  | { readonly by: 'suite'; readonly name: string }
  | { readonly by: 'test'; readonly file: string; readonly runs: string }
  | { readonly by: 'here' };

const proofs: Readonly<Record<string, Proof>> = {
  'npm ci': { by: 'ci' },
  'npm start': { by: 'here' },
  'npm start -- --sandbox': { by: 'here' },
  'npm test': { by: 'ci' },
  'npm run check': { by: 'suite', name: 'check' },
  'npm run format': { by: 'suite', name: 'check' },
  'npm run test:unit': { by: 'suite', name: 'unit' },
  'npm run test:host -- --desktop': { by: 'workflow', runs: 'npm run test:host -- --desktop' },
  'npm run sandbox -- --port 0': { by: 'here' },
  'npm run sandbox -- --port 0 --inbound 1000 --home-tenants 37 --outbound 200 --seed 7': { by: 'here' },
  'npm run languages': { by: 'here' },
  'npm run watch': { by: 'here' },
  'npm run package': { by: 'ci' },
  'npm run test:install': { by: 'ci' },
  'npm run screenshots': { by: 'workflow', runs: 'npm run screenshots' },
  'npm run bench': { by: 'workflow', runs: 'npm run bench -- --quick' },
  'npm run soak': { by: 'workflow', runs: 'npm run soak' },
  'npm run pin-editor -- editor <version of code-server>': { by: 'workflow', runs: 'npm run pin-editor -- editor' },
  '.ci/run': { by: 'workflow', runs: '.ci/run' },
  'sha256sum -c': { by: 'test', file: 'test/unit/evidence/verifyEvidence.test.ts', runs: "['sha256sum', '--strict']" },
  'sha256sum -c MANIFEST.sha256': { by: 'test', file: 'test/unit/evidence/verifyEvidence.test.ts', runs: "['sha256sum', '--strict']" },
};

/** Without these a machine with a screen opens no window of its own. */
const screens: ReadonlySet<string> = new Set(['DISPLAY', 'WAYLAND_DISPLAY', 'VSCODE_EXECUTABLE']);

const read = (file: string): Promise<string> => readFile(inRepository(file), 'utf8');

/** Every command line of a document: in its blocks for a shell, and in its sentences. */
function commandsIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
  const sentences = [...text.replace(/```[^]*?```/g, '').matchAll(/`((?:npm|npx|sha256sum|\.ci\/run)\b[^`]*)`/g)].map(
    ([, line = '']) => line,
  );
  return [...blocks, ...sentences].flatMap((line) => line.replace(/\s+#.*$/, '').split(' && ')).map((command) => command.trim());
}

async function documented(): Promise<readonly string[]> {
  const texts = await Promise.all(['README.md', 'SECURITY.md', 'CONTRIBUTING.md'].map(read));
  return [...new Set(texts.flatMap(commandsIn))].sort();
}

async function isProved(proof: Proof): Promise<boolean> {
  switch (proof.by) {
    case 'ci':
      return true;
    case 'workflow':
      return (await read('.github/workflows/ci.yml')).includes(proof.runs);
    case 'suite':
      return (await read('scripts/test.ts')).includes(`name: '${proof.name}'`);
    case 'test':
      return (await read(proof.file)).includes(proof.runs);
    case 'here':
      return true;
  }
}

/** Starts what serves until it is stopped, waits for what it says, and stops it. */
async function serving(command: string, said: RegExp, seen: (text: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const [program = '', ...args] = command.split(' ');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !screens.has(name)));
  const child = startProcess(program, args, {
    cwd: inRepository(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const output: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  try {
    await until(() => {
      assert.equal(child.exitCode, null, output.join(''));
      return said.test(output.join(''));
    });
    await seen(output.join(''));
  } finally {
    const ended = once(child, 'exit');
    await endProcess(child, 20_000);
    await ended;
  }
}

describe('the commands that the documents name', () => {
  after('build anew what the other suites load', buildExtension);

  it('are all run by something', async () => {
    assert.deepEqual(await documented(), Object.keys(proofs).sort());
    const ci = await read('.ci/run');
    for (const [command, proof] of Object.entries(proofs)) {
      assert.ok(proof.by === 'ci' ? ci.includes(command) : await isProved(proof), command);
    }
  });

  for (const command of ['npm start', 'npm start -- --sandbox']) {
    it(`${command} opens a VS Code`, async () => {
      await serving(command, /http:\/\/127\.0\.0\.1:\d+\S+/, async (text) => {
        const address = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(text)?.[0] ?? '';
        const { status, headers } = await fetch(address, { redirect: 'manual' });
        assert.deepEqual([status, headers.get('set-cookie')?.includes('vscode')], [302, true]);
      });
    });
  }

  for (const command of Object.keys(proofs).filter((each) => each.startsWith('npm run sandbox'))) {
    it(`${command} serves what it says`, async () => {
      await serving(command, /^\{.*\}$/m, async (text) => {
        const { descriptor } = JSON.parse(/^\{.*\}$/m.exec(text)?.[0] ?? '') as { readonly descriptor: string };
        assert.equal((await fetch(descriptor)).status, 200);
      });
    });
  }

  it('npm run watch builds', async () => {
    await serving('npm run watch', /^built$/m);
  });

  it('npm run languages finds nothing to be done', async () => {
    const before = languages.map(bundleOf);
    const { code, output } = await runProcess('npm', ['run', 'languages'], {
      cwd: inRepository(),
      timeoutMs: 60_000,
      shell: process.platform === 'win32',
    });
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /[1-9]\d* to be translated/);
    assert.deepEqual(languages.map(bundleOf), before);
  });
});
