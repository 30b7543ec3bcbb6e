/** Draws one of `count` things, the first ones often and the last ones seldom (Zipf's law), from a random number. */
export type Draw = (bits: number) => number;

const slots = 65_536;

export function unevenDraw(count: number): Draw {
  const table = new Uint32Array(slots);
  for (let slot = 0; slot < slots; slot += 1) {
    table[slot] = Math.min(count - 1, Math.floor((count + 1) ** (slot / slots)) - 1);
  }
  return (bits) => table[bits >>> 16] ?? 0;
}
