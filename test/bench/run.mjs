// Installs the peers on demand, bundles the benchmark as the product is bundled, and runs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = join(folder, '..', '..');

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['inherit', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

if (!existsSync(join(folder, 'node_modules', '@microsoft', 'msgraph-beta-sdk'))) {
  run('npm', ['ci', '--ignore-scripts'], folder);
}
run(process.execPath, ['esbuild.mjs', '--only', 'sandbox'], root);
await build({
  entryPoints: [join(folder, 'bench.ts'), join(folder, 'child.ts')],
  outdir: join(folder, 'out'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
});
const env = { ...process.env, BENCH_FOLDER: folder, BENCH_SANDBOX: join(root, 'dist', 'sandbox.js') };
const { status } = spawnSync(process.execPath, [join(folder, 'out', 'bench.mjs'), ...process.argv.slice(2)], { stdio: 'inherit', env });
process.exit(status ?? 1);
