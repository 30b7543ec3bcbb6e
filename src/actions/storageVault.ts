import { sha256 } from './canonicalJson';
import type { PlanItem } from './plan';

/** Keeps storage locations, which are secrets, apart from plans and journals: by fingerprint, in memory or in a secret store. */
export interface StorageVault {
  put(fingerprint: string, location: string): Promise<void>;
  get(fingerprint: string): Promise<string | undefined>;
  forget(fingerprint: string): Promise<void>;
}

/** A vault that lives as long as the window. */
export function createMemoryVault(): StorageVault {
  const locations = new Map<string, string>();
  return {
    put: async (fingerprint, location) => {
      await Promise.resolve(locations.set(fingerprint, location));
    },
    get: async (fingerprint) => Promise.resolve(locations.get(fingerprint)),
    forget: async (fingerprint) => {
      await Promise.resolve(locations.delete(fingerprint));
    },
  };
}

/** The location of an item; undefined when it is not kept, or not the one that was planned. */
export async function locationOf(vault: StorageVault, item: PlanItem): Promise<string | undefined> {
  const fingerprint = item.direction === 'inbound' ? item.storage?.fingerprint : undefined;
  const location = fingerprint === undefined ? undefined : await vault.get(fingerprint);
  return location !== undefined && sha256(location.trim()) === fingerprint ? location : undefined;
}

/** Forgets the location of an item once the service has it. A vault that fails to forget must not turn an accepted export into a failed one. */
export async function forgetLocation(vault: StorageVault, item: PlanItem): Promise<void> {
  const fingerprint = item.direction === 'inbound' ? item.storage?.fingerprint : undefined;
  await (fingerprint === undefined ? undefined : vault.forget(fingerprint).catch(() => undefined));
}
