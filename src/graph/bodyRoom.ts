/** Memory that bodies are put together in, one after the other: what was given is good until the next body comes. */
export class BodyRoom {
  private memory = Buffer.alloc(0);

  readonly take = (bytes: number): Uint8Array => {
    if (this.memory.byteLength < bytes) {
      this.memory = Buffer.allocUnsafeSlow(Math.ceil(bytes * 1.25));
    }
    return this.memory.subarray(0, bytes);
  };
}
