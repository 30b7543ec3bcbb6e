import { t } from '@vscode/l10n';
import { plainText } from './plainText';
import { numberText } from './numberText';

/** What lies on this machine and would be deleted. */
export interface LocalData {
  readonly contexts: number;
  /** Tenants with a journal. */
  readonly journals: number;
  readonly unfinishedRuns: number;
  readonly runningExports: number;
  /** The folder of the case that is open; it stays. */
  readonly caseFolder: string | undefined;
}

/** What is deleted and what is left, a line for each. */
export function localDataLines({ contexts, journals, unfinishedRuns, runningExports, caseFolder }: LocalData): readonly string[] {
  return [
    t('Sign-ins that are forgotten: {0}', numberText(contexts)),
    t(
      'Tenants whose journal, plans and policy are deleted: {0}. They are the record of what was exported and removed.',
      numberText(journals),
    ),
    ...(unfinishedRuns > 0 ? [t('Runs that were not finished and cannot go on afterwards: {0}', numberText(unfinishedRuns))] : []),
    ...(runningExports > 0 ? [t('Exports that nobody follows to their end any more: {0}', numberText(runningExports))] : []),
    t('Deleted too: storage locations kept for runs, keys of pseudonyms, remembered application ids, and which case was open.'),
    leftText(),
    ...(caseFolder === undefined ? [] : [t('The case in {0} stays as it is.', plainText(caseFolder))]),
    t('It cannot be undone.'),
  ];
}

/** What the extension wrote, or had made, and does not delete. */
export function leftText(): string {
  return t(
    'Left: the folders of cases, and every file you saved; registrations and consent in the tenants; the log files of the editor; and which case was open in other workspaces.',
  );
}
