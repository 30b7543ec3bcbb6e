import { JournalError } from './journal';
import type { JournalEntry } from './journalEntry';
import { idsOfKey } from './plan';
import { scanJournal } from './scanJournal';
import type { Damage, TornEnd } from './scanJournal';

/** What no chain of hashes inside the file itself can show. */
export type ChainGap = 'linesCutFromTheEnd' | 'rewrittenFromSomeLineOn' | 'fileReplacedOrRemoved';

export const chainGaps: readonly ChainGap[] = ['linesCutFromTheEnd', 'rewrittenFromSomeLineOn', 'fileReplacedOrRemoved'];

/** `head`: sequence number and SHA-256 of the last line. Compared with one noted down elsewhere, it closes the gaps up to that line. */
export interface VerifiedJournal {
  readonly kind: 'intact' | 'damaged';
  readonly lines: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly head: { readonly seq: number; readonly sha256: string };
  readonly damage: Damage | undefined;
  /** A last line that was being written when something stopped it: named, and no damage. */
  readonly torn: TornEnd | undefined;
  readonly closedTorn: number;
}

/** Checks a journal from its first line to its last and names the first changed, missing or reordered line. Throws JournalError. */
export async function verifyJournal(journalFile: string): Promise<VerifiedJournal> {
  let from: string | undefined;
  let to: string | undefined;
  const scan = await scanOf(journalFile, (entry) => {
    from ??= entry.at;
    to = entry.at;
  });
  const { lines, damage, torn, closedTorn, lastSeq, lastHash } = scan;
  const head = { seq: lastSeq, sha256: lastHash };
  return { kind: damage === undefined ? 'intact' : 'damaged', lines, from, to, head, damage, torn, closedTorn };
}

/** Which lines of a journal are wanted; all that are given must fit. */
export interface TimelineFilter {
  readonly userId?: string;
  readonly tenantId?: string;
  readonly plan?: string;
  readonly run?: string;
}

/** Reads the entries of a journal that fit a filter, in order, up to the first damage; of who was left out, only whom the filter means. Throws JournalError. */
export async function readTimeline(journalFile: string, filter: TimelineFilter = {}): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  await scanOf(journalFile, (entry) => {
    if (fits(entry, filter)) {
      entries.push(
        entry.kind === 'runStarted' ? { ...entry, excluded: entry.excluded.filter(({ item }) => concerns(item, filter)) } : entry,
      );
    }
  });
  return entries;
}

function fits(entry: JournalEntry, filter: TimelineFilter): boolean {
  const has = (name: 'plan' | 'run', value: string | undefined): boolean =>
    value === undefined || (name in entry && (entry as Partial<Record<'plan' | 'run', string>>)[name] === value);
  return itemFits(entry, filter) && has('plan', filter.plan) && has('run', filter.run);
}

/** A run that left somebody out concerns them as a call does. */
function itemFits(entry: JournalEntry, filter: TimelineFilter): boolean {
  if (filter.userId === undefined && filter.tenantId === undefined) {
    return true;
  }
  const keys = entry.kind === 'runStarted' ? entry.excluded.map(({ item }) => item) : 'item' in entry ? [entry.item] : [];
  return keys.some((key) => concerns(key, filter));
}

function concerns(key: string, { userId, tenantId }: TimelineFilter): boolean {
  const ids = idsOfKey(key);
  return [userId, tenantId].every((id) => id === undefined || ids.includes(id.toLowerCase()));
}

async function scanOf(journalFile: string, onEntry: (entry: JournalEntry) => void): ReturnType<typeof scanJournal> {
  return scanJournal(journalFile, onEntry).catch((error: unknown) => {
    throw new JournalError((error as NodeJS.ErrnoException).code ?? 'unknown', undefined, error);
  });
}
