// Compiles assembly/ and writes it, with a digest of its sources, to src/profiles/assembly.ts.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../assembly/', import.meta.url));
const digest = createHash('sha256');
for (const name of readdirSync(folder)
  .filter((entry) => entry.endsWith('.ts'))
  .sort()) {
  digest.update(readFileSync(`${folder}${name}`));
}
const binary = `${folder}inbound.wasm`;
const options = ['--runtime', 'stub', '--importMemory', '--noAssert', '-O3', '--converge', '--enable', 'simd', '--use', 'abort='];
const { status } = spawnSync('npx', ['asc', 'inbound.ts', '--outFile', 'inbound.wasm', ...options], { cwd: folder, stdio: 'inherit' });
if (status !== 0) {
  process.exit(1);
}
const lines =
  readFileSync(binary)
    .toString('base64')
    .match(/.{1,128}/gu) ?? [];
rmSync(binary);
writeFileSync(
  fileURLToPath(new URL('../src/profiles/assembly.ts', import.meta.url)),
  [
    '/** Written by `npm run build:assembly` from assembly/; the digest is that of its sources. */',
    `export const assemblyDigest = '${digest.digest('hex')}';`,
    '',
    'export const assembly =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n'),
);
