import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActingContext } from './actingContext';
import { sha256 } from './canonicalJson';
import { planFileExtension, planFileText, readPlan } from './planFile';
import type { ReadPlan } from './planFile';
import type { Plan } from './plan';

/** Where journals and plans are kept. Locks may live apart, so that a case folder and the global storage share one lock per tenant. */
export interface Place {
  readonly directory: string;
  readonly lockDirectory?: string;
}

/** The files of one tenant of one cloud. */
export interface TenantFolder {
  readonly journalFile: string;
  readonly plansDirectory: string;
  readonly policyFile: string;
  readonly lockDirectory: string;
}

const ownerOnly = { file: 0o600, directory: 0o700 } as const;

/** The files of the tenant of a context. Creates nothing. */
export function tenantFolder(place: Place, context: ActingContext): TenantFolder {
  const name = folderName(context);
  return {
    journalFile: join(place.directory, name, 'journal.jsonl'),
    plansDirectory: join(place.directory, name, 'plans'),
    policyFile: join(place.directory, name, 'policy.json'),
    lockDirectory: join(place.lockDirectory ?? place.directory, name, 'lock'),
  };
}

/** Makes the folders of a tenant, for the owner only. Throws what the file system throws. */
export async function makeTenantFolder(folder: TenantFolder): Promise<void> {
  for (const directory of [folder.plansDirectory, folder.lockDirectory]) {
    await mkdir(directory, { recursive: true, mode: ownerOnly.directory });
  }
}

/** Keeps the plan of a run beside its journal, flushed to disk. Throws what the file system throws. */
export async function keepPlan(folder: TenantFolder, plan: Plan): Promise<void> {
  const file = keptPlanFile(folder, plan.sha256);
  await writeFlushed(`${file}.part`, planFileText(plan));
  await rename(`${file}.part`, file);
}

/** Reads the plan of a run back; undefined when it is not there. */
export async function readKeptPlan(folder: TenantFolder, hash: string): Promise<ReadPlan | undefined> {
  const text = await readFile(keptPlanFile(folder, hash), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : readPlan(text);
}

/** Writes a file for the owner only and flushes it to disk. Throws what the file system throws. */
export async function writeFlushed(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', ownerOnly.file);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function keptPlanFile(folder: TenantFolder, hash: string): string {
  return join(folder.plansDirectory, `${hash}${planFileExtension}`);
}

function folderName(context: ActingContext): string {
  const cloud = context.cloud === 'Sandbox' ? `sandbox-${new URL(context.graphEndpoint).port}` : context.cloud.toLowerCase();
  const tenant = context.tenantId.toLowerCase();
  return `${cloud}-${/^[0-9a-f-]{36}$/.test(tenant) ? tenant : sha256(tenant)}`;
}
