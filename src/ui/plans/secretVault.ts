import type { SecretStorage } from 'vscode';
import type { StorageVault } from '../../actions/storageVault';

const prefix = 'sharedProfiles.storage.';

/** Storage locations in the editor's secret store, so that a run can go on in the next window. */
export function createSecretVault(secrets: SecretStorage): StorageVault {
  return {
    put: async (fingerprint, location) => secrets.store(prefix + fingerprint, location),
    get: async (fingerprint) => secrets.get(prefix + fingerprint),
    forget: async (fingerprint) => secrets.delete(prefix + fingerprint),
  };
}
