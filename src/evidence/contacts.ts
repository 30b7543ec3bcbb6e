import { readFile } from 'node:fs/promises';
import { decodeText } from '../profiles/decodeText';
import { delimiterOf, fieldsOf } from '../profiles/listFields';
import { isObject } from './documents';
import { diskError, EvidenceError } from './errors';

/** Whom to tell in an organisation, as the person keeps it. Nothing here is ever made up. */
export interface Contact {
  readonly tenantId: string | undefined;
  readonly domain: string | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly note: string | undefined;
}

type ContactField = keyof Contact;

export interface ContactProblem {
  /** From 1; of the record in a JSON list. */
  readonly line: number;
  readonly reason: 'nobodysContact' | 'namesNobody';
}

export interface ContactList {
  readonly contacts: readonly Contact[];
  /** Lines that say nothing that can be used: named, the others count. */
  readonly problems: readonly ContactProblem[];
}

/** Names of columns, in lower case and without what is no letter, as people write them. */
const fieldByName: Readonly<Record<string, ContactField>> = {
  tenantid: 'tenantId',
  tenant: 'tenantId',
  hometenantid: 'tenantId',
  directoryid: 'tenantId',
  domain: 'domain',
  domainname: 'domain',
  defaultdomainname: 'domain',
  name: 'name',
  contact: 'name',
  contactname: 'name',
  email: 'email',
  mail: 'email',
  emailaddress: 'email',
  contactemail: 'email',
  phone: 'phone',
  telephone: 'phone',
  contactphone: 'phone',
  note: 'note',
  notes: 'note',
  comment: 'note',
};

interface Recorded {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

function fieldOf(name: string): ContactField | undefined {
  return fieldByName[name.toLowerCase().replace(/[^a-z]/g, '')];
}

function contactOf(values: Readonly<Record<string, unknown>>): Contact {
  const found: Partial<Record<ContactField, string>> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(name);
    const text = typeof value === 'string' ? value.trim() : '';
    if (field !== undefined && text !== '') {
      found[field] ??= text;
    }
  }
  const { tenantId, domain, name, email, phone, note } = found;
  return { tenantId: tenantId?.toLowerCase(), domain: domain?.toLowerCase().replace(/^@/, ''), name, email, phone, note };
}

function problemOf({ tenantId, domain, name, email, phone }: Contact): ContactProblem['reason'] | undefined {
  if (tenantId === undefined && domain === undefined) {
    return 'nobodysContact';
  }
  return name === undefined && email === undefined && phone === undefined ? 'namesNobody' : undefined;
}

function listOf(records: readonly Recorded[]): ContactList {
  const read = records.map(({ line, values }) => ({ line, contact: contactOf(values) }));
  return {
    contacts: read.filter(({ contact }) => problemOf(contact) === undefined).map(({ contact }) => contact),
    problems: read.flatMap(({ line, contact }) => {
      const reason = problemOf(contact);
      return reason === undefined ? [] : [{ line, reason }];
    }),
  };
}

/** A table with a heading. Blank lines and those that explain, which begin with `#`, count as lines. */
function csvRecords(text: string, path: string): readonly Recorded[] {
  const lines = text.split(/\r\n|[\r\n]/).map((line, index) => ({ line: index + 1, text: line }));
  const filled = lines.filter((line) => line.text.trim() !== '' && !line.text.startsWith('#'));
  const delimiter = delimiterOf(filled.slice(0, 100).map((line) => line.text)) ?? ',';
  const [heading, ...rows] = filled.map(({ line, text: row }) => ({ line, fields: fieldsOf(row, delimiter) }));
  const names = heading?.fields ?? [];
  if (!names.some((name) => fieldOf(name) === 'tenantId' || fieldOf(name) === 'domain')) {
    throw new EvidenceError({ kind: 'noContactColumn', columns: names }, 'damaged', { path, line: 1 });
  }
  return rows.map(({ line, fields }) => ({ line, values: Object.fromEntries(names.map((name, index) => [name, fields[index]])) }));
}

function jsonRecords(text: string): readonly Recorded[] {
  const value: unknown = JSON.parse(text);
  const list = isObject(value) ? value['contacts'] : value;
  if (!Array.isArray(list)) {
    throw new TypeError('Not a list of contacts.');
  }
  return list.map((entry: unknown, index) => ({ line: index + 1, values: isObject(entry) ? entry : {} }));
}

/** Reads the contacts a person keeps: CSV (comma, semicolon or tab) or JSON, UTF-8 or UTF-16. Throws EvidenceError. */
export async function readContacts(path: string): Promise<ContactList> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw diskError(error, path);
  });
  const text = decodeText(bytes).text.replace(/^\uFEFF/, '');
  const isJson = /^\s*[[{]/.test(text);
  if (!isJson) {
    return listOf(csvRecords(text, path));
  }
  try {
    return listOf(jsonRecords(text));
  } catch (cause) {
    throw new EvidenceError({ kind: 'contactsNotJson' }, 'damaged', { path, cause });
  }
}

export type ContactBook = (tenantId: string, domains: readonly string[]) => readonly Contact[];

function groupedBy(contacts: readonly Contact[], keyOf: (contact: Contact) => string | undefined): ReadonlyMap<string, readonly Contact[]> {
  const groups = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const key = keyOf(contact);
    if (key !== undefined) {
      groups.set(key, [...(groups.get(key) ?? []), contact]);
    }
  }
  return groups;
}

/** Finds the contacts of an organisation: those kept under its tenant id first, then those kept under one of its domains alone. */
export function contactBook(contacts: readonly Contact[]): ContactBook {
  const byTenant = groupedBy(contacts, ({ tenantId }) => tenantId);
  const byDomain = groupedBy(contacts, ({ tenantId, domain }) => (tenantId === undefined ? domain : undefined));
  return (tenantId, domains) => {
    const distinct = new Set(domains.map((domain) => domain.toLowerCase()));
    return [...(byTenant.get(tenantId.toLowerCase()) ?? []), ...[...distinct].flatMap((domain) => byDomain.get(domain) ?? [])];
  };
}
