/** Why a run stopped by itself. */
export type StopReason =
  | { readonly kind: 'signIn' | 'locked' | 'refused' | 'network' | 'throttled' | 'unknownInRow' | 'unexpected'; readonly error: Error }
  | { readonly kind: 'journal'; readonly error: Error };

export type HaltState =
  | { readonly kind: 'going' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'stopped'; readonly why: StopReason };

/** The one switch of a run: going, paused, cancelled, stopped. Cancelled and stopped are final. */
export class Halt {
  #state: HaltState = { kind: 'going' };
  readonly #listeners = new Set<() => void>();

  get state(): HaltState {
    return this.#state;
  }

  get going(): boolean {
    return this.#state.kind === 'going';
  }

  get ended(): boolean {
    return this.#state.kind === 'cancelled' || this.#state.kind === 'stopped';
  }

  pause(): void {
    if (this.going) {
      this.#set({ kind: 'paused' });
    }
  }

  resume(): void {
    if (this.#state.kind === 'paused') {
      this.#set({ kind: 'going' });
    }
  }

  cancel(): void {
    if (!this.ended) {
      this.#set({ kind: 'cancelled' });
    }
  }

  stop(why: StopReason): void {
    if (!this.ended) {
      this.#set({ kind: 'stopped', why });
    }
  }

  /** Calls a listener at every change until it is taken off again by the returned function. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves as soon as the run is not paused: it goes on or has ended. */
  async untilNotPaused(): Promise<void> {
    while (this.#state.kind === 'paused') {
      await new Promise<void>((resolve) => {
        const off = this.onChange(() => {
          off();
          resolve();
        });
      });
    }
  }

  #set(state: HaltState): void {
    this.#state = state;
    [...this.#listeners].forEach((listener) => {
      listener();
    });
  }
}
