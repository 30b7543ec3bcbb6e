import { t } from '@vscode/l10n';
import { EvidenceError } from '../evidence/errors';
import { RecordedError } from '../evidence/failure';
import { CancelledError, GraphError, SignInError } from '../graph/errors';
import { explainActionError } from './explainActions';
import { explainEvidence } from './explainEvidence';
import { explainGraphError } from './explainGraph';
import { causeCodes } from './explainNetwork';
import { explainSignIn } from './explainSignIn';
import type { Account, Circumstances, Detail, Explanation } from './explanation';
import { failureText } from './failureText';
import { plainText } from './plainText';

function explainCancelled(error: CancelledError): Account {
  return error.executed === 'no'
    ? { headline: t('Cancelled'), whatHappened: t('Cancelled. Nothing was changed.'), whatNext: '', remedies: [] }
    : {
        headline: t('Outcome unknown'),
        whatHappened: t('Cancelled while a call was under way. Whether it was carried out is not known.'),
        whatNext: t('Look first whether it was done.'),
        remedies: [],
      };
}

function accountOf(error: unknown, circumstances: Circumstances): Account {
  if (error instanceof GraphError) {
    return explainGraphError(error, circumstances);
  }
  if (error instanceof SignInError) {
    return explainSignIn(error, circumstances.context?.tenantId);
  }
  if (error instanceof CancelledError) {
    return explainCancelled(error);
  }
  if (error instanceof EvidenceError) {
    return explainEvidence(error);
  }
  if (error instanceof RecordedError) {
    return { headline: t('When the snapshot was taken'), whatHappened: plainText(failureText(error.failure)), whatNext: '', remedies: [] };
  }
  return explainActionError(error) ?? explainUnexpected(error);
}

function explainUnexpected(error: unknown): Account {
  return {
    headline: t('Unexpected failure'),
    whatHappened: t('Something failed that should not ({0}).', plainText(error instanceof Error ? error.name : typeof error)),
    whatNext: t('Try again. If it happens again, report it with the details.'),
    remedies: ['retry'],
  };
}

function factsOf(error: unknown): readonly (readonly [string, string | number | undefined])[] {
  if (error instanceof GraphError) {
    const { operation, failure, status, code, ids, attempts } = error.details;
    return [
      [t('Operation'), operation],
      [t('Failure'), failure],
      [t('Status'), status],
      [t('Code'), code],
      [t('Request id'), ids?.requestId],
      [t('Client request id'), ids?.clientRequestId],
      [t('Date'), ids?.date],
      [t('Attempts'), attempts],
    ];
  }
  if (error instanceof SignInError) {
    return [
      [t('Reason'), error.reason],
      [t('Code'), error.errorCode],
      [t('Correlation id'), error.correlationId],
      [t('Trace id'), error.facts.traceId],
      [t('Condition'), error.facts.condition],
      [t('Failure'), error.facts.network],
    ];
  }
  return [];
}

function detailsOf(error: unknown, circumstances: Circumstances): readonly Detail[] {
  const facts = [
    ...factsOf(error),
    [t('Tenant id'), circumstances.context?.tenantId],
    [t('Cause'), causeCodes(error).slice(1).join(' ← ') || undefined],
  ] as const;
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value: plainText(String(value)) }]));
}

/** Any failure in sentences: what happened, what to do next, and the ids by which it can be traced. */
export function explain(error: unknown, circumstances: Circumstances = {}): Explanation {
  const contextId = circumstances.context?.id;
  return { ...accountOf(error, circumstances), contextId, details: detailsOf(error, circumstances) };
}

/** The details as lines to copy: nothing in them is a secret or a name. */
export function detailLines(explanation: Explanation): string {
  return [`${explanation.whatHappened} ${explanation.whatNext}`, ...explanation.details.map(({ name, value }) => `${name}: ${value}`)].join(
    '\n',
  );
}
