const comma = 0x2c;

/** Rows of JSON being written one behind the other, as bytes. Grows as needed and is used again and again. */
export class RowBuffer {
  bytes: Buffer;
  length = 0;
  rows = 0;

  constructor(capacity = 512 * 1024) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  clear(): void {
    this.length = 0;
    this.rows = 0;
  }

  /** Makes room for a row and puts the comma before it. */
  begin(mostBytes: number): void {
    if (this.length + mostBytes > this.bytes.length) {
      const larger = Buffer.allocUnsafe(this.bytes.length * 2 + mostBytes);
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    if (this.rows > 0) {
      this.bytes[this.length] = comma;
      this.length += 1;
    }
    this.rows += 1;
  }

  put(piece: Uint8Array): void {
    this.bytes.set(piece, this.length);
    this.length += piece.length;
  }

  putNumber(value: number): void {
    this.length += this.bytes.write(value.toString(36), this.length, 'latin1');
  }

  putText(text: string): void {
    this.length += this.bytes.write(text, this.length, 'utf8');
  }

  text(): string {
    return this.bytes.toString('utf8', 0, this.length);
  }
}
