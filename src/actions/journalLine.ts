import { sha256 } from './canonicalJson';
import type { JournalEntry, JournalEvent, JournalHead } from './journalEntry';

/** What stands before the first line. */
export const noLineBefore = sha256('');

const seal = /,"hash":"([0-9a-f]{64})"\}$/;

/** Writes an event as one line (no line feed): its own hash comes last and covers everything before it. */
export function journalLine(head: Omit<JournalHead, 'hash'>, event: JournalEvent): string {
  const body = JSON.stringify({ ...head, ...event });
  return `${body.slice(0, -1)},"hash":"${sha256(body)}"}`;
}

export type ReadLine =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'changed'; readonly seq: number | undefined }
  | { readonly kind: 'noEntry' };

/** Reads one line. `changed`: it looks like an entry but its own hash says otherwise. `noEntry`: cut short, or something else. */
export function readLine(line: string): ReadLine {
  const value = jsonOf(line);
  if (value === undefined || typeof value.seq !== 'number' || typeof value.kind !== 'string') {
    return { kind: 'noEntry' };
  }
  const hash = seal.exec(line)?.[1];
  const body = line.replace(seal, '}');
  return hash !== undefined && sha256(body) === hash
    ? { kind: 'entry', entry: value as JournalEntry }
    : { kind: 'changed', seq: value.seq };
}

function jsonOf(line: string): Partial<JournalEntry> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
