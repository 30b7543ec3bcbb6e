import { sha256 } from './canonicalJson';
import type { Fields } from './checked';
import type { JournalEntry, JournalEvent, JournalEventKind, JournalHead } from './journalEntry';

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
  | { readonly kind: 'changed'; readonly seq: number }
  | { readonly kind: 'noEntry' };

/** Reads one line. `changed`: it looks like an entry but its own hash says otherwise. `noEntry`: cut short, or something else. */
export function readLine(line: string): ReadLine {
  const value = jsonOf(line);
  const seq = value?.['seq'];
  if (value === undefined || typeof seq !== 'number' || typeof value['kind'] !== 'string') {
    return { kind: 'noEntry' };
  }
  const hash = seal.exec(line)?.[1];
  const body = line.replace(seal, '}');
  const sound = hash !== undefined && sha256(body) === hash && isEntry(value);
  return sound ? { kind: 'entry', entry: value as unknown as JournalEntry } : { kind: 'changed', seq };
}

const textsOf: Readonly<Record<JournalEventKind, readonly string[]>> = {
  opened: ['tenantId', 'cloud', 'graphEndpoint'],
  tornLineClosed: ['sha256'],
  runStarted: ['run', 'plan', 'verb', 'direction', 'reason'],
  runResumed: ['run', 'plan'],
  intent: ['run', 'plan', 'item', 'clientRequestId'],
  notExecuted: ['run', 'plan', 'item', 'clientRequestId', 'why'],
  result: ['run', 'plan', 'item', 'outcome'],
  decision: ['run', 'plan', 'item', 'decision'],
  lookedUp: ['run', 'plan', 'item', 'state'],
  exportEnded: ['run', 'plan', 'item', 'operationId', 'status'],
  runEnded: ['run', 'plan', 'how'],
};

/** Whether an object has what every reader of the journal relies on. */
function isEntry(value: Fields): boolean {
  const texts = (textsOf as Readonly<Partial<Record<string, readonly string[]>>>)[String(value['kind'])];
  const { excluded, call } = value as { readonly excluded?: unknown; readonly call?: unknown };
  return (
    texts !== undefined &&
    ['at', 'actor', 'context', 'previous', ...texts].every((name) => typeof value[name] === 'string') &&
    !Number.isNaN(Date.parse(String(value['at']))) &&
    (value['kind'] !== 'runStarted' || (Array.isArray(excluded) && typeof value['items'] === 'number')) &&
    (value['kind'] !== 'intent' || (typeof call === 'object' && call !== null && 'operation' in call && 'path' in call))
  );
}

function jsonOf(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
