import type { Listen } from './host';

export interface Emitter<T> {
  readonly listen: Listen<T>;
  fire(event: T): void;
  dispose(): void;
}

/** An event that tells every listener; one that fails does not keep the others from hearing. */
export function createEmitter<T>(failed: (error: unknown) => void): Emitter<T> {
  const listeners = new Set<(event: T) => unknown>();
  return {
    listen: (listener) => {
      const own = (event: T): unknown => listener(event);
      listeners.add(own);
      return { dispose: () => listeners.delete(own) };
    },
    fire: (event) => {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          failed(error);
        }
      }
    },
    dispose: () => listeners.clear(),
  };
}
