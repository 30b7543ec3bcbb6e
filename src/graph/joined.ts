/** The chunks of a body as one; `room` gives the memory for more than one chunk. */
export function joined(chunks: readonly Uint8Array[], size: number, room: ((bytes: number) => Uint8Array) | undefined): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) {
    return only;
  }
  if (room === undefined) {
    return Buffer.concat(chunks, size);
  }
  const bytes = room(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
