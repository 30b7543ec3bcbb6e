import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const staleAfterMs = 30_000;
const beatMs = 5_000;
const giveUpAfterMs = 60_000;

interface Owner {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
}

const codeOf = (error: unknown): string | undefined => (error instanceof Error ? (error as { readonly code?: string }).code : undefined);

async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify(owner)).finally(() => handle.close());
    return true;
  } catch (error) {
    const code = codeOf(error);
    // Windows refuses for a moment to make a file anew that is just being removed.
    if (code === 'EEXIST' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES'))) {
      return false;
    }
    throw error;
  }
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A lock is abandoned when its process is gone, or when nobody has touched it for long: its owner beats while it holds it. */
async function abandoned(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    return false;
  }
  const owner = await ownerOf(file);
  const gone = owner?.host === hostname() && !lives(owner.pid);
  return gone || Date.now() - found.mtimeMs > staleAfterMs;
}

/** Only one may clear an abandoned lock away, and looks again before: else two could each remove the other's fresh lock. */
async function clearAway(file: string, owner: Owner): Promise<void> {
  const broom = `${file}.broom`;
  if (!(await create(broom, owner))) {
    if (await abandoned(broom)) {
      await rm(broom, { force: true });
    }
    return;
  }
  try {
    if (await abandoned(file)) {
      const aside = `${file}.${owner.id}`;
      await rename(file, aside).catch(() => undefined);
      await rm(aside, { force: true });
    }
  } finally {
    await rm(broom, { force: true });
  }
}

async function acquire(file: string, owner: Owner): Promise<void> {
  const started = Date.now();
  for (let wait = 2; !(await create(file, owner)); wait = Math.min(50, wait * 2)) {
    if (await abandoned(file)) {
      await clearAway(file, owner);
    }
    if (Date.now() - started > giveUpAfterMs) {
      throw new Error('Another window holds the lock of the sign-in store for too long.');
    }
    await sleep(wait / 2 + Math.random() * wait);
  }
}

/**
 * Runs `deed` while no other process of this machine runs one under the same name. The lock is a file created exclusively in
 * `directory`; one left behind by a process that died is cleared away. Throws what `deed` throws, and the system's error where the
 * directory cannot be written.
 */
export async function underLock<T>(directory: string, name: string, deed: () => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${name}.lock`);
  const owner: Owner = { id: randomUUID(), pid: process.pid, host: hostname() };
  await acquire(file, owner);
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), beatMs);
  try {
    return await deed();
  } finally {
    clearInterval(beat);
    if ((await ownerOf(file))?.id === owner.id) {
      await rm(file, { force: true });
    }
  }
}
