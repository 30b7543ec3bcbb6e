import process from 'node:process';
import { inRepository } from './places';
import { runProcess } from './processes';

/** Builds what the manifest loads, as `npm run build` does. */
export async function buildExtension(): Promise<void> {
  const { code, output } = await runProcess(process.execPath, ['esbuild.mjs'], { cwd: inRepository(), timeoutMs: 120_000 });
  if (code !== 0) {
    throw new Error(`The extension could not be built:\n${output}`);
  }
}
