import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** The repository; a test bundled into `out` is told where it is. */
export const repository = process.env['SHARED_PROFILES_REPOSITORY'] ?? path.resolve(__dirname, '..', '..');

export const inRepository = (...parts: readonly string[]): string => path.join(repository, ...parts);

export function cacheDirectory(): string {
  const home = os.homedir();
  const base =
    process.platform === 'win32'
      ? (process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : (process.env['XDG_CACHE_HOME'] ?? path.join(home, '.cache'));
  return path.join(base, 'shared-profiles-development');
}

export const temporaryDirectory = (purpose: string): Promise<string> => mkdtemp(path.join(os.tmpdir(), `shared-profiles-${purpose}-`));

export const removeDirectory = (directory: string): Promise<void> =>
  rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
