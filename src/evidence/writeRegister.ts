import { join } from 'node:path';
import { collectionReaders, readRow } from '../graph/rows';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../profiles/inboundProfilesBuilder';
import type { RowNumbers } from '../profiles/rowNumbers';
import { everyRow } from '../profiles/rowNumbers';
import type { ContactProblem } from './contacts';
import { contactBook, readContacts } from './contacts';
import { writeCsv } from './csv';
import { EvidenceError, isMissing } from './errors';
import type { WrittenFile } from './files';
import { makeFolder, writeWhole } from './files';
import { LineFile, readJsonLine } from './jsonLines';
import { withLock } from './lock';
import { recordWritten } from './manifest';
import { peopleColumns, profilesOf, unitedPeople } from './people';
import type { RegisterRow } from './register';
import { mergeRegister } from './register';
import type { Register } from './registerFile';
import { readRegister, registerFiles, writeRegisterFiles } from './registerFile';
import { registerRows } from './registerRows';
import { fileNamePart } from './safeFileName';
import type { Snapshot } from './snapshot';
import { inboundLines } from './snapshotLines';

export interface RegisterRequest {
  readonly evidenceFolder: string;
  readonly snapshot: Snapshot;
  /** Rows of the inbound side that are affected; all of them when it is left out. */
  readonly rows?: RowNumbers;
  /** The contacts that the person keeps, CSV or JSON. */
  readonly contactsFile?: string;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
}

export interface WrittenRegister {
  readonly folder: string;
  readonly register: Register;
  /** Everyone affected so far, each once. */
  readonly people: InboundProfiles;
  readonly contactProblems: readonly ContactProblem[];
  readonly files: readonly WrittenFile[];
  readonly manifestSha256: string;
}

/** Where the register of one tenant lies in an evidence folder. */
export function registerFolder(evidenceFolder: string, tenantId: string): string {
  return join(evidenceFolder, 'register', fileNamePart(tenantId));
}

/** Everyone whom a register names; undefined when there is none yet. Throws EvidenceError that names a broken line, CancelledError. */
export async function readAffectedPeople(folder: string, signal?: AbortSignal): Promise<InboundProfiles | undefined> {
  const path = join(folder, registerFiles.people);
  const people = new InboundProfilesBuilder();
  try {
    for await (const { first, lines } of new LineFile(path, signal).batches()) {
      people.append(lines.map((text, index) => readPerson(text, first + index, path)));
    }
    return people.profiles;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

function readPerson(text: string, line: number, path: string): ReturnType<typeof readInbound> {
  const read = readJsonLine(text);
  const row = read.kind === 'json' ? readInbound(read.value) : undefined;
  if (row?.kind === 'readable') {
    return row;
  }
  const why = read.kind === 'broken' ? read.reason : 'notARow';
  throw new EvidenceError({ kind: 'line', line, why }, 'damaged', { path, line });
}

function readInbound(value: unknown) {
  return readRow(collectionReaders.listInboundSharedUserProfiles, value);
}

function isComplete({ record }: Snapshot): boolean {
  return record.inbound.completeness === 'complete' && record.inbound.unreadable === 0;
}

function registerOf({ snapshot, now }: RegisterRequest, rows: readonly RegisterRow[], earlier: Register | undefined): Register {
  return {
    tenantId: snapshot.record.context.tenantId,
    updatedAt: new Date((now ?? Date.now)()).toISOString(),
    snapshotAt: snapshot.record.startedAt,
    completeness: isComplete(snapshot) ? 'complete' : 'partial',
    unreadable: snapshot.record.inbound.unreadable,
    rows: mergeRegister(rows, earlier?.rows ?? []),
  };
}

interface Replaced {
  readonly register: Register;
  readonly files: readonly WrittenFile[];
  readonly manifestSha256: string;
}

/** Reads a register and writes it anew while nobody else does: what another page or window has just kept stays. */
async function replaceRegister(
  evidenceFolder: string,
  folder: string,
  next: (before: Register | undefined) => Register,
  signal?: AbortSignal,
): Promise<Replaced> {
  await makeFolder(folder);
  return withLock(join(folder, '.register-lock'), async () => {
    const register = next(await readRegister(folder));
    const files = await writeRegisterFiles(folder, register, signal);
    return { register, files, manifestSha256: (await recordWritten(evidenceFolder, files)).sha256 };
  });
}

async function writePeople(
  folder: string,
  people: InboundProfiles,
  { snapshot, signal }: RegisterRequest,
): Promise<readonly WrittenFile[]> {
  const options = { exactCopy: registerFiles.people, ...(signal && { signal }) };
  const everyone = profilesOf(people, everyRow(people.size));
  return [
    await writeWhole(join(folder, registerFiles.people), inboundLines(people), signal),
    ...(await writeCsv(join(folder, registerFiles.peopleCsv), peopleColumns(snapshot.tenants), everyone, options)),
  ];
}

/**
 * Writes the notification register of a snapshot: a row for every home tenant of the people affected, and these people, as JSON and CSV.
 * An earlier register in the same place keeps its statuses, dates and notes, and everyone it named. Throws EvidenceError, CancelledError.
 */
export async function writeRegister(request: RegisterRequest): Promise<WrittenRegister> {
  const { evidenceFolder, snapshot, signal } = request;
  const folder = registerFolder(evidenceFolder, snapshot.record.context.tenantId);
  const contacts = request.contactsFile === undefined ? { contacts: [], problems: [] } : await readContacts(request.contactsFile);
  const chosen = request.rows ?? everyRow(snapshot.inbound.size);
  const people = await unitedPeople(snapshot.inbound, chosen, await readAffectedPeople(folder, signal), signal);
  const rows = await registerRows(people, snapshot, contactBook(contacts.contacts), signal);
  const written = await writePeople(folder, people, request);
  await recordWritten(evidenceFolder, written);
  const replaced = await replaceRegister(evidenceFolder, folder, (earlier) => registerOf(request, rows, earlier), signal);
  return { folder, people, contactProblems: contacts.problems, ...replaced, files: [...written, ...replaced.files] };
}

/**
 * Changes rows of a register on disk. Each is changed as it is there now, so that what was kept meanwhile is not lost. Throws EvidenceError:
 * `missing` when there is no register.
 */
export async function changeRegister(
  evidenceFolder: string,
  folder: string,
  change: (row: RegisterRow) => RegisterRow,
  now: () => number = Date.now,
): Promise<Register> {
  const changed = (before: Register | undefined): Register => {
    if (before === undefined) {
      throw new EvidenceError({ kind: 'noRegister' }, 'missing', { path: folder });
    }
    return { ...before, rows: before.rows.map(change), updatedAt: new Date(now()).toISOString() };
  };
  return (await replaceRegister(evidenceFolder, folder, changed)).register;
}

/** Takes the contacts that the person keeps now into a register; gives it as it then is. Throws EvidenceError. */
export async function refreshContacts(evidenceFolder: string, folder: string, contactsFile: string): Promise<Register> {
  const contactsOf = contactBook((await readContacts(contactsFile)).contacts);
  const refreshed = (row: RegisterRow): RegisterRow => {
    const names = row.defaultDomainName === null ? row.domains : [row.defaultDomainName, ...row.domains];
    const contacts = row.contactsTyped ? [] : contactsOf(row.tenantId, names);
    const isSame = contacts.length === 0 || JSON.stringify(contacts) === JSON.stringify(row.contacts);
    return isSame ? row : { ...row, contacts };
  };
  const known = await readRegister(folder);
  const isUpToDate = known?.rows.every((row) => refreshed(row) === row) === true;
  return known !== undefined && isUpToDate ? known : changeRegister(evidenceFolder, folder, refreshed);
}
