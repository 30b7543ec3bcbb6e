import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buildExtension } from '../test/support/buildExtension';
import { inRepository } from '../test/support/places';

const dist = inRepository('dist');

const secrets: readonly (readonly [string, RegExp])[] = [
  ['a signed token', /eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/],
  // Not the published key of the storage emulator, which the storage client knows.
  ['a storage key', /AccountKey=(?!Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq)[A-Za-z0-9+/]{40,}/],
  ['a shared access signature', /[?&]sig=[A-Za-z0-9%]{30,}/],
  ['a client secret', /[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,}/],
  ['a registry token', /\bnpm_[A-Za-z0-9]{36}\b/],
];

const foreign: readonly (readonly [string, RegExp])[] = [
  ['the place it was built in', new RegExp(`${escaped(inRepository())}|${escaped(os.homedir())}/(?=\\w)`)],
  ['test code', /node:assert|from ?["']mocha["']|require\(["']mocha["']\)|playwright/],
];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function complaintsAbout(file: string): Promise<readonly string[]> {
  const text = await readFile(path.join(dist, file), 'utf8');
  return [...secrets, ...foreign].filter(([, pattern]) => pattern.test(text)).map(([what]) => `dist/${file} contains ${what}.`);
}

async function main(): Promise<void> {
  await buildExtension();
  const files = (await readdir(dist)).filter((file) => file.endsWith('.js'));
  const complaints = (await Promise.all(files.map(complaintsAbout))).flat();
  if (complaints.length > 0) {
    throw new Error(complaints.join('\n'));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
