import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createVSIX, listFiles } from '@vscode/vsce';
import { buildExtension } from '../test/support/buildExtension';
import { inRepository } from '../test/support/places';
import { leaveOnSignals, runProcess } from '../test/support/processes';
import { vsixFile } from '../test/support/vsix';

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const readJson = async <T>(file: string): Promise<T> => JSON.parse(await readFile(file, 'utf8')) as T;

async function run(command: string, args: readonly string[]): Promise<string> {
  const { code, output } = await runProcess(command, args, {
    cwd: inRepository(),
    timeoutMs: 180_000,
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  }
  return output;
}

async function bundledPackages(): Promise<readonly string[]> {
  const { inputs } = await readJson<Metafile>(inRepository('dist', 'metafile.json'));
  const folders = Object.keys(inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

async function noticeOf(folder: string): Promise<string> {
  const directory = inRepository(folder);
  const { name, version, license } = await readJson<PackageManifest>(path.join(directory, 'package.json'));
  const files = (await readdir(directory)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(path.join(directory, file), 'utf8')));
  return [`${name} ${version} (${license ?? 'no license named'})`, ...texts.map((text) => text.trim())].join('\n\n');
}

async function writeNotices(): Promise<void> {
  const notices = await Promise.all((await bundledPackages()).map(noticeOf));
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const text = ['This extension contains the following packages.', ...notices].join(rule);
  await writeFile(inRepository('dist', 'ThirdPartyNotices.txt'), `${text}\n`);
}

async function writeBillOfMaterials(): Promise<void> {
  const text = await run('npm', ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only', '--loglevel=error']);
  await writeFile(inRepository('dist', 'sbom.cdx.json'), text.slice(text.indexOf('{')));
}

/** The README without its pictures: they are larger than the extension, and an installed one has no place to fetch them from. */
async function writeReadme(file: string): Promise<void> {
  const text = await readFile(inRepository('README.md'), 'utf8');
  await writeFile(file, text.replace(/<!-- pictures -->[^]*?<!-- \/pictures -->\n\n/g, ''));
}

/** Odd minor versions are pre-releases: the Marketplace has no room for a suffix. Source: the VS Code documentation on publishing. */
async function isPreRelease(): Promise<boolean> {
  const { version } = await readJson<PackageManifest>(inRepository('package.json'));
  return Number(version.split('.')[1]) % 2 === 1;
}

async function main(): Promise<void> {
  leaveOnSignals();
  await buildExtension();
  await writeNotices();
  await writeBillOfMaterials();
  const packagePath = vsixFile();
  const readmePath = 'dist/README.md';
  await writeReadme(inRepository(readmePath));
  await createVSIX({
    cwd: inRepository(),
    packagePath,
    readmePath,
    dependencies: false,
    preRelease: await isPreRelease(),
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const files = await listFiles({ cwd: inRepository() });
  process.stdout.write(`${files.sort().join('\n')}\n\n${path.relative(process.cwd(), packagePath)}\n`);
  if (!existsSync(packagePath)) {
    throw new Error('No package was made.');
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
