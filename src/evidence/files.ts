import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CancelledError } from '../graph/errors';
import { diskError } from './errors';

/** What is to be written: pieces of any size, made as they are asked for. A piece must stay as it is until the second one after it is asked for. */
export type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex SHA-256 of what was written. */
  readonly sha256: string;
}

const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;

/** A name beside the real one for what is not whole yet. */
export function partialName(path: string): string {
  return join(dirname(path), `.partial-${randomBytes(8).toString('hex')}`);
}

/** Makes a folder, and those above it, that only the owner can open. Throws EvidenceError. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: ownerOnlyFolder });
  } catch (error) {
    throw diskError(error, path);
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.byteLength;) {
    at += (await file.write(piece, at, piece.byteLength - at)).bytesWritten;
  }
}

/** Hashes a piece while the disk is busy with it, and lets the next one be made meanwhile: at most two pieces are alive. */
async function pour(file: FileHandle, content: Content, signal: AbortSignal | undefined): Promise<Omit<WrittenFile, 'path'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  let busy: Promise<void> = Promise.resolve();
  try {
    for await (const piece of content) {
      await busy;
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
      busy = writeAll(file, piece);
      busy.catch(() => undefined);
      hash.update(piece);
      bytes += piece.byteLength;
    }
  } finally {
    await busy;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function writePartial(path: string, content: Content, signal: AbortSignal | undefined): Promise<Omit<WrittenFile, 'path'>> {
  const file = await open(path, 'wx', ownerOnlyFile);
  try {
    const written = await pour(file, content, signal);
    await file.sync();
    return written;
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder survive a power cut. Folders cannot be synced on Windows, where it is not needed. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a file, readable by its owner only, under a temporary name and gives it its own when it is whole. Throws EvidenceError, CancelledError. */
export async function writeWhole(path: string, content: Content, signal?: AbortSignal): Promise<WrittenFile> {
  await makeFolder(dirname(path));
  const partial = partialName(path);
  try {
    const written = await writePartial(partial, content, signal);
    await rename(partial, path);
    await syncFolder(dirname(path));
    return { path, ...written };
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw diskError(error, path);
  }
}

export function writeText(path: string, text: string, signal?: AbortSignal): Promise<WrittenFile> {
  return writeWhole(path, [Buffer.from(text, 'utf8')], signal);
}

export function writeJson(path: string, value: unknown, signal?: AbortSignal): Promise<WrittenFile> {
  return writeText(path, `${JSON.stringify(value, undefined, 2)}\n`, signal);
}

/** The text of a small file. Throws EvidenceError. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw diskError(error, path);
  }
}

const pieceBytes = 1 << 20;

/** The bytes of a file, in pieces of 1 MiB. Each piece is valid until the next one is asked for. Throws EvidenceError. */
export async function* readPieces(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw diskError(error, path);
  });
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes);
    for (;;) {
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
      const { bytesRead } = await file.read(buffer, 0, pieceBytes);
      if (bytesRead === 0) {
        return;
      }
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw diskError(error, path);
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file's content, lower-case hex. Throws EvidenceError. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readPieces(path, signal)) {
    hash.update(piece);
  }
  return hash.digest('hex');
}

const textPieceCharacters = 1 << 16;

/** Strings gathered into pieces of about 64 Ki characters, so that a million short lines are not a million writes. */
export function* piecesOf(texts: Iterable<string>): Generator<Uint8Array> {
  let gathered = '';
  for (const text of texts) {
    gathered += text;
    if (gathered.length < textPieceCharacters) {
      continue;
    }
    yield Buffer.from(gathered, 'utf8');
    gathered = '';
  }
  if (gathered !== '') {
    yield Buffer.from(gathered, 'utf8');
  }
}
