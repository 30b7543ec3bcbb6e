import { join } from 'node:path';
import { CancelledError } from '../graph/errors';
import type { InboundSharedUserProfile } from '../graph/resources';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import type { WrittenFile } from './files';
import { piecesOf, writeWhole } from './files';
import type { Manifest } from './manifest';
import { readManifest, recordWritten, wasEdited } from './manifest';
import { profilesOf } from './people';
import { hasGrown, withStatus } from './register';
import type { RegisterRow } from './register';
import type { Register } from './registerFile';
import { fileNamePart } from './safeFileName';
import type { WrittenRegister } from './writeRegister';
import { changeRegister } from './writeRegister';

/** Makes the text of one notice, piece by piece. It is given the people of that organisation and nobody else's. */
export type NoticeText = (row: RegisterRow, people: Iterable<InboundSharedUserProfile>) => Iterable<string>;

export interface NoticesRequest {
  readonly evidenceFolder: string;
  readonly written: Pick<WrittenRegister, 'folder' | 'register' | 'people'>;
  readonly textOf: NoticeText;
  /** Which organisations; those that still have to be told when it is left out. */
  readonly wanted?: (row: RegisterRow) => boolean;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
}

export interface WrittenNotices {
  readonly folder: string;
  readonly files: readonly WrittenFile[];
  /** Notices that a person has changed since they were drafted: left as they are. */
  readonly kept: readonly string[];
  readonly register: Register;
}

function needsNotice(row: RegisterRow): boolean {
  return row.people > 0 && (row.status === 'toDo' || row.status === 'drafted' || (row.status !== 'notNeeded' && hasGrown(row)));
}

function noticeName({ defaultDomainName, displayName, tenantId }: RegisterRow): string {
  return `${fileNamePart(defaultDomainName ?? displayName ?? 'organisation')}_${fileNamePart(tenantId)}.txt`;
}

function peopleOf(people: InboundProfiles, { tenantId }: RegisterRow): Iterable<InboundSharedUserProfile> {
  return { [Symbol.iterator]: () => profilesOf(people, people.rowsOfHomeTenant(tenantId)) };
}

class Drafting {
  readonly files: WrittenFile[] = [];
  readonly kept: string[] = [];
  readonly drafted = new Set<string>();

  constructor(
    private readonly request: NoticesRequest,
    private readonly folder: string,
    private readonly manifest: Manifest,
  ) {}

  async draft(row: RegisterRow): Promise<void> {
    const { evidenceFolder, written, textOf, signal } = this.request;
    if (signal?.aborted === true) {
      throw new CancelledError();
    }
    const path = join(this.folder, noticeName(row));
    if (await wasEdited(evidenceFolder, path, this.manifest)) {
      this.kept.push(path);
      return;
    }
    this.files.push(await writeWhole(path, piecesOf(textOf(row, peopleOf(written.people, row))), signal));
    this.drafted.add(row.tenantId);
  }
}

/**
 * Drafts a notice for every organisation that still has to be told, a text file each, and marks it as drafted in the register. A notice
 * that a person has changed is not written over. Throws EvidenceError, CancelledError.
 */
export async function writeNotices(request: NoticesRequest): Promise<WrittenNotices> {
  const { evidenceFolder, written } = request;
  const folder = join(evidenceFolder, 'notices', fileNamePart(written.register.tenantId));
  const drafting = new Drafting(request, folder, (await readManifest(evidenceFolder))?.entries ?? new Map<string, string>());
  for (const row of written.register.rows.filter(request.wanted ?? needsNotice)) {
    await drafting.draft(row);
  }
  await recordWritten(evidenceFolder, drafting.files);
  const at = new Date((request.now ?? Date.now)());
  const marked = (row: RegisterRow): RegisterRow =>
    drafting.drafted.has(row.tenantId) && row.status === 'toDo' ? withStatus(row, { status: 'drafted' }, at) : row;
  const register = await changeRegister(evidenceFolder, written.folder, marked, request.now);
  return { folder, files: drafting.files, kept: drafting.kept, register };
}
