import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SecretStore } from '../../../src/signin/host';

/** A secret store in files, for processes that share it. What is written appears to the others a little later, as in the editor. */
export function fileSecrets(directory: string): SecretStore {
  const fileOf = (key: string): string => path.join(directory, `${Buffer.from(key).toString('hex')}.secret`);
  return {
    get: (key) => readFile(fileOf(key), 'utf8').catch(() => undefined),
    store: async (key, value) => {
      await mkdir(directory, { recursive: true });
      const aside = `${fileOf(key)}.${process.pid}.${Math.random()}`;
      await writeFile(aside, value);
      await rename(aside, fileOf(key));
    },
    delete: (key) => rm(fileOf(key), { force: true }),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
