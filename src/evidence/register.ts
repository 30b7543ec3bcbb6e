import { randomBytes } from 'node:crypto';
import type { Contact } from './contacts';

export type NotificationStatus = 'toDo' | 'drafted' | 'sent' | 'acknowledged' | 'notNeeded';

export const notificationStatuses: readonly NotificationStatus[] = ['toDo', 'drafted', 'sent', 'acknowledged', 'notNeeded'];

/** One organisation that may have to be told. Times are UTC, ISO 8601. */
export interface RegisterRow {
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
  readonly federationBrandName: string | null;
  /** Whether the names above are known, and if not, why: `notFound` when the service has no such organisation. */
  readonly naming: 'known' | 'notFound' | 'failed' | 'notAsked';
  /** Domains of the user principal names of its people, most people first; at most 20. */
  readonly domains: readonly string[];
  readonly moreDomains: boolean;
  readonly people: number;
  /** Our users whose data this organisation holds, as far as known. */
  readonly ourUsers: number;
  readonly contacts: readonly Contact[];
  /** Typed into the register: what the contact file says does not take their place. */
  readonly contactsTyped: boolean;
  readonly status: NotificationStatus;
  /** Why it is not needed. */
  readonly reason: string | null;
  /** When each status was set last. */
  readonly dates: Readonly<Partial<Record<NotificationStatus, string>>>;
  /** People when the status was set last: more of them now means that the notice did not name all. */
  readonly peopleThen: number | null;
  readonly note: string | null;
  /** A value that goes with the notice, so that who is called back can be asked for it. */
  readonly checkValue: string;
}

/** What a status is changed to; `notNeeded` needs a reason. */
export type StatusChange =
  { readonly status: Exclude<NotificationStatus, 'notNeeded'> } | { readonly status: 'notNeeded'; readonly reason: string };

export function newCheckValue(): string {
  const digits = randomBytes(4).toString('hex').toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** The row with another status, and when. Throws RangeError when a reason is needed and missing. */
export function withStatus(row: RegisterRow, change: StatusChange, at: Date): RegisterRow {
  const reason = change.status === 'notNeeded' ? change.reason.trim() : null;
  if (reason === '') {
    throw new RangeError('Why nobody has to be told must be said.');
  }
  return { ...row, status: change.status, reason, dates: { ...row.dates, [change.status]: at.toISOString() }, peopleThen: row.people };
}

export function withNote(row: RegisterRow, note: string): RegisterRow {
  return { ...row, note: note.trim() === '' ? null : note };
}

/** Whether somebody has to act: not told yet, or told when fewer people were known. */
export function isOpen(row: RegisterRow): boolean {
  switch (row.status) {
    case 'toDo':
    case 'drafted':
      return true;
    case 'sent':
    case 'acknowledged':
      return hasGrown(row);
    case 'notNeeded':
      return false;
  }
}

export function hasGrown({ people, peopleThen }: RegisterRow): boolean {
  return peopleThen !== null && people > peopleThen;
}

type Kept = Pick<RegisterRow, 'status' | 'reason' | 'dates' | 'peopleThen' | 'note' | 'checkValue'>;

function kept({ status, reason, dates, peopleThen, note, checkValue }: RegisterRow): Kept {
  return { status, reason, dates, peopleThen, note, checkValue };
}

/** What was decided before stays decided; a name that is not known now stays what it was; rows that only the earlier register has stay. */
export function mergeRegister(now: readonly RegisterRow[], earlier: readonly RegisterRow[]): readonly RegisterRow[] {
  const before = new Map(earlier.map((row) => [row.tenantId.toLowerCase(), row]));
  const merged = now.map((row) => {
    const was = before.get(row.tenantId.toLowerCase());
    before.delete(row.tenantId.toLowerCase());
    return was === undefined ? row : { ...withNames(row, was), ...kept(was), ...contactsOf(row, was) };
  });
  return [...merged, ...before.values()];
}

/** What was typed stays; otherwise what the contact file says now, or said before. */
function contactsOf(now: RegisterRow, was: RegisterRow): Pick<RegisterRow, 'contacts' | 'contactsTyped'> {
  const { contacts, contactsTyped } = was.contactsTyped || now.contacts.length === 0 ? was : now;
  return { contacts, contactsTyped };
}

function withNames(row: RegisterRow, was: RegisterRow): RegisterRow {
  if (row.naming === 'known' || was.naming !== 'known') {
    return row;
  }
  const { displayName, defaultDomainName, federationBrandName, naming } = was;
  return { ...row, displayName, defaultDomainName, federationBrandName, naming };
}
