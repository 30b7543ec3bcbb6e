const chunkBytes = 64 * 2 ** 10;

/** Texts that only some rows have, as UTF-8. Rows come in ascending order. */
export class SparseTexts {
  private rows = new Uint32Array(16);
  private ends = new Float64Array(16);
  private bytes = new Uint8Array(0);
  private count = 0;

  get size(): number {
    return this.count;
  }

  get byteLength(): number {
    return this.rows.byteLength + this.ends.byteLength + this.bytes.byteLength;
  }

  add(row: number, source: Uint8Array): void {
    if (this.count === this.rows.length) {
      this.rows = grown(this.rows, new Uint32Array(this.count * 2));
      this.ends = grown(this.ends, new Float64Array(this.count * 2));
    }
    const start = this.end(this.count - 1);
    const end = start + source.length;
    if (end > this.bytes.length) {
      this.bytes = grown(this.bytes, new Uint8Array(Math.max(end, this.bytes.length * 1.5) + chunkBytes));
    }
    this.bytes.set(source, start);
    this.rows[this.count] = row;
    this.ends[this.count] = end;
    this.count += 1;
  }

  /** Undefined for a row that has none. */
  text(row: number): string | undefined {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.rows[middle] ?? 0;
      if (found === row) {
        return this.at(middle);
      }
      if (found < row) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return undefined;
  }

  private at(index: number): string {
    const start = this.end(index - 1);
    return Buffer.from(this.bytes.buffer, start, this.end(index) - start).toString('utf8');
  }

  private end(index: number): number {
    return index < 0 ? 0 : (this.ends[index] ?? 0);
  }
}

function grown<T extends Uint8Array | Uint32Array | Float64Array>(source: T, target: T): T {
  target.set(source);
  return target;
}
