import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { inRepository } from './places';

/** Bundles the host suite into one file that VS Code can run, and says where it is. */
export async function bundleHostTests(): Promise<string> {
  const folder = inRepository('test', 'host');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts')).sort();
  const imports = files.map((file) => `await import(${JSON.stringify(`./${file.split(path.sep).join('/')}`)});`);
  const outfile = inRepository('out', 'host', 'suite.js');
  await build({
    stdin: {
      contents: `globalThis.loadTests = async () => {\n${imports.join('\n')}\n};\nexport { run } from '../support/hostRunner';`,
      resolveDir: folder,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
