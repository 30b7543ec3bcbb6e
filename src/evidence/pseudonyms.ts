import { createHmac, randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { EvidenceError, isMissing } from './errors';
import { readText, writeText } from './files';

const keyBytes = 32;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const letters = 16;

/** Stands for people without naming them: the same text gives the same pseudonym with the same key, and nobody gets it back without. */
export class Pseudonyms {
  constructor(private readonly key: Uint8Array) {}

  /** A user id: looks like one, so that copies open like what they were made from. */
  userId(userId: string): string {
    const hex = this.#digest('userId', userId.toLowerCase()).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  displayName(displayName: string): string {
    return displayName === '' ? '' : `Person ${this.#word('displayName', displayName)}`;
  }

  userPrincipalName(userPrincipalName: string): string {
    return `${this.#word('userPrincipalName', userPrincipalName.toLowerCase())}@pseudonym.invalid`;
  }

  /** Somebody of ours: who signed in, who made a case. */
  actor(name: string): string {
    return `actor-${this.#word('actor', name)}`;
  }

  #digest(kind: string, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${kind}\0${text}`, 'utf8').digest();
  }

  #word(kind: string, text: string): string {
    const digest = this.#digest(kind, text);
    return Array.from(digest.subarray(0, letters), (byte) => alphabet[byte % alphabet.length] ?? '').join('');
  }
}

/** The real place of a path of which the end may not exist yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (!isMissing(error) || parent === path) {
      throw error;
    }
    return join(await realPlace(parent), basename(path));
  }
}

/** Whether a path lies in a folder, or is it; links are followed. */
export async function liesIn(folder: string, path: string): Promise<boolean> {
  const [outer, inner] = await Promise.all([realPlace(resolve(folder)), realPlace(resolve(path))]);
  const way = relative(outer, inner);
  return way === '' || (way.split(/[\\/]/)[0] !== '..' && !/^[A-Za-z]:/.test(way));
}

async function newKey(path: string): Promise<string> {
  const key = randomBytes(keyBytes).toString('hex');
  await writeText(path, `${key}\n`);
  return key;
}

/** Reads the key of pseudonyms, or makes one when the file is not there. Throws EvidenceError. */
export async function readPseudonyms(keyFile: string): Promise<Pseudonyms> {
  const text = await readText(keyFile).catch((error: unknown) => {
    if (isMissing(error)) {
      return newKey(keyFile);
    }
    throw error;
  });
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== keyBytes) {
    throw new EvidenceError({ kind: 'notAKey' }, 'damaged', { path: keyFile });
  }
  return new Pseudonyms(key);
}
