import type { StopReason } from './halt';
import { failedResult } from './itemResult';
import type { ItemEnd, ItemResult, NotDone } from './itemResult';

export type Decision =
  | { readonly kind: 'record'; readonly result: ItemResult }
  | { readonly kind: 'again' }
  | { readonly kind: 'stop'; readonly why: StopReason; readonly record?: ItemResult };

const inRow = { network: 5, refused: 3, unknown: 8 } as const;
const triesPerItem = 3;

/** Decides after every item whether the run may go on: trouble that would meet everyone stops it, trouble of one person does not. */
export class Fuse {
  #good = 0;
  #network = 0;
  #refused = 0;
  #unknown = 0;
  readonly #tries = new Map<string, number>();

  judge(key: string, end: ItemEnd): Decision {
    return end.kind === 'ended' ? this.#recorded(end.result) : this.#notDone(key, end.because, end.error);
  }

  #recorded(result: ItemResult): Decision {
    if (result.outcome !== 'unknown') {
      this.#good += result.outcome === 'requested' || result.outcome === 'accepted' ? 1 : 0;
      this.#network = this.#refused = this.#unknown = 0;
      return { kind: 'record', result };
    }
    this.#unknown += 1;
    const error = result.error ?? new Error('Answers are lost.');
    return this.#unknown < inRow.unknown
      ? { kind: 'record', result }
      : { kind: 'stop', why: { kind: 'unknownInRow', error }, record: result };
  }

  #notDone(key: string, because: NotDone, error: Error): Decision {
    switch (because) {
      case 'halted':
        return { kind: 'again' };
      case 'network':
        this.#network += 1;
        return this.#network < inRow.network ? this.#again(key, error) : { kind: 'stop', why: { kind: 'network', error } };
      case 'refused':
        this.#refused += 1;
        return this.#good > 0 && this.#refused < inRow.refused ? failed(error) : { kind: 'stop', why: { kind: 'refused', error } };
      case 'throttled':
      case 'locked':
      case 'signIn':
      case 'journal':
      case 'unexpected':
        return { kind: 'stop', why: { kind: because, error } };
    }
  }

  #again(key: string, error: Error): Decision {
    const tries = (this.#tries.get(key) ?? 0) + 1;
    this.#tries.set(key, tries);
    return tries < triesPerItem ? { kind: 'again' } : failed(error);
  }
}

function failed(error: Error): Decision {
  return { kind: 'record', result: failedResult(error) };
}
