import type { SecretStore } from '../../src/signin/host';

/** A secret store in memory, as several windows share it. */
export class SharedSecrets {
  readonly values = new Map<string, string>();
  private readonly listeners = new Set<(event: { readonly key: string }) => unknown>();

  window(): SecretStore {
    const tell = (key: string): void => [...this.listeners].forEach((listener) => void listener({ key }));
    return {
      get: async (key) => this.values.get(key),
      store: async (key, value) => {
        this.values.set(key, value);
        tell(key);
      },
      delete: async (key) => {
        this.values.delete(key);
        tell(key);
      },
      onDidChange: (listener) => {
        this.listeners.add(listener);
        return { dispose: () => this.listeners.delete(listener) };
      },
    };
  }
}
