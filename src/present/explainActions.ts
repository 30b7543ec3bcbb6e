import { t } from '@vscode/l10n';
import type { JournalError } from '../actions/journal';
import type { StorageError } from '../actions/makeContainers';
import type { PolicyError, PolicyProblem } from '../actions/policyFile';
import { damageText } from './acting/journalText';
import type { Account } from './explanation';
import { mismatchText } from './mismatchText';
import { plainText } from './plainText';

type ActionError = JournalError | PolicyError | StorageError;

const kinds: readonly string[] = ['journal', 'policy', 'storage'] satisfies readonly ActionError['kind'][];

function isActionError(error: unknown): error is ActionError {
  return error instanceof Error && 'kind' in error && typeof error.kind === 'string' && kinds.includes(error.kind);
}

function explainJournal({ code, damage }: JournalError): Account {
  const headline = t('The journal cannot be used');
  return damage === undefined
    ? {
        headline,
        whatHappened: t('The journal cannot be written or read ({0}). Without it nothing is sent.', plainText(code)),
        whatNext: t('Make room on the disk, or see that the folder can be written, and try again.'),
        remedies: ['retry'],
      }
    : {
        headline,
        whatHappened: t('The journal of this tenant was changed by another hand. {0} Nothing was sent.', damageText(damage)),
        whatNext: t('Verify the journal and put the file aside; a new one begins with the next run.'),
        remedies: [],
      };
}

function policyProblemText(problem: PolicyProblem): string {
  switch (problem.kind) {
    case 'mismatch':
      return mismatchText(problem.mismatch);
    case 'notJson':
      return t('It is not whole JSON.');
    case 'disk':
      return t('The disk said {0}.', plainText(problem.code));
  }
}

function explainPolicy({ why }: PolicyError): Account {
  return {
    headline: t('The policy cannot be read'),
    whatHappened: t(
      'What was decided about removing in this tenant cannot be read. {0} It may protect somebody, so nothing is sent.',
      policyProblemText(why),
    ),
    whatNext: t('Correct it with “Edit Removal Policy”.'),
    remedies: ['retry'],
  };
}

function explainStorage({ status, code }: StorageError): Account {
  return {
    headline: t('The storage refused'),
    whatHappened: t('A container could not be made ({0}). Nothing was exported.', plainText(`${status ?? ''} ${code ?? ''}`.trim())),
    whatNext: t('See that the signature allows creating containers and has not expired.'),
    remedies: [],
  };
}

/** Failures of journals, policies and storage in sentences; undefined for any other. */
export function explainActionError(error: unknown): Account | undefined {
  if (!isActionError(error)) {
    return undefined;
  }
  switch (error.kind) {
    case 'journal':
      return explainJournal(error);
    case 'policy':
      return explainPolicy(error);
    case 'storage':
      return explainStorage(error);
  }
}
