import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The top of the git work tree a folder lies in, or would lie in, or undefined: what is saved there may be committed and pushed. */
export async function workTreeAbove(folder: string): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (await isThere(join(at, '.git'))) {
      return at;
    }
    if (dirname(at) === at) {
      return undefined;
    }
  }
}
