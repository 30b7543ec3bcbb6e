import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { JournalEntry } from './journalEntry';
import { noLineBefore, readLine } from './journalLine';

/** The first place where a journal is not what was written. `line` counts from 1. */
export type Damage =
  | { readonly kind: 'changed'; readonly line: number; readonly seq: number }
  | { readonly kind: 'missing'; readonly line: number; readonly fromSeq: number; readonly toSeq: number }
  | { readonly kind: 'reordered'; readonly line: number; readonly seq: number; readonly expectedSeq: number }
  | { readonly kind: 'rewritten'; readonly line: number; readonly seq: number }
  | { readonly kind: 'foreign'; readonly line: number };

/** What follows the last whole line: a line that was being written when something stopped it. */
export interface TornEnd {
  readonly bytes: number;
  readonly sha256: string;
}

export interface JournalScan {
  readonly lines: number;
  readonly bytes: number;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly damage: Damage | undefined;
  readonly torn: TornEnd | undefined;
  /** The last line is whole but its line feed is not there yet. */
  readonly unterminated: boolean;
  /** Torn lines that were recognised and closed earlier. */
  readonly closedTorn: number;
}

/**
 * Reads a journal from start to end, checks every line and its place in the chain, and hands the good entries over in order.
 * A file that does not exist is an empty journal. Throws what the file system throws.
 */
export async function scanJournal(file: string, onEntry: (entry: JournalEntry) => void): Promise<JournalScan> {
  const reading = new Reading(onEntry);
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
      reading.take(chunk as Buffer);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  return reading.end();
}

class Reading {
  #rest: Buffer = Buffer.alloc(0);
  #foreign: Buffer[] = [];
  #foreignLine = 0;
  #lines = 0;
  #bytes = 0;
  #lastSeq = 0;
  #lastHash = noLineBefore;
  #closedTorn = 0;
  #damage: Damage | undefined;
  #aheadOf: { readonly line: number; readonly expected: number; readonly seq: number } | undefined;

  constructor(readonly onEntry: (entry: JournalEntry) => void) {}

  take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10, start)) {
      this.#line(data.subarray(start, end));
      start = end + 1;
    }
    this.#rest = Buffer.from(data.subarray(start));
  }

  end(): JournalScan {
    const unterminated = this.#foreign.length === 0 && readLine(this.#rest.toString('utf8')).kind === 'entry';
    if (unterminated) {
      this.#line(this.#rest);
      this.#rest = Buffer.alloc(0);
    }
    const tail = Buffer.concat([...this.#foreign, this.#rest]);
    const torn = tail.length === 0 ? undefined : { bytes: tail.length, sha256: hashOf(tail) };
    const ahead = this.#aheadOf;
    const missing: Damage | undefined =
      ahead === undefined ? undefined : { kind: 'missing', line: ahead.line, fromSeq: ahead.expected, toSeq: ahead.seq - 1 };
    return {
      lines: this.#lines,
      bytes: this.#bytes,
      lastSeq: this.#lastSeq,
      lastHash: this.#lastHash,
      damage: this.#damage ?? missing,
      torn,
      unterminated,
      closedTorn: this.#closedTorn,
    };
  }

  #line(bytes: Buffer): void {
    this.#lines += 1;
    const read = readLine(bytes.toString('utf8'));
    switch (read.kind) {
      case 'noEntry':
        this.#foreignLine = this.#foreign.length === 0 ? this.#lines : this.#foreignLine;
        this.#foreign.push(Buffer.concat([bytes, Buffer.from('\n')]));
        return;
      case 'changed':
        this.#found({ kind: 'changed', line: this.#lines, seq: read.seq });
        this.#lastSeq = read.seq;
        this.#lastHash = hashOf(bytes);
        return;
      case 'entry':
        this.#entry(read.entry, bytes);
    }
  }

  #entry(entry: JournalEntry, bytes: Buffer): void {
    this.#closeForeign(entry);
    this.#place(entry);
    this.#lastSeq = entry.seq;
    this.#lastHash = hashOf(bytes);
    if (this.#damage === undefined && this.#aheadOf === undefined) {
      this.onEntry(entry);
    }
  }

  #closeForeign(entry: JournalEntry): void {
    if (this.#foreign.length === 0) {
      return;
    }
    const block = Buffer.concat(this.#foreign);
    const text = block.subarray(0, -1);
    this.#foreign = [];
    if (entry.kind === 'tornLineClosed' && entry.bytes === text.length && entry.sha256 === hashOf(text)) {
      this.#closedTorn += 1;
      return;
    }
    const inPlaceOfOne = entry.seq > this.#lastSeq + 1;
    this.#found(
      inPlaceOfOne ? { kind: 'changed', line: this.#foreignLine, seq: this.#lastSeq + 1 } : { kind: 'foreign', line: this.#foreignLine },
    );
  }

  /** A gap is either lines taken away or lines moved: which one shows when the expected sequence number turns up later, or never. */
  #place(entry: JournalEntry): void {
    const expected = this.#aheadOf?.expected ?? this.#lastSeq + 1;
    if (this.#aheadOf !== undefined) {
      if (entry.seq === expected) {
        this.#found({ kind: 'reordered', line: this.#aheadOf.line, seq: this.#aheadOf.seq, expectedSeq: expected });
        this.#aheadOf = undefined;
      }
      return;
    }
    if (entry.seq > expected) {
      this.#aheadOf = this.#damage === undefined ? { line: this.#lines, expected, seq: entry.seq } : undefined;
    } else if (entry.seq < expected) {
      this.#found({ kind: 'reordered', line: this.#lines, seq: entry.seq, expectedSeq: expected });
    } else if (entry.previous !== this.#lastHash) {
      this.#found({ kind: 'rewritten', line: this.#lines - 1, seq: entry.seq - 1 });
    }
  }

  #found(damage: Damage): void {
    this.#damage ??= damage;
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
