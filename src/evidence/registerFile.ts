import { join } from 'node:path';
import type { Contact } from './contacts';
import type { CsvColumn } from './csv';
import { writeCsv } from './csv';
import type { Format, JsonObject } from './documents';
import { isObject, optionalTextField, readDocument, textField, timeField } from './documents';
import { EvidenceError, isMissing } from './errors';
import type { WrittenFile } from './files';
import { writeJson } from './files';
import type { NotificationStatus, RegisterRow } from './register';
import { newCheckValue, notificationStatuses } from './register';

export const registerFormat: Format = { name: 'shared-profiles-register', version: 1 };

export const registerFiles = { json: 'register.json', csv: 'register.csv', people: 'people.jsonl', peopleCsv: 'people.csv' } as const;

/** Who has to be told, and how far that is. Bound to one tenant: `tenantId` is where the people's data was. */
export interface Register {
  readonly tenantId: string;
  readonly updatedAt: string;
  /** When the snapshot it was made from was taken, and whether that was complete. */
  readonly snapshotAt: string;
  readonly completeness: 'complete' | 'partial';
  /** Rows of the snapshot that could not be read: whom they concern nobody knows. */
  readonly unreadable: number;
  readonly rows: readonly RegisterRow[];
}

function contactText({ name, email, phone, note }: Contact): string {
  return [name, email, phone, note].filter((part) => part !== undefined).join(' · ');
}

const columns: readonly CsvColumn<RegisterRow>[] = [
  { name: 'tenantId', text: ({ tenantId }) => tenantId },
  { name: 'displayName', text: ({ displayName }) => displayName ?? '' },
  { name: 'defaultDomainName', text: ({ defaultDomainName }) => defaultDomainName ?? '' },
  { name: 'naming', text: ({ naming }) => naming },
  { name: 'domains', text: ({ domains, moreDomains }) => [...domains, ...(moreDomains ? ['…'] : [])].join(' ') },
  { name: 'people', text: ({ people }) => String(people) },
  { name: 'ourUsers', text: ({ ourUsers }) => String(ourUsers) },
  { name: 'contacts', text: ({ contacts }) => contacts.map(contactText).join(' / ') },
  { name: 'status', text: ({ status }) => status },
  { name: 'reason', text: ({ reason }) => reason ?? '' },
  ...notificationStatuses
    .filter((status) => status !== 'toDo')
    .map((status) => ({ name: `${status}At`, text: ({ dates }: RegisterRow) => dates[status] ?? '' })),
  { name: 'peopleThen', text: ({ peopleThen }) => (peopleThen === null ? '' : String(peopleThen)) },
  { name: 'checkValue', text: ({ checkValue }) => checkValue },
  { name: 'note', text: ({ note }) => note ?? '' },
];

/** Writes a register as JSON and as CSV. Throws EvidenceError. */
export async function writeRegisterFiles(folder: string, register: Register, signal?: AbortSignal): Promise<readonly WrittenFile[]> {
  const { name: format, version } = registerFormat;
  const options = { exactCopy: registerFiles.json, ...(signal && { signal }) };
  return [
    await writeJson(join(folder, registerFiles.json), { format, version, ...register }, signal),
    ...(await writeCsv(join(folder, registerFiles.csv), columns, register.rows, options)),
  ];
}

function isStatus(value: unknown): value is NotificationStatus {
  return notificationStatuses.some((status) => status === value);
}

function contactFrom(value: JsonObject): Contact {
  const text = (field: keyof Contact): string | undefined => optionalTextField(value, field);
  return {
    tenantId: text('tenantId'),
    domain: text('domain'),
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    note: text('note'),
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}

function datesFrom(value: unknown): RegisterRow['dates'] {
  const found = isObject(value) ? value : {};
  return Object.fromEntries(notificationStatuses.flatMap((status) => (typeof found[status] === 'string' ? [[status, found[status]]] : [])));
}

function countFrom(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0;
}

function rowFrom(value: unknown, path: string): RegisterRow {
  if (!isObject(value) || !isStatus(value['status'])) {
    throw new EvidenceError({ kind: 'statusUnknown' }, 'damaged', { path });
  }
  const { naming, peopleThen } = value;
  const textOrNull = (field: string): string | null => optionalTextField(value, field) ?? null;
  return {
    tenantId: textField(value, 'tenantId', path),
    displayName: textOrNull('displayName'),
    defaultDomainName: textOrNull('defaultDomainName'),
    federationBrandName: textOrNull('federationBrandName'),
    naming: naming === 'known' || naming === 'notFound' || naming === 'failed' ? naming : 'notAsked',
    domains: textsOf(value['domains']),
    moreDomains: value['moreDomains'] === true,
    people: countFrom(value['people']),
    ourUsers: countFrom(value['ourUsers']),
    contacts: Array.isArray(value['contacts']) ? value['contacts'].filter(isObject).map(contactFrom) : [],
    contactsTyped: value['contactsTyped'] === true,
    status: value['status'],
    reason: textOrNull('reason'),
    dates: datesFrom(value['dates']),
    peopleThen: typeof peopleThen === 'number' ? peopleThen : null,
    note: textOrNull('note'),
    checkValue: optionalTextField(value, 'checkValue') ?? newCheckValue(),
  };
}

/** Reads a register; undefined when there is none yet. Throws EvidenceError: `newerFormat`, `damaged`. */
export async function readRegister(folder: string): Promise<Register | undefined> {
  const path = join(folder, registerFiles.json);
  try {
    const value = await readDocument(path, registerFormat);
    const rows = value['rows'];
    if (!Array.isArray(rows)) {
      throw new EvidenceError({ kind: 'field', field: 'rows', wanted: 'list' }, 'damaged', { path });
    }
    return {
      tenantId: textField(value, 'tenantId', path),
      updatedAt: timeField(value, 'updatedAt', path),
      snapshotAt: timeField(value, 'snapshotAt', path),
      completeness: value['completeness'] === 'complete' ? 'complete' : 'partial',
      unreadable: countFrom(value['unreadable']),
      rows: rows.map((row) => rowFrom(row, path)),
    };
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}
