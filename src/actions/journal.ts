import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { actorId } from './actingContext';
import type { ActingContext } from './actingContext';
import { sha256 } from './canonicalJson';
import type { JournalEntry, JournalEvent } from './journalEntry';
import { journalLine } from './journalLine';
import { scanJournal } from './scanJournal';
import type { Damage, JournalScan } from './scanJournal';

/** The journal cannot be written or trusted, thus nothing may be sent. `code` is the file system's (`ENOSPC`, `EROFS`, …) or ours. */
export class JournalError extends Error {
  readonly kind = 'journal';

  constructor(
    readonly code: string,
    readonly damage?: Damage,
    cause?: unknown,
  ) {
    super(`The journal cannot be used: ${code}.`, { cause });
    this.name = 'JournalError';
  }
}

/** The append-only journal of one tenant, opened for writing under the lock of the tenant. */
export interface Journal {
  /** Resolves when the line is on disk. Lines that wait at the same time share one flush. Throws JournalError, and from then on always. */
  append(event: JournalEvent): Promise<void>;
  /** Sequence number and SHA-256 of the last line: noted down elsewhere, they prove that nothing before was cut off. */
  head(): { readonly seq: number; readonly sha256: string };
  close(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly done: () => void;
  readonly failed: (error: JournalError) => void;
}

/**
 * Opens the journal of a tenant: reads and checks it whole (every good entry goes to `onEntry`), closes a torn last line, and
 * makes it ready for appending. Needs the lock of the tenant. Throws JournalError when the file cannot be used or was tampered with.
 */
export async function openJournal(
  file: string,
  context: ActingContext,
  onEntry: (entry: JournalEntry) => void = () => undefined,
): Promise<Journal> {
  try {
    const scan = await scanJournal(file, onEntry);
    if (scan.damage !== undefined) {
      throw new JournalError('damaged', scan.damage);
    }
    const journal = new FileJournal(await open(file, 'a', 0o600), context, scan);
    await begin(journal, file, context, scan);
    return journal;
  } catch (error) {
    throw asJournalError(error);
  }
}

async function begin(journal: FileJournal, file: string, context: ActingContext, scan: JournalScan): Promise<void> {
  try {
    if (scan.lines === 0 && scan.torn === undefined) {
      await syncDirectory(dirname(file));
    }
    if (scan.torn !== undefined || scan.unterminated) {
      journal.terminate();
    }
    if (scan.torn !== undefined) {
      await journal.append({ kind: 'tornLineClosed', ...scan.torn });
    }
    if (scan.lastSeq === 0) {
      const { tenantId, cloud, graphEndpoint } = context;
      await journal.append({ kind: 'opened', tenantId, cloud, graphEndpoint });
    }
  } catch (error) {
    await journal.close();
    throw error;
  }
}

class FileJournal implements Journal {
  readonly #handle: FileHandle;
  readonly #actor: string;
  readonly #context: string;
  #seq: number;
  #previous: string;
  #size: number;
  #prefix = '';
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: JournalError | undefined;

  constructor(handle: FileHandle, context: ActingContext, scan: JournalScan) {
    this.#handle = handle;
    this.#actor = `${context.actor.kind} ${actorId(context)}`;
    this.#context = context.contextId;
    this.#seq = scan.lastSeq;
    this.#previous = scan.lastHash;
    this.#size = scan.bytes;
  }

  /** Ends the unfinished last line before the next one is written. */
  terminate(): void {
    this.#prefix = '\n';
  }

  append(event: JournalEvent): Promise<void> {
    if (this.#broken !== undefined) {
      return Promise.reject(this.#broken);
    }
    this.#seq += 1;
    const head = { seq: this.#seq, at: new Date().toISOString(), actor: this.#actor, context: this.#context, previous: this.#previous };
    const line = journalLine(head, event);
    this.#previous = sha256(line);
    return new Promise((done, failed) => {
      this.#waiting.push({ line, done, failed });
      this.#writing ??= this.#flush();
    });
  }

  head(): { readonly seq: number; readonly sha256: string } {
    return { seq: this.#seq, sha256: this.#previous };
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const error = this.#broken ?? (await this.#write(batch));
      this.#broken = error;
      batch.forEach((waiting) => (error === undefined ? waiting.done() : waiting.failed(error)));
    }
    this.#writing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<JournalError | undefined> {
    const bytes = Buffer.from(`${this.#prefix}${batch.map(({ line }) => `${line}\n`).join('')}`, 'utf8');
    try {
      if ((await this.#handle.stat()).size !== this.#size) {
        return new JournalError('changedUnderneath');
      }
      await this.#handle.appendFile(bytes);
      await this.#handle.datasync();
      this.#size += bytes.length;
      this.#prefix = '';
      return undefined;
    } catch (error) {
      return asJournalError(error);
    }
  }
}

function asJournalError(error: unknown): JournalError {
  if (error instanceof JournalError) {
    return error;
  }
  return new JournalError((error as NodeJS.ErrnoException).code ?? 'unknown', undefined, error);
}

/** A new file's name is on disk only when its directory was flushed. Windows cannot open directories and does without. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
