import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { partialName } from './files';
import { diskError, EvidenceError, isMissing } from './errors';

const retryMs = 20;
const givesUpAfterMs = 15_000;
/** The work done under this lock takes milliseconds; whoever held it this long was killed. */
const abandonedAfterMs = 10_000;

async function taken(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false;
    }
    throw diskError(error, path);
  }
}

/** Moved aside before it is removed, so that of two who find it abandoned only one removes it. */
async function clearAbandoned(path: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs < abandonedAfterMs) {
      return;
    }
    const aside = partialName(path);
    await rename(path, aside);
    await rm(aside, { recursive: true, force: true });
  } catch (error) {
    if (!isMissing(error)) {
      throw diskError(error, path);
    }
  }
}

/** Does short work on a folder while no other window does: a folder of that name is the lock. Throws EvidenceError when it cannot be had. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const givesUpAt = Date.now() + givesUpAfterMs;
  while (!(await taken(path))) {
    if (Date.now() > givesUpAt) {
      throw new EvidenceError({ kind: 'lockHeld' }, 'io', { path });
    }
    await clearAbandoned(path);
    await delay(retryMs);
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
