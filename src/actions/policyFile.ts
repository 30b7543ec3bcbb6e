import { readFile } from 'node:fs/promises';
import { canonicalJson } from './canonicalJson';
import { fieldsOf, ShapeError, type Mismatch } from './checked';
import { isMissingFile } from './errorKinds';
import { nobodyProtected, readProtectedPeople } from './protectedPeople';
import { defaultPolicy } from './services';
import type { Policy } from './services';
import { makeTenantFolder, writeFlushed } from './tenantFolder';
import type { TenantFolder } from './tenantFolder';

/** Why a policy cannot be read: what is in it, that it is no JSON, or what the file system said. */
export type PolicyProblem =
  | { readonly kind: 'mismatch'; readonly mismatch: Mismatch }
  | { readonly kind: 'notJson' }
  | { readonly kind: 'disk'; readonly code: string };

/** A policy as read from its file; an unreadable one must stop every removal, since it may protect somebody. */
export type ReadPolicy =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'unreadable'; readonly file: string; readonly why: PolicyProblem };

/** The policy of a tenant cannot be read, thus nothing may be removed there. */
export class PolicyError extends Error {
  readonly kind = 'policy';

  constructor(
    readonly file: string,
    readonly why: PolicyProblem,
  ) {
    super('The policy of the tenant cannot be read.');
    this.name = 'PolicyError';
  }
}

const known: readonly string[] = ['protectedPeople', 'capPerRun', 'exportBeforeRemove'];
const largestCap = 100_000;

/** Reads what was decided about removing in a tenant; the defaults when nothing was. */
export async function readPolicyFile(folder: TenantFolder): Promise<ReadPolicy> {
  try {
    return { kind: 'policy', policy: policyOf(JSON.parse(await readFile(folder.policyFile, 'utf8'))) };
  } catch (error) {
    if (isMissingFile(error)) {
      return { kind: 'policy', policy: defaultPolicy };
    }
    return { kind: 'unreadable', file: folder.policyFile, why: policyProblem(error) };
  }
}

function policyProblem(error: unknown): PolicyProblem {
  if (error instanceof ShapeError) {
    return { kind: 'mismatch', mismatch: error.mismatch };
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error instanceof SyntaxError ? { kind: 'notJson' } : { kind: 'disk', code };
}

/** Makes the policy file of a tenant, with the defaults, when there is none yet. Gives its path. Throws what the file system throws. */
export async function makePolicyFile(folder: TenantFolder): Promise<string> {
  const exists = await readFile(folder.policyFile).then(
    () => true,
    (error: unknown) => !isMissingFile(error),
  );
  if (!exists) {
    await makeTenantFolder(folder);
    await writeFlushed(folder.policyFile, canonicalJson({ ...defaultPolicy, protectedPeople: nobodyProtected }));
  }
  return folder.policyFile;
}

/** Reads a policy from parsed JSON. Throws ShapeError. */
export function policyOf(value: unknown): Policy {
  const fields = fieldsOf(value, '');
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new ShapeError(stranger, { kind: 'oneOf', allowed: known });
  }
  const { protectedPeople = {}, capPerRun = defaultPolicy.capPerRun, exportBeforeRemove = defaultPolicy.exportBeforeRemove } = fields;
  if (typeof capPerRun !== 'number' || !Number.isInteger(capPerRun) || capPerRun < 1 || capPerRun > largestCap) {
    throw new ShapeError('capPerRun', { kind: 'count', most: largestCap });
  }
  if (typeof exportBeforeRemove !== 'boolean') {
    throw new ShapeError('exportBeforeRemove', 'flag');
  }
  return { protectedPeople: readProtectedPeople(protectedPeople), capPerRun, exportBeforeRemove };
}
