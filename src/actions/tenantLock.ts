import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeFlushed } from './tenantFolder';

/** Who holds a lock: a process of a machine. `file` is the lock file that says so. */
export interface LockHolder {
  readonly processId: number | undefined;
  readonly host: string | undefined;
  readonly since: string | undefined;
  readonly purpose: string | undefined;
  readonly file: string;
}

export interface TenantLock {
  release(): Promise<void>;
}

export type Locked = { readonly kind: 'locked'; readonly lock: TenantLock } | { readonly kind: 'busy'; readonly holder: LockHolder };

interface Claim {
  readonly processId: number;
  readonly startedAt: string | undefined;
  readonly host: string;
  readonly since: string;
  readonly purpose: string;
}

const extension = '.lock';
const attempts = 5;

/**
 * Takes the one lock of a directory, or says who holds it. Everyone first puts a claim of their own name into the directory, then looks at
 * the others': of two claimants the one who looks last sees the other, so two can never hold it. A claim counts as long as its process
 * lives, thus a crash releases it at once and a suspended process keeps it. What cannot be judged (another machine) counts as held.
 * Throws what the file system throws.
 */
export async function takeLock(directory: string, purpose: string): Promise<Locked> {
  for (let attempt = 1; ; attempt += 1) {
    const locked = await tryLock(directory, purpose);
    if (locked.kind === 'locked' || attempt === attempts) {
      return locked;
    }
    await delay(20 + Math.random() * 60);
  }
}

/** Who holds the lock of a directory now; undefined when nobody does. Takes nothing. */
export async function holderOf(directory: string): Promise<LockHolder | undefined> {
  return otherHolder(directory, undefined).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
}

async function tryLock(directory: string, purpose: string): Promise<Locked> {
  const file = join(directory, `${randomUUID()}${extension}`);
  await writeClaim(file, await ownClaim(purpose));
  const release = async (): Promise<void> => rm(file, { force: true });
  try {
    const holder = await otherHolder(directory, file);
    if (holder === undefined) {
      return { kind: 'locked', lock: { release } };
    }
    await release();
    return { kind: 'busy', holder };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A claim appears whole or not at all: it is written under another name first. */
async function writeClaim(file: string, claim: Claim): Promise<void> {
  await writeFlushed(`${file}.part`, JSON.stringify(claim));
  await rename(`${file}.part`, file);
}

async function otherHolder(directory: string, own: string | undefined): Promise<LockHolder | undefined> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(extension));
  for (const file of names.map((name) => join(directory, name)).filter((name) => name !== own)) {
    const content = await readFile(file, 'utf8').catch(() => undefined);
    const claim = content === undefined ? undefined : claimOf(content);
    if (content !== undefined && (claim === undefined || (await isHeld(claim)))) {
      return { processId: claim?.processId, host: claim?.host, since: claim?.since, purpose: claim?.purpose, file };
    }
    await rm(file, { force: true });
  }
  return undefined;
}

function claimOf(content: string): Claim | undefined {
  try {
    const value = JSON.parse(content) as Partial<Claim>;
    return typeof value.processId === 'number' && typeof value.host === 'string' ? (value as Claim) : undefined;
  } catch {
    return undefined;
  }
}

async function isHeld(claim: Claim): Promise<boolean> {
  if (claim.host !== hostname()) {
    return true;
  }
  if (!isAlive(claim.processId)) {
    return false;
  }
  const startedAt = await startOf(claim.processId);
  return startedAt === undefined || claim.startedAt === undefined || startedAt === claim.startedAt;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ownClaim(purpose: string): Promise<Claim> {
  const startedAt = await startOf(process.pid);
  return { processId: process.pid, startedAt, host: hostname(), since: new Date().toISOString(), purpose };
}

/** Boot and start of a process, where the system tells (Linux): a process id may be given out again. A zombie no longer holds anything. */
async function startOf(processId: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${processId}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    return fields[0] === 'Z' ? 'ended' : `${boot} ${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
