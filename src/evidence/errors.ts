/**
 * Why evidence could not be written or read:
 * `readOnly` not allowed to write or read there; `full` no room left; `missing` not there; `newerFormat` written by a later version;
 * `damaged` there, but not what it says it is; `template` a notice template that cannot be used; `refused` the rules of the case or of
 * the copy forbid it; `io` anything else the disk said.
 */
export type EvidenceReason = 'readOnly' | 'full' | 'missing' | 'newerFormat' | 'damaged' | 'template' | 'refused' | 'io';

export class EvidenceError extends Error {
  readonly kind = 'evidence';
  readonly path: string | undefined;
  readonly line: number | undefined;

  constructor(
    message: string,
    readonly reason: EvidenceReason,
    details?: { readonly path?: string; readonly line?: number; readonly cause?: unknown },
  ) {
    super(message, { cause: details?.cause });
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

const sentences: Readonly<Record<'readOnly' | 'full' | 'missing' | 'io', string>> = {
  readOnly: 'is not open to you: it is read-only or belongs to somebody else. Choose another folder, or change its permissions.',
  full: 'has no room left on its disk. Free some room or choose another folder; nothing half-written was left behind.',
  missing: 'is not there.',
  io: 'could not be used.',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** An error of the file system, in words. Gives errors that already have a kind back as they are. */
export function diskError(error: unknown, path: string): Error {
  if (error instanceof Error && 'kind' in error) {
    return error;
  }
  const code = codeOf(error);
  const reason = reasonByCode[code] ?? 'io';
  const sentence = reason === 'readOnly' || reason === 'full' || reason === 'missing' ? sentences[reason] : sentences.io;
  return new EvidenceError(`${path} ${sentence}${code === '' ? '' : ` (${code})`}`, reason, { path, cause: error });
}

export function isMissing(error: unknown): boolean {
  return reasonByCode[codeOf(error)] === 'missing' || (error instanceof EvidenceError && error.reason === 'missing');
}
