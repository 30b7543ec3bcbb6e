export interface Disposable {
  dispose(): void;
}

export type Listen<T> = (listener: (event: T) => void) => Disposable;

export interface Emitter<T> {
  readonly listen: Listen<T>;
  fire(event: T): void;
}

/** An event that tells every listener, in the order in which they came. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<{ readonly call: (event: T) => void }>();
  return {
    listen: (call) => {
      const entry = { call };
      listeners.add(entry);
      return { dispose: () => void listeners.delete(entry) };
    },
    fire: (event) => {
      for (const { call } of [...listeners]) {
        call(event);
      }
    },
  };
}
