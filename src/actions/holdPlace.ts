import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './tenantFolder';
import { takeLock, type LockHolder, type TenantLock } from './tenantLock';

/** The locks of every tenant of a place, so that nothing is exported or removed there while they are held. */
export type HeldPlace =
  | { readonly kind: 'held'; readonly tenants: number; readonly release: () => Promise<void> }
  | { readonly kind: 'busy'; readonly holder: LockHolder };

async function foldersIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** Takes the lock of every tenant of a place, or none when somebody holds one. Throws what the file system throws. */
export async function holdPlace({ directory, lockDirectory = directory }: Place, purpose: string): Promise<HeldPlace> {
  const held: TenantLock[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(held.map((lock) => lock.release()));
  };
  for (const name of await foldersIn(directory)) {
    const lock = join(lockDirectory, name, 'lock');
    await mkdir(lock, { recursive: true, mode: 0o700 });
    const locked = await takeLock(lock, purpose);
    if (locked.kind === 'busy') {
      await release();
      return locked;
    }
    held.push(locked.lock);
  }
  return { kind: 'held', tenants: held.length, release };
}
