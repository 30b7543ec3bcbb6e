import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { tenantFolder } from '../../actions/tenantFolder';
import { actionsReport, type ActionsReport } from '../../evidence/actionsReport';
import type { OpenedCase } from '../../evidence/caseFolder';
import { copyJournalSince } from '../../evidence/journalExcerpt';
import type { Register } from '../../evidence/registerFile';
import { createReport, type PartSource } from '../../evidence/report';
import { fileNamePart } from '../../evidence/safeFileName';
import type { Snapshot } from '../../evidence/snapshot';
import { snapshotOfNow } from '../../evidence/takeSnapshot';
import { ownNames } from '../../evidence/verifyEvidence';
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

/** What was done in the tenant of a session since the case began; its journal lines are copied into the case. Throws EvidenceError. */
export async function actionsOf(session: TenantSession, opened: OpenedCase, files: ActingFiles): Promise<ActionsReport> {
  const { journalFile } = tenantFolder(files, actingContext(session));
  const { awareSince } = opened.case;
  const path = join(opened.paths.journal, `${fileNamePart(session.context.tenantId)}.jsonl`);
  await copyJournalSince(journalFile, awareSince, opened.paths.folder, path);
  return actionsReport(journalFile, awareSince);
}

export interface ReportSource {
  readonly session: TenantSession;
  readonly snapshot: Snapshot;
  readonly register: Register;
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
    parts.push({ snapshot, register, actions: await actionsOf(session, opened, files) });
  }
  return writeReport(opened.paths.folder, await createReport({ application, case: opened.case, parts, signal }), reportText);
}
