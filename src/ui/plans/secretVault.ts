import type { StorageVault } from '../../actions/storageVault';

const prefix = 'sharedProfiles.storage.';
const untilKey = 'sharedProfiles.storageUntil';
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

/** When each location is of no use any more, by fingerprint, in milliseconds since the epoch. */
type Until = Readonly<Record<string, number>>;

/**
 * Storage locations in the editor's secret store, so that a run can go on in the next window. A location is forgotten when the service has
 * it, and at the next start after its signature ended: plans that are never run leave nothing behind.
 */
export function createSecretVault(secrets: SecretStore, kept: LastingState, now = Date.now()): StorageVault {
  const until = (): Until => (kept.get(untilKey) ?? {}) as Until;
  const forget = async (...fingerprints: readonly string[]): Promise<void> => {
    const left = Object.entries(until()).filter(([fingerprint]) => !fingerprints.includes(fingerprint));
    await Promise.all(fingerprints.map(async (fingerprint) => secrets.delete(prefix + fingerprint)));
    await kept.update(untilKey, Object.fromEntries(left));
  };
  const ended = Object.entries(until()).flatMap(([fingerprint, end]) => (end < now ? [fingerprint] : []));
  void (ended.length > 0 && forget(...ended));
  return {
    put: async (fingerprint, location) => {
      await kept.update(untilKey, { ...until(), [fingerprint]: endOf(location, Date.now()) });
      await secrets.store(prefix + fingerprint, location);
    },
    get: async (fingerprint) => secrets.get(prefix + fingerprint),
    forget: async (fingerprint) => forget(fingerprint),
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
