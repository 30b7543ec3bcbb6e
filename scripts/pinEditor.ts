import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { inRepository, removeDirectory, temporaryDirectory } from '../test/support/places';
import { runProcess } from '../test/support/processes';

/** Large parts of the editor's server that this extension has no use for. */
const leftOut = /^(@github\/|@microsoft\/mxc-sdk|@devcontainers\/|@vscode\/sandbox-runtime|ssh2$|kerberos$)/;

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string } | undefined>>;
}

const readJson = async <T>(...parts: readonly string[]): Promise<T> => JSON.parse(await readFile(path.join(...parts), 'utf8')) as T;

async function npm(args: readonly string[], directory: string): Promise<void> {
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-json', '--loglevel=error', '--omit-lockfile-registry-resolved'];
  const { code, output } = await runProcess('npm', [...args, ...common], {
    cwd: directory,
    shell: process.platform === 'win32',
    timeoutMs: 600_000,
  });
  if (code !== 0) {
    throw new Error(output);
  }
}

async function pinModules(server: string, target: string): Promise<string> {
  const manifest = await readJson<Manifest>(server, 'package.json');
  const shrinkwrap = await readJson<Lock>(server, 'npm-shrinkwrap.json');
  const wanted = Object.keys(manifest.dependencies).filter((name) => !leftOut.test(name));
  const dependencies = Object.fromEntries(
    wanted.map((name) => [name, shrinkwrap.packages[`node_modules/${name}`]?.version ?? manifest.dependencies[name]]),
  );
  await rm(path.join(target, 'package-lock.json'), { force: true });
  await writeFile(path.join(target, 'package.json'), `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`);
  await npm(['install', '--package-lock-only', '--omit=dev'], target);
  return manifest.version;
}

async function pin(folder: string, version: string): Promise<void> {
  const target = inRepository('test', 'support', 'pinned', folder);
  const workshop = await temporaryDirectory('pin');
  try {
    await writeFile(path.join(workshop, 'package.json'), '{ "private": true }');
    await npm(['install', '--save-exact', `code-server@${version}`], workshop);
    const server = path.join(workshop, 'node_modules', 'code-server', 'lib', 'vscode');
    const product = await pinModules(server, path.join(target, 'modules'));
    const own = await readJson<Manifest>(target, 'package.json');
    const next = { ...own, dependencies: { 'code-server': version } };
    await writeFile(path.join(target, 'package.json'), `${JSON.stringify(next, null, 2)}\n`);
    await npm(['install', '--package-lock-only'], target);
    process.stdout.write(`${folder}: VS Code ${product}\n`);
  } finally {
    await removeDirectory(workshop);
  }
}

async function main(): Promise<void> {
  const [folder, version] = process.argv.slice(2);
  if (folder === undefined || version === undefined) {
    throw new Error('Usage: npm run pin-editor -- <editor|editor-minimum> <version of code-server>');
  }
  await pin(folder, version);
}

void main();
