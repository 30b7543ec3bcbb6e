import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { tenantFolder } from '../../actions/tenantFolder';
import { actionsReport, type ActionsReport } from '../../evidence/actionsReport';
import { caseAllows } from '../../evidence/case';
import type { OpenedCase } from '../../evidence/caseFolder';
import { copyJournalSince } from '../../evidence/journalExcerpt';
import { readRegister, type Register } from '../../evidence/registerFile';
import { createReport, type PartSource } from '../../evidence/report';
import { fileNamePart } from '../../evidence/safeFileName';
import type { Snapshot } from '../../evidence/snapshot';
import { snapshotOfNow } from '../../evidence/takeSnapshot';
import { ownNames } from '../../evidence/verifyEvidence';
import { registerFolder } from '../../evidence/writeRegister';
import { writeReport, type WrittenReport } from '../../evidence/writeReport';
import { reportText } from '../../present/reportText';
import { actingContext, type ActingFiles } from '../actionServices';
import type { TenantSession } from '../tenantSession';

export type Application = Snapshot['record']['application'];

/** What is loaded of a signed-in tenant now, as a snapshot. */
export function loadedSnapshot({ context, profiles }: TenantSession, application: Application): Snapshot {
  const loadedAt = [profiles.inbound, profiles.outbound].flatMap((each) => (each.kind === 'loaded' ? [each.loadedAt] : []));
  const now = Date.now();
  return snapshotOfNow({ context, profiles, application }, Math.min(now, ...loadedAt), Math.max(...loadedAt, 0) || now);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The contacts that the person keeps in the case folder. */
export async function contactsFileOf({ paths }: OpenedCase): Promise<string | undefined> {
  for (const name of [ownNames.contactsCsv, ownNames.contactsJson]) {
    const path = join(paths.folder, name);
    if (await isThere(path)) {
      return path;
    }
  }
  return undefined;
}

/** Copies the journal lines of the tenant of a session since the case began into the case. Gives where the journal lies. Throws EvidenceError. */
export async function copyJournal(session: TenantSession, opened: OpenedCase, place: Pick<ActingFiles, 'directory'>): Promise<string> {
  const { journalFile } = tenantFolder(place, actingContext(session));
  const path = join(opened.paths.journal, `${fileNamePart(session.context.tenantId)}.jsonl`);
  await copyJournalSince(journalFile, opened.case.awareSince, opened.paths.folder, path);
  return journalFile;
}

/** What was done in the tenant of a session since the case began; its journal lines are copied into the case. Throws EvidenceError. */
export async function actionsOf(session: TenantSession, opened: OpenedCase, files: ActingFiles): Promise<ActionsReport> {
  return actionsReport(await copyJournal(session, opened, files), opened.case.awareSince);
}

export interface ReportSource {
  readonly session: TenantSession;
  readonly snapshot: Snapshot;
  readonly register: Register | undefined;
}

/** What else the case is about and was read in this window: the report is of all of it. Throws EvidenceError. */
export async function otherSources(
  opened: OpenedCase,
  sessions: readonly TenantSession[],
  application: Application,
): Promise<readonly ReportSource[]> {
  const read = sessions.filter(
    ({ profiles, context }) => profiles.inbound.kind === 'loaded' && caseAllows(opened.case, context).kind === 'allowed',
  );
  const firsts = new Map(read.toReversed().map((session) => [session.context.tenantId.toLowerCase(), session]));
  return Promise.all(
    [...firsts.values()].map(async (session) => ({
      session,
      snapshot: loadedSnapshot(session, application),
      register: await readRegister(registerFolder(opened.paths.folder, session.context.tenantId)),
    })),
  );
}

/** Writes the report of a case. Throws EvidenceError, CancelledError. */
export async function writeCaseReport(
  opened: OpenedCase,
  sources: readonly ReportSource[],
  application: Application,
  files: ActingFiles,
  signal: AbortSignal,
): Promise<WrittenReport> {
  const parts: PartSource[] = [];
  for (const { session, snapshot, register } of sources) {
    parts.push({ snapshot, ...(register && { register }), actions: await actionsOf(session, opened, files) });
  }
  return writeReport(opened.paths.folder, await createReport({ application, case: opened.case, parts, signal }), reportText);
}
