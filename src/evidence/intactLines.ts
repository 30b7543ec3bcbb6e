import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { RowReader } from '../graph/client';
import { CancelledError } from '../graph/errors';
import { diskError } from './errors';

const lineFeed = 0x0a;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const firstPieceBytes = 1 << 20;
const noIds = { clientRequestId: '', requestId: undefined, date: undefined };

export interface IntactOptions {
  readonly signal?: AbortSignal;
  /** Told after every piece, with the lines read so far. */
  readonly onLines?: (lines: number) => void;
}

/** Turns the lines of a piece into a JSON array where they lie, and hands them to a reader of rows. */
class ArrayOfLines {
  readonly hash = createHash('sha256');
  lines = 0;
  /** One byte in front for the bracket; the line that is not whole yet is at the front. */
  #buffer = Buffer.allocUnsafe(firstPieceBytes);
  #end = 1;

  constructor(private readonly readRows: RowReader) {}

  async fill(file: FileHandle): Promise<boolean> {
    if (this.#end === this.#buffer.length) {
      this.#buffer = Buffer.concat([this.#buffer, Buffer.allocUnsafe(this.#buffer.length)]);
    }
    const { bytesRead } = await file.read(this.#buffer, this.#end, this.#buffer.length - this.#end);
    this.hash.update(this.#buffer.subarray(this.#end, this.#end + bytesRead));
    this.#end += bytesRead;
    return bytesRead > 0;
  }

  /** False when these lines are not one row each. */
  takeWholeLines(): boolean {
    const buffer = this.#buffer;
    const last = buffer.subarray(0, this.#end).lastIndexOf(lineFeed);
    if (last < 1) {
      return true;
    }
    const lines = this.#joinLines(last);
    buffer[0] = openBracket;
    buffer[last] = closeBracket;
    const { items } = this.readRows({ bytes: buffer, rowsStart: 0, rowsEnd: last + 1, number: 1, ids: noIds });
    buffer.copyWithin(1, last + 1, this.#end);
    this.#end -= last;
    this.lines += lines;
    return items === lines;
  }

  get isAllTaken(): boolean {
    return this.#end === 1;
  }

  #joinLines(last: number): number {
    let lines = 1;
    for (let at = this.#buffer.indexOf(lineFeed, 1); at < last; at = this.#buffer.indexOf(lineFeed, at + 1)) {
      this.#buffer[at] = comma;
      lines += 1;
    }
    return lines;
  }
}

async function takeAll(file: FileHandle, rows: ArrayOfLines, { signal, onLines }: IntactOptions): Promise<boolean> {
  while (await rows.fill(file)) {
    if (signal?.aborted === true) {
      throw new CancelledError();
    }
    if (!rows.takeWholeLines()) {
      return false;
    }
    onLines?.(rows.lines);
  }
  return rows.isAllTaken;
}

/**
 * Reads JSON lines as pages of rows, without a text or an object for each line. True when the file has the hash it was written with, so that
 * every line is the row it was; false when it has not, and what the reader was given then is worth nothing. Throws EvidenceError, CancelledError.
 */
export async function readIntactLines(path: string, sha256: string, readRows: RowReader, options: IntactOptions = {}): Promise<boolean> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw diskError(error, path);
  });
  try {
    const rows = new ArrayOfLines(readRows);
    return (await takeAll(file, rows, options)) && rows.hash.digest('hex') === sha256;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw diskError(error, path);
  } finally {
    await file.close();
  }
}
