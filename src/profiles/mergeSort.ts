import { CancelledError } from '../graph/errors';
import { createBreather } from './loading';

const blockSize = 24;
const stepsBetweenBreaths = 256;
/** To find where two runs meet: the first comparison, and halving. */
const stepsToBegin = 16;

/** Sorts in place, stable, in slices: other events run in between. Cheap where the items are nearly in order. Throws CancelledError. */
export async function mergeSort(items: Uint32Array, compare: (one: number, other: number) => number, signal?: AbortSignal): Promise<void> {
  const sorter = new MergeSorter(items, compare, signal);
  await sorter.sortBlocks();
  for (let width = blockSize; width < items.length; width *= 2) {
    for (let start = 0; start + width < items.length; start += 2 * width) {
      await sorter.merge(start, start + width, Math.min(start + 2 * width, items.length));
    }
  }
}

class MergeSorter {
  private readonly spare: Uint32Array;
  private readonly breathe = createBreather();
  private steps = 0;

  constructor(
    private readonly items: Uint32Array,
    private readonly compare: (one: number, other: number) => number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.spare = new Uint32Array(Math.ceil(items.length / 2) + blockSize);
  }

  async sortBlocks(): Promise<void> {
    for (let start = 0; start < this.items.length; start += blockSize) {
      const compared = this.sortBlock(start, Math.min(start + blockSize, this.items.length));
      if ((this.steps += compared) >= stepsBetweenBreaths) {
        await this.pause();
      }
    }
  }

  /** Merges two neighbours; the first of them is moved aside as far as it has to be. */
  async merge(start: number, middle: number, end: number): Promise<void> {
    const { items, compare } = this;
    if ((this.steps += stepsToBegin) >= stepsBetweenBreaths) {
      await this.pause();
    }
    if (compare(items[middle - 1] ?? 0, items[middle] ?? 0) <= 0) {
      return;
    }
    const first = this.firstBehind(start, middle);
    const left = this.spareFor(middle - first);
    left.set(items.subarray(first, middle));
    let [one, other, to] = [0, middle, first];
    while (one < left.length && other < end) {
      const next = compare(left[one] ?? 0, items[other] ?? 0) <= 0 ? left[one++] : items[other++];
      items[to++] = next ?? 0;
      if ((to & (stepsBetweenBreaths - 1)) === 0) {
        await this.pause();
      }
    }
    items.set(left.subarray(one), to);
  }

  /** The first item of the left run that does not stay where it is. */
  private firstBehind(start: number, middle: number): number {
    const key = this.items[middle] ?? 0;
    let [low, high] = [start, middle];
    while (low < high) {
      const half = (low + high) >>> 1;
      if (this.compare(this.items[half] ?? 0, key) <= 0) {
        low = half + 1;
      } else {
        high = half;
      }
    }
    return low;
  }

  private spareFor(length: number): Uint32Array {
    return length <= this.spare.length ? this.spare.subarray(0, length) : new Uint32Array(length);
  }

  /** Gives how many items were compared. */
  private sortBlock(start: number, end: number): number {
    const { items, compare } = this;
    let compared = end - start;
    for (let index = start + 1; index < end; index += 1) {
      const item = items[index] ?? 0;
      let at = index;
      while (at > start && compare(items[at - 1] ?? 0, item) > 0) {
        items[at] = items[at - 1] ?? 0;
        at -= 1;
      }
      items[at] = item;
      compared += index - at;
    }
    return compared;
  }

  private async pause(): Promise<void> {
    this.steps = 0;
    await this.breathe();
    if (this.signal?.aborted === true) {
      throw new CancelledError();
    }
  }
}
