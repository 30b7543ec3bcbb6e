import type { NotificationStatus, RegisterRow } from './register';
import { notificationStatuses, withNote, withStatus } from './register';
import { typedContacts } from './typedContacts';

export const editableFields = ['contact', 'status', 'since', 'note'] as const;
export type EditableField = (typeof editableFields)[number];

/** What a person types into one field of a row; `reason` goes with a status. */
export interface RegisterEdit {
  readonly field: EditableField;
  readonly value: string;
  readonly reason?: string;
}

/** Why what was typed cannot be kept. */
export type EditRefusal =
  | { readonly why: 'tooLong'; readonly most: number }
  | { readonly why: 'notAStatus' | 'noReason' | 'noStatusYet' | 'notATime' | 'inTheFuture' }
  | { readonly why: 'notAnAddress' | 'severalAddresses' | 'nobody'; readonly text: string };

export type EditedRow = { readonly kind: 'row'; readonly row: RegisterRow } | { readonly kind: 'refused'; readonly refusal: EditRefusal };

const mostCharacters = 2000;
const minuteMs = 60_000;

function refused(refusal: EditRefusal): EditedRow {
  return { kind: 'refused', refusal };
}

function isStatus(value: string): value is NotificationStatus {
  return notificationStatuses.some((status) => status === value);
}

/** A time in UTC as people write it, to the minute: 2026-03-01 07:30, or the day alone. Undefined when it is none. */
function typedTime(text: string): Date | undefined {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(text.trim()) ?? [];
  const at = new Date(`${day ?? ''}T${time ?? '00:00'}:00.000Z`);
  return day !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? at : undefined;
}

function editedStatus(row: RegisterRow, { value, reason = '' }: RegisterEdit, now: Date): EditedRow {
  if (!isStatus(value)) {
    return refused({ why: 'notAStatus' });
  }
  if (value !== 'notNeeded') {
    return { kind: 'row', row: withStatus(row, { status: value }, now) };
  }
  if (reason.trim() === '') {
    return refused({ why: 'noReason' });
  }
  const isOnlyReason = row.status === 'notNeeded';
  return { kind: 'row', row: isOnlyReason ? { ...row, reason: reason.trim() } : withStatus(row, { status: value, reason }, now) };
}

function editedTime(row: RegisterRow, { value }: RegisterEdit, now: Date): EditedRow {
  const at = typedTime(value);
  if (row.status === 'toDo') {
    return refused({ why: 'noStatusYet' });
  }
  if (at === undefined) {
    return refused({ why: 'notATime' });
  }
  if (at.getTime() > now.getTime() + minuteMs) {
    return refused({ why: 'inTheFuture' });
  }
  return { kind: 'row', row: { ...row, dates: { ...row.dates, [row.status]: at.toISOString() } } };
}

function editedContacts(row: RegisterRow, { value }: RegisterEdit): EditedRow {
  const typed = typedContacts(value);
  if (typed.kind === 'refused') {
    return refused(typed);
  }
  const known = (email: string | undefined) => row.contacts.find((contact) => email !== undefined && contact.email === email);
  const contacts = typed.contacts.map((contact) => ({ ...known(contact.email), ...contact, note: known(contact.email)?.note }));
  return { kind: 'row', row: { ...row, contacts, contactsTyped: contacts.length > 0 } };
}

/**
 * A row with one field as a person typed it. Contacts that are taken away leave their place to what the contact file says. Times are UTC;
 * one of the future is refused, because it says that something was done.
 */
export function editedRow(row: RegisterRow, edit: RegisterEdit, now: Date): EditedRow {
  if (edit.value.length > mostCharacters || (edit.reason ?? '').length > mostCharacters) {
    return refused({ why: 'tooLong', most: mostCharacters });
  }
  switch (edit.field) {
    case 'contact':
      return editedContacts(row, edit);
    case 'status':
      return editedStatus(row, edit, now);
    case 'since':
      return editedTime(row, edit, now);
    case 'note':
      return { kind: 'row', row: withNote(row, edit.value.trim()) };
  }
}
