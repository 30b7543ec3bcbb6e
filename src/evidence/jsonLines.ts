import { createHash } from 'node:crypto';
import type { LineProblem } from './errors';
import { readPieces } from './files';

const lineFeed = 0x0a;

/** Lines of one piece of a file. `first` is the number, from 1, of the first of them. */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
}

export type ReadLine = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'broken'; readonly reason: LineProblem };

/** What one line of JSON lines holds, or why it holds nothing. The reason quotes nothing of the line. */
export function readJsonLine(line: string): ReadLine {
  if (line.trim() === '') {
    return { kind: 'broken', reason: 'lineEmpty' };
  }
  try {
    return { kind: 'json', value: JSON.parse(line) as unknown };
  } catch {
    return { kind: 'broken', reason: 'lineNotJson' };
  }
}

/** Reads a file of lines piece by piece, and what it is made of: memory holds one piece. */
export class LineFile {
  readonly #hash = createHash('sha256');
  #rest: Buffer = Buffer.alloc(0);
  #next = 1;

  constructor(
    readonly path: string,
    readonly signal?: AbortSignal,
  ) {}

  /** SHA-256 of what was read, in lower-case hex. Ask once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex');
  }

  /** Throws EvidenceError, CancelledError. */
  async *batches(): AsyncGenerator<LineBatch> {
    for await (const piece of readPieces(this.path, this.signal)) {
      this.#hash.update(piece);
      const end = piece.lastIndexOf(lineFeed) + 1;
      if (end > 0) {
        yield this.#batch(Buffer.concat([this.#rest, piece.subarray(0, end - 1)]));
        this.#rest = Buffer.alloc(0);
      }
      this.#rest = Buffer.concat([this.#rest, piece.subarray(end)]);
    }
    if (this.#rest.length > 0) {
      yield this.#batch(this.#rest);
    }
  }

  #batch(bytes: Buffer): LineBatch {
    const first = this.#next;
    const lines = bytes.toString('utf8').split('\n');
    this.#next += lines.length;
    return { first, lines };
  }
}
