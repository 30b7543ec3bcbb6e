import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { cacheDirectory, inRepository, removeDirectory } from './places';
import { runProcess, whenLeaving } from './processes';

/** What tests and `npm start` take from the npm registry at need, version and integrity pinned by the lock files beside this file. */
export type Pinned = 'editor' | 'editor-minimum' | 'browser' | 'fonts';

/** Changes whenever what is done after the installation changes. */
const recipe = '1';
const installMs = 15 * 60_000;
const sources = inRepository('test', 'support', 'pinned');
export const serverIn = (directory: string): string => path.join(directory, 'node_modules', 'code-server', 'lib', 'vscode');

async function npm(args: readonly string[], directory: string): Promise<void> {
  const script = process.env['npm_execpath'];
  const [command, before, shell] = script?.endsWith('js')
    ? ([process.execPath, [script], false] as const)
    : (['npm', [], process.platform === 'win32'] as const);
  const quiet = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-json', '--loglevel=error', '--no-update-notifier'];
  const { code, output } = await runProcess(command, [...before, ...args, ...quiet], { cwd: directory, shell, timeoutMs: installMs });
  if (code !== 0) {
    throw new Error(`npm ${args.join(' ')} failed in ${directory}:\n${output}`);
  }
}

async function finishEditor(directory: string): Promise<void> {
  await npm(['ci'], path.join(directory, 'modules'));
  const modules = path.join(serverIn(directory), 'node_modules');
  await rename(path.join(directory, 'modules', 'node_modules'), modules);
  await substitute('spdlog.cjs', path.join(modules, '@vscode', 'spdlog'));
  await substitute('watchdog.cjs', path.join(modules, '@vscode', 'native-watchdog'));
  await substitute('watchdog.cjs', path.join(modules, 'native-watchdog'));
}

async function substitute(file: string, nativeModule: string): Promise<void> {
  if (existsSync(nativeModule)) {
    await cp(path.join(sources, 'substitutes', file), path.join(nativeModule, 'index.js'));
  }
}

async function finishBrowser(directory: string): Promise<void> {
  const unpacked = path.join(directory, 'unpacked');
  await mkdir(unpacked);
  const chromium = path.join(directory, 'node_modules', '@sparticuz', 'chromium');
  const entry = pathToFileURL(path.join(chromium, 'build', 'index.js')).href;
  const script = `const { inflate } = await import(${JSON.stringify(entry)});
    for (const file of process.argv.slice(1)) await inflate(file);`;
  const files = (await readdir(path.join(chromium, 'bin'))).map((file) => path.join(chromium, 'bin', file));
  const environment = { ...process.env, TMPDIR: unpacked };
  const { code, output } = await runProcess(process.execPath, ['--input-type=module', '--eval', script, ...files], {
    env: environment,
    timeoutMs: installMs,
  });
  if (code !== 0) {
    throw new Error(`The browser could not be unpacked:\n${output}`);
  }
  await removeDirectory(path.join(chromium, 'bin'));
}

const alias = (family: string, preferred: string) =>
  `<alias binding="strong"><family>${family}</family><prefer><family>${preferred}</family></prefer></alias>`;

async function finishFonts(directory: string, home: string): Promise<void> {
  const families = path.join(directory, 'node_modules', '@expo-google-fonts');
  const everything = await readdir(families, { recursive: true });
  const unused = everything.filter((folder) => /^[^/]+\/[1-9]00\w*$/.test(folder) && !/\/(400|600|700)[A-Za-z]*$/.test(folder));
  await Promise.all(unused.map((folder) => removeDirectory(path.join(families, folder))));
  const configuration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(home, 'node_modules')}</dir>
  <cachedir>${path.join(home, 'fontconfig')}</cachedir>
  ${alias('system-ui', 'Noto Sans')}
  ${alias('sans-serif', 'Noto Sans')}
  ${alias('monospace', 'Noto Sans Mono')}
</fontconfig>
`;
  await writeFile(path.join(directory, 'fonts.conf'), configuration);
}

const finish: Readonly<Record<Pinned, (directory: string, home: string) => Promise<void>>> = {
  editor: finishEditor,
  'editor-minimum': finishEditor,
  browser: finishBrowser,
  fonts: finishFonts,
};

async function homeOf(name: Pinned, source: string): Promise<string> {
  const hash = createHash('sha256').update(recipe);
  const substitutes = ['spdlog.cjs', 'watchdog.cjs'].map((file) => path.join(sources, 'substitutes', file));
  const locks = ['package-lock.json', path.join('modules', 'package-lock.json')].map((lock) => path.join(source, lock));
  for (const file of [...locks, ...substitutes].filter((each) => existsSync(each))) {
    hash.update(await readFile(file));
  }
  return path.join(cacheDirectory(), `${name}-${hash.digest('hex').slice(0, 12)}`);
}

async function install(name: Pinned, source: string, home: string): Promise<void> {
  const workshop = `${home}.${process.pid}-${Date.now()}`;
  const forget = whenLeaving(() => removeDirectory(workshop));
  await mkdir(path.dirname(home), { recursive: true });
  try {
    await cp(source, workshop, { recursive: true });
    await npm(['ci'], workshop);
    await finish[name](workshop, home);
    await rename(workshop, home);
  } catch (error) {
    if (!existsSync(home)) {
      throw error;
    }
  } finally {
    await removeDirectory(workshop);
    forget();
  }
}

/** The folder where the pinned thing is installed; the first use on a machine installs it, all at once or not at all. */
export async function installed(name: Pinned): Promise<string> {
  const source = path.join(sources, name);
  const home = await homeOf(name, source);
  if (!existsSync(home)) {
    process.stderr.write(`Installing ${name} from the npm registry into ${home} (once).\n`);
    await install(name, source, home);
  }
  return home;
}
