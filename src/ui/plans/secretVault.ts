import type { StorageVault } from '../../actions/storageVault';

const prefix = 'sharedProfiles.storage.';
const untilKey = 'sharedProfiles.storageUntil';
const contextsKey = 'sharedProfiles.storageContexts';
const longestMs = 30 * 86_400_000;

/** What a vault needs of the editor's secret store. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** What a vault needs of the editor's lasting state. */
export interface LastingState {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Storage locations of all contexts: what is kept for one is forgotten with it. */
export interface SecretVault extends StorageVault {
  of(contextId: string): StorageVault;
  forgetAllOf(contextId: string): Promise<void>;
}

/** When each location is of no use any more, by fingerprint, in milliseconds since the epoch. */
type Until = Readonly<Record<string, number>>;

/** For which context each location is kept, by fingerprint. */
type Owners = Readonly<Record<string, string>>;

/**
 * Storage locations in the editor's secret store, so that a run can go on in the next window. A location is forgotten when the service has
 * it, and at the next start after its signature ended: plans that are never run leave nothing behind.
 */
export function createSecretVault(secrets: SecretStore, kept: LastingState, now = Date.now()): SecretVault {
  const owners = (): Owners => (kept.get(contextsKey) ?? {}) as Owners;
  const until = (): Until => (kept.get(untilKey) ?? {}) as Until;
  const forget = async (...fingerprints: readonly string[]): Promise<void> => {
    const without = (record: Until | Owners): object =>
      Object.fromEntries(Object.entries(record).filter(([fingerprint]) => !fingerprints.includes(fingerprint)));
    await Promise.all(fingerprints.map(async (fingerprint) => secrets.delete(prefix + fingerprint)));
    await kept.update(contextsKey, without(owners()));
    await kept.update(untilKey, without(until()));
  };
  const ended = Object.entries(until()).flatMap(([fingerprint, end]) => (end < now ? [fingerprint] : []));
  void (ended.length > 0 && forget(...ended));
  const vault: StorageVault = {
    put: async (fingerprint, location) => {
      await kept.update(untilKey, { ...until(), [fingerprint]: endOf(location, Date.now()) });
      await secrets.store(prefix + fingerprint, location);
    },
    get: async (fingerprint) => secrets.get(prefix + fingerprint),
    forget: async (fingerprint) => forget(fingerprint),
  };
  return {
    ...vault,
    of: (contextId) => ({
      ...vault,
      put: async (fingerprint, location) => {
        await kept.update(contextsKey, { ...owners(), [fingerprint]: contextId });
        await vault.put(fingerprint, location);
      },
    }),
    forgetAllOf: async (contextId) =>
      forget(...Object.entries(owners()).flatMap(([fingerprint, owner]) => (owner === contextId ? [fingerprint] : []))),
  };
}

/** The fingerprints of the storage locations that are kept. */
export function keptLocations(kept: Pick<LastingState, 'get'>): readonly string[] {
  return Object.keys(kept.get(untilKey) ?? {});
}

function endOf(location: string, now: number): number {
  const end = URL.canParse(location) ? Date.parse(new URL(location).searchParams.get('se') ?? '') : Number.NaN;
  return Math.min(Number.isNaN(end) ? Number.POSITIVE_INFINITY : end, now + longestMs);
}
