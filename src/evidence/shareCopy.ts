import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { everyRow } from '../profiles/rowNumbers';
import type { ActionsReport, ReportedItem, ReportedRun } from './actionsReport';
import { writeCsv } from './csv';
import { diskError, EvidenceError, isMissing } from './errors';
import type { WrittenFile } from './files';
import { partialName, writeWhole } from './files';
import { recordWritten } from './manifest';
import { openSnapshot } from './openSnapshot';
import { peopleColumns, profilesOf } from './people';
import type { Pseudonyms } from './pseudonyms';
import { liesIn, readPseudonyms } from './pseudonyms';
import type { RegisterRow } from './register';
import type { Register } from './registerFile';
import { readRegister, registerFiles, writeRegisterFiles } from './registerFile';
import type { Report } from './report';
import { createReport } from './report';
import { sharedInbound, sharedSnapshot } from './sharedSnapshot';
import type { Snapshot } from './snapshot';
import { snapshotFiles } from './snapshot';
import { inboundLines } from './snapshotLines';
import { readAffectedPeople } from './writeRegister';
import { writeReport } from './writeReport';
import { writeSnapshot } from './writeSnapshot';

export interface ShareRequest {
  /** The evidence folder to copy from. */
  readonly from: string;
  /** A new or empty folder outside of it. */
  readonly to: string;
  /** Made when it is not there; must lie in neither folder. */
  readonly keyFile: string;
  /** What was done, for the report of the copy. */
  readonly actions?: ActionsReport;
  readonly textOf: (report: Report) => string;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
}

export interface SharedCopy {
  readonly folder: string;
  readonly snapshots: number;
  readonly registers: number;
  /** What lies in the evidence folder and is not in the copy, because it holds free text or names. */
  readonly leftOut: readonly string[];
  readonly manifestSha256: string;
}

const copied: ReadonlySet<string> = new Set(['snapshots', 'register']);

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) {
      return [];
    }
    throw diskError(error, folder);
  }
}

async function refuseBadPlaces({ from, to, keyFile }: ShareRequest): Promise<void> {
  if ((await liesIn(to, keyFile)) || (await liesIn(from, keyFile))) {
    throw new EvidenceError({ kind: 'keyWithin' }, 'refused', { path: keyFile });
  }
  if ((await liesIn(from, to)) || (await liesIn(to, from))) {
    throw new EvidenceError({ kind: 'nested', other: from }, 'refused', { path: to });
  }
  if ((await namesIn(to)).length > 0) {
    throw new EvidenceError({ kind: 'folderNotEmpty' }, 'refused', { path: to });
  }
}

function sharedItem(item: ReportedItem, run: ReportedRun | undefined, pseudonyms: Pseudonyms): ReportedItem {
  const [first = '', second = ''] = item.ids;
  const ids = run?.direction === 'outbound' ? [pseudonyms.userId(first), second] : [first, pseudonyms.userId(second)];
  return { ...item, ids };
}

function sharedActions({ journal, runs, items }: ActionsReport, pseudonyms: Pseudonyms): ActionsReport {
  const byId = new Map(runs.map((run) => [run.run, run]));
  return {
    journal,
    runs: runs.map((run) => ({ ...run, actor: pseudonyms.actor(run.actor), reason: '' })),
    items: items.map((item) => sharedItem(item, byId.get(item.run), pseudonyms)),
  };
}

/** Contacts, reasons and notes are written by people about people. */
function sharedRow(row: RegisterRow): RegisterRow {
  return { ...row, contacts: [], contactsTyped: false, reason: null, note: null };
}

class Sharing {
  readonly registers: Register[] = [];
  readonly parts: Snapshot[] = [];
  snapshots = 0;

  constructor(
    private readonly request: ShareRequest,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  async snapshot(folder: string): Promise<void> {
    const { to, signal } = this.request;
    const opened = await openSnapshot(folder, { ...(signal && { signal }) });
    const shared = await sharedSnapshot(opened, this.pseudonyms, signal);
    await writeSnapshot(to, shared, signal);
    this.snapshots += 1;
    const same = this.parts.findIndex(({ record }) => record.context.tenantId === shared.record.context.tenantId);
    this.parts.splice(same === -1 ? this.parts.length : same, 1, shared);
  }

  async register(name: string): Promise<void> {
    const { from, to, signal } = this.request;
    const folder = join(to, 'register', name);
    const register = await readRegister(join(from, 'register', name));
    const people = await readAffectedPeople(join(from, 'register', name), signal);
    if (register === undefined) {
      return;
    }
    const shared = { ...register, rows: register.rows.map(sharedRow) };
    this.registers.push(shared);
    const files = await writeRegisterFiles(folder, shared, signal);
    const named = people === undefined ? [] : await this.people(folder, await sharedInbound(people, this.pseudonyms, signal), shared);
    await recordWritten(to, [...files, ...named]);
  }

  async people(folder: string, people: InboundProfiles, { tenantId }: Register): Promise<readonly WrittenFile[]> {
    const { signal } = this.request;
    const tenants = this.parts.find(({ record }) => record.context.tenantId === tenantId)?.tenants;
    const columns = peopleColumns(tenants);
    const options = { exactCopy: registerFiles.people, ...(signal && { signal }) };
    return [
      await writeWhole(join(folder, registerFiles.people), inboundLines(people), signal),
      ...(await writeCsv(join(folder, registerFiles.peopleCsv), columns, profilesOf(people, everyRow(people.size)), options)),
    ];
  }

  async report(): Promise<string> {
    const { to, textOf, actions, signal, now } = this.request;
    const application = this.parts[0]?.record.application ?? { name: 'shared-profiles', version: '' };
    const parts = this.parts.map((snapshot) => {
      const register = this.registers.find(({ tenantId }) => tenantId === snapshot.record.context.tenantId);
      return { snapshot, ...(register && { register }), ...(actions && { actions: sharedActions(actions, this.pseudonyms) }) };
    });
    const report = await createReport({ application, parts, ...(signal && { signal }), ...(now && { now }) });
    return (await writeReport(to, report, textOf)).manifestSha256;
  }
}

/**
 * Writes a copy of an evidence folder in which no person is named: names, user principal names and user ids are pseudonyms, the same in every
 * copy made with the same key; free text, contacts, plans, journals and notices are left out. Throws EvidenceError, CancelledError.
 */
export async function shareCopy(request: ShareRequest): Promise<SharedCopy> {
  await refuseBadPlaces(request);
  const pseudonyms = await readPseudonyms(request.keyFile);
  const partial = partialName(request.to);
  try {
    const copy = await copyInto(new Sharing({ ...request, to: partial }, pseudonyms), request.from);
    await moveInto(partial, request.to);
    return { ...copy, folder: request.to };
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw diskError(error, request.to);
  }
}

async function copyInto(sharing: Sharing, from: string): Promise<Omit<SharedCopy, 'folder'>> {
  for (const name of await namesIn(join(from, 'snapshots'))) {
    if ((await namesIn(join(from, 'snapshots', name))).includes(snapshotFiles.record)) {
      await sharing.snapshot(join(from, 'snapshots', name));
    }
  }
  for (const name of await namesIn(join(from, 'register'))) {
    await sharing.register(name);
  }
  const manifestSha256 = await sharing.report();
  const leftOut = (await namesIn(from)).filter((name) => !copied.has(name));
  return { snapshots: sharing.snapshots, registers: sharing.registers.length, leftOut, manifestSha256 };
}

/** An empty folder may be there already: it was chosen in a dialog. */
async function moveInto(partial: string, to: string): Promise<void> {
  await rmdir(to).catch((error: unknown) => {
    if (!isMissing(error)) {
      throw error;
    }
  });
  await rename(partial, to);
}
