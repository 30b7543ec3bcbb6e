import { t } from '@vscode/l10n';
import type { EvidenceError, EvidenceProblem, LineProblem, TemplateProblem } from '../evidence/errors';
import type { Account } from './explanation';
import { mismatchText } from './mismatchText';
import { plainText } from './plainText';

const placeKinds = [
  'noCase',
  'noSnapshot',
  'noManifest',
  'noRegister',
  'folderNotEmpty',
  'outside',
  'nested',
  'keyWithin',
  'notAKey',
  'lockHeld',
] as const;
const places: ReadonlySet<EvidenceProblem['kind']> = new Set(placeKinds);

type Problem<Kind extends EvidenceProblem['kind']> = Extract<EvidenceProblem, { readonly kind: Kind }>;
type PlaceProblem = Problem<(typeof placeKinds)[number]>;
type ContentProblem = Exclude<EvidenceProblem, PlaceProblem>;

/** What is wrong with a line, or with a file of lines, in words that follow its place. */
export function lineProblemText(problem: LineProblem): string {
  switch (problem) {
    case 'fileMissing':
      return t('the file is missing');
    case 'fileChanged':
      return t('the file was changed after it was written');
    case 'lineEmpty':
      return t('the line is empty');
    case 'lineNotJson':
      return t('the line is not JSON');
    case 'notARow':
      return t('the line does not hold what it should');
    case 'noTenantAsked':
      return t('it does not say which tenant was asked for');
  }
}

function templateProblemText(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'link':
      return t('It holds a link. Notices have none: recipients are told to distrust them.');
    case 'notClosed':
      return t('A placeholder is not closed, or has braces in its name.');
    case 'unknownPlaceholder':
      return t('“{0}” is no placeholder. There are: {1}.', plainText(problem.name), problem.known.join(', '));
  }
}

function fieldText({ field, wanted }: Problem<'field'>, path: string): string {
  switch (wanted) {
    case 'text':
      return t('{0} is damaged: “{1}” is missing or is not text.', path, field);
    case 'time':
      return t('{0} is damaged: “{1}” is not a time in UTC.', path, field);
    case 'count':
      return t('{0} is damaged: “{1}” is not a count.', path, field);
    case 'list':
      return t('{0} is damaged: “{1}” is not a list.', path, field);
    case 'object':
      return t('{0} is damaged: “{1}” is missing.', path, field);
  }
}

function diskText({ reason }: EvidenceError, code: string, path: string): string {
  switch (reason) {
    case 'readOnly':
      return t(
        '{0} is not open to you: it is read-only or belongs to somebody else. Choose another folder, or change its permissions. ({1})',
        path,
        code,
      );
    case 'full':
      return t(
        '{0} has no room left on its disk. Free some room or choose another folder; nothing half-written was left behind. ({1})',
        path,
        code,
      );
    case 'missing':
      return t('{0} is not there. ({1})', path, code);
    case 'newerFormat':
    case 'damaged':
    case 'template':
    case 'refused':
    case 'io':
      return code === '' ? t('{0} could not be used.', path) : t('{0} could not be used. ({1})', path, code);
  }
}

function caseText({ caseId, pinned, tenantId }: Problem<'caseRefuses'>): string {
  return pinned.length === 0
    ? t('Case {0} is about no tenant yet. Pin tenant {1} to the case, or close the case.', plainText(caseId), tenantId)
    : t(
        'Case {0} is about {1}, not about tenant {2}. Pin this tenant to the case, or close the case.',
        plainText(caseId),
        pinned.join(', '),
        tenantId,
      );
}

/** Why a place cannot be used for evidence, or is none. */
function placeText(problem: PlaceProblem, path: string): string {
  switch (problem.kind) {
    case 'noCase':
      return t('{0} is not a case folder: it has no case.json.', path);
    case 'noSnapshot':
      return t('{0} is not a snapshot: it has no snapshot.json.', path);
    case 'noManifest':
      return t('{0} has no MANIFEST.sha256: nothing says what was written there.', path);
    case 'noRegister':
      return t('{0} has no register any more.', path);
    case 'folderNotEmpty':
      return t('{0} is not empty. It has to be a folder of its own.', path);
    case 'outside':
      return t('{0} is not inside {1}.', path, plainText(problem.folder));
    case 'nested':
      return t('{0} and {1} lie in one another. Choose a folder outside of the case.', path, plainText(problem.other));
    case 'keyWithin':
      return t('{0} would go with what is shared. Keep the key in a folder of its own.', path);
    case 'notAKey':
      return t('{0} is not a key of pseudonyms. Choose another file; this one was not changed.', path);
    case 'lockHeld':
      return t('{0} is held by another window. Try again.', path);
  }
}

function contentText(problem: ContentProblem, error: EvidenceError, path: string): string {
  switch (problem.kind) {
    case 'disk':
      return diskText(error, problem.code, path);
    case 'notJson':
      return t('{0} is damaged: it is not whole JSON.', path);
    case 'notAnObject':
      return t('{0} is damaged: it does not hold a JSON object.', path);
    case 'otherFormat':
      return t('{0} does not say that it is a file of the kind “{1}”.', path, problem.format);
    case 'newerFormat':
      return t(
        '{0} was written by a newer version of this extension (format {1}, this one reads up to {2}). Update the extension to open it; nothing was changed.',
        path,
        problem.version,
        problem.readsUpTo,
      );
    case 'field':
      return fieldText(problem, path);
    case 'environmentUnknown':
      return t('{0} is damaged: it names an environment that is not known.', path);
    case 'statusUnknown':
      return t('{0} is damaged: a row has no known status.', path);
    case 'line':
      return t(
        '{0} is damaged in line {1}: {2}. Repair it or move it away; nothing was changed.',
        path,
        problem.line,
        lineProblemText(problem.why),
      );
    case 'otherTenants':
      return t('These snapshots are of two tenants, {0} and {1}: comparing them says nothing.', ...problem.tenantIds);
    case 'caseRefuses':
      return caseText(problem);
    case 'legalHold':
      return t('{0} cannot be read. {1} It may protect somebody, so nothing is sent.', path, mismatchText(problem.mismatch));
    case 'noContactColumn':
      return t(
        '{0} has no column “tenantId” or “domain”, so nobody can tell whose contacts these are. Its columns: {1}.',
        path,
        plainText(problem.columns.join(', ')),
      );
    case 'contactsNotJson':
      return t('{0} cannot be read as a list of contacts: it is not whole JSON.', path);
    case 'template':
      return t('The template {0} cannot be used: line {1}: {2}', path, problem.line, templateProblemText(problem.why));
  }
}

function isPlaceProblem(problem: EvidenceProblem): problem is PlaceProblem {
  return places.has(problem.kind);
}

function problemText(error: EvidenceError): string {
  const path = plainText(error.path ?? '', 300);
  return isPlaceProblem(error.problem) ? placeText(error.problem, path) : contentText(error.problem, error, path);
}

/** Why evidence could not be written or read, in sentences. */
export function explainEvidence(error: EvidenceError): Account {
  return { headline: t('Evidence'), whatHappened: plainText(problemText(error), 600).replaceAll('](', '] ('), whatNext: '', remedies: [] };
}
