import type { Mismatch } from '../actions/checked';

/**
 * Why evidence could not be written or read:
 * `readOnly` not allowed to write or read there; `full` no room left; `missing` not there; `newerFormat` written by a later version;
 * `damaged` there, but not what it says it is; `template` a notice template that cannot be used; `refused` the rules of the case or of
 * the copy forbid it; `io` anything else the disk said.
 */
export type EvidenceReason = 'readOnly' | 'full' | 'missing' | 'newerFormat' | 'damaged' | 'template' | 'refused' | 'io';

/** Why a line, or a whole file of lines, does not hold what it should. */
export type LineProblem = 'fileMissing' | 'fileChanged' | 'lineEmpty' | 'lineNotJson' | 'notARow' | 'noTenantAsked';

/** Why a notice template cannot be used. */
export type TemplateProblem =
  | { readonly kind: 'link' }
  | { readonly kind: 'notClosed' }
  | { readonly kind: 'unknownPlaceholder'; readonly name: string; readonly known: readonly string[] };

/** What exactly is wrong, as data: the words for it are the business of those who show it. */
export type EvidenceProblem =
  | { readonly kind: 'disk'; readonly code: string }
  | { readonly kind: 'lockHeld' }
  | { readonly kind: 'notJson' }
  | { readonly kind: 'notAnObject' }
  | { readonly kind: 'otherFormat'; readonly format: string }
  | { readonly kind: 'newerFormat'; readonly version: number; readonly readsUpTo: number }
  | { readonly kind: 'field'; readonly field: string; readonly wanted: 'text' | 'time' | 'count' | 'list' | 'object' }
  | { readonly kind: 'environmentUnknown' }
  | { readonly kind: 'statusUnknown' }
  | { readonly kind: 'noCase' }
  | { readonly kind: 'noSnapshot' }
  | { readonly kind: 'noManifest' }
  | { readonly kind: 'noRegister' }
  | { readonly kind: 'folderNotEmpty' }
  | { readonly kind: 'outside'; readonly folder: string }
  | { readonly kind: 'nested'; readonly other: string }
  | { readonly kind: 'keyWithin' }
  | { readonly kind: 'notAKey' }
  | { readonly kind: 'line'; readonly line: number; readonly why: LineProblem }
  | { readonly kind: 'otherTenants'; readonly tenantIds: readonly [string, string] }
  | { readonly kind: 'caseRefuses'; readonly caseId: string; readonly pinned: readonly string[]; readonly tenantId: string }
  | { readonly kind: 'legalHold'; readonly mismatch: Mismatch }
  | { readonly kind: 'noContactColumn'; readonly columns: readonly string[] }
  | { readonly kind: 'contactsNotJson' }
  | { readonly kind: 'template'; readonly line: number; readonly why: TemplateProblem };

export class EvidenceError extends Error {
  readonly kind = 'evidence';
  readonly path: string | undefined;
  readonly line: number | undefined;

  constructor(
    readonly problem: EvidenceProblem,
    readonly reason: EvidenceReason,
    details?: { readonly path?: string; readonly line?: number; readonly cause?: unknown },
  ) {
    super(`${reason}: ${JSON.stringify(problem)}`, { cause: details?.cause });
    this.name = 'EvidenceError';
    this.path = details?.path;
    this.line = details?.line;
  }
}

const reasonByCode: Readonly<Record<string, EvidenceReason>> = {
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** An error of the file system, with what it means for evidence. Gives errors that already have a kind back as they are. */
export function diskError(error: unknown, path: string): Error {
  if (error instanceof Error && 'kind' in error) {
    return error;
  }
  const code = codeOf(error);
  return new EvidenceError({ kind: 'disk', code }, reasonByCode[code] ?? 'io', { path, cause: error });
}

export function isMissing(error: unknown): boolean {
  return reasonByCode[codeOf(error)] === 'missing' || (error instanceof EvidenceError && error.reason === 'missing');
}
