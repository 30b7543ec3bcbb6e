/** A 32-bit number that depends on every bit of its inputs (the finaliser of MurmurHash3). The same inputs give the same number everywhere. */
export function mix(seed: number, stream: number, index: number): number {
  return scramble(Math.imul(scramble(seed ^ Math.imul(stream, 0x9e3779b1)) ^ index, 0x27d4eb2f) ^ (index >>> 15));
}

export function scramble(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The inverse of `scramble`: multiplying by the modular inverses, undoing each shift. */
export function unscramble(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x7ed1b41d);
  bits ^= (bits >>> 13) ^ (bits >>> 26);
  bits = Math.imul(bits, 0xa5cb9243);
  return (bits ^ (bits >>> 16)) >>> 0;
}
