import { mix } from './mix';

/** A fixed disorder of the numbers below `size`: `at` and `positionOf` undo each other. */
export interface Shuffle {
  at(position: number): number;
  positionOf(value: number): number;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function inverse(value: number, modulus: number): number {
  let [r, next, s, nextS] = [modulus, value % modulus, 0, 1];
  while (next !== 0) {
    const quotient = Math.floor(r / next);
    [r, next] = [next, r - quotient * next];
    [s, nextS] = [nextS, s - quotient * nextS];
  }
  return (s + modulus) % modulus;
}

/** An affine walk: position → (factor × position + shift) mod size. Exact as long as size² stays below 2^53. */
export function shuffle(seed: number, stream: number, size: number): Shuffle {
  if (size < 2) {
    return { at: (position) => position, positionOf: (value) => value };
  }
  let factor = 1 + (mix(seed, stream, 1) % (size - 1));
  while (divisor(factor, size) !== 1) {
    factor = factor === size - 1 ? 1 : factor + 1;
  }
  const shift = mix(seed, stream, 2) % size;
  const back = inverse(factor, size);
  return {
    at: (position) => (factor * position + shift) % size,
    positionOf: (value) => (back * ((value - shift + size) % size)) % size,
  };
}
