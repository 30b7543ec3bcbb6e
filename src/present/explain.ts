import { t } from '@vscode/l10n';
import { EvidenceError } from '../evidence/errors';
import { CancelledError, GraphError, SignInError, type SignInReason } from '../graph/errors';
import { explainActionError } from './explainActions';
import { explainGraphError } from './explainGraph';
import { causeCodes, explainUnreachable } from './explainNetwork';
import type { Account, Circumstances, Detail, Explanation, Remedy } from './explanation';
import { plainText } from './plainText';

function signInSentences(error: SignInError): Readonly<Record<Exclude<SignInReason, 'unreachable'>, readonly [string, string]>> {
  return {
    interactionRequired: [t('The sign-in service wants to see the person again.'), t('Sign in again.')],
    cancelled: [t('The sign-in was cancelled.'), t('Connect again when you are ready.')],
    timedOut: [t('Nobody signed in within the time given.'), t('Connect again, and finish in the browser window that opens.')],
    consentRequired: [t('The permissions asked for were not granted.'), t('An administrator of the tenant has to consent to them.')],
    wrongTenant: [
      t('Another tenant answered than the one asked for. The call was stopped before anything was sent.'),
      t('Sign in again with an account of the right tenant.'),
    ],
    wrongAccount: [
      t('Another account answered than the one signed in. The call was stopped before anything was sent.'),
      t('Sign in again with the right account.'),
    ],
    wrongAudience: [
      t('The token is not meant for Microsoft Graph. The call was stopped before anything was sent.'),
      t('Get a token for Microsoft Graph, or connect in another way.'),
    ],
    expired: [t('The sign-in has ended.'), t('Sign in again.')],
    throttled: [
      error.retryAfterMs === undefined
        ? t('The sign-in service takes no more attempts for the moment.')
        : t('The sign-in service takes no more attempts for {0} seconds.', Math.ceil(error.retryAfterMs / 1000)),
      t('Wait a little and try again.'),
    ],
    refused: [t('The sign-in service refused.'), t('The error code below says why; an administrator can look it up in the sign-in log.')],
    notSupported: [t('This way of signing in does not work here.'), t('Choose another way to connect.')],
  };
}

const signInRemedies = {
  interactionRequired: ['signInAgain'],
  cancelled: [],
  timedOut: ['connect'],
  consentRequired: ['signInAgain'],
  wrongTenant: ['signInAgain'],
  wrongAccount: ['signInAgain'],
  wrongAudience: ['connect'],
  expired: ['signInAgain'],
  throttled: ['retry'],
  refused: ['retry'],
  notSupported: ['connect'],
} as const satisfies Record<Exclude<SignInReason, 'unreachable'>, readonly Remedy[]>;

function explainSignIn(error: SignInError): Account {
  if (error.reason === 'unreachable') {
    return explainUnreachable(error, t('The sign-in service'));
  }
  const [whatHappened, whatNext] = signInSentences(error)[error.reason];
  return { headline: t('Sign-in failed'), whatHappened, whatNext, remedies: signInRemedies[error.reason] };
}

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
    return explainSignIn(error);
  }
  if (error instanceof CancelledError) {
    return explainCancelled(error);
  }
  return explainActionError(error) ?? explainUnexpected(error);
}

function explainUnexpected(error: unknown): Account {
  if (error instanceof EvidenceError) {
    return { headline: t('Evidence'), whatHappened: plainText(error.message, 600), whatNext: '', remedies: [] };
  }
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
  return { ...accountOf(error, circumstances), details: detailsOf(error, circumstances) };
}

/** The details as lines to copy: nothing in them is a secret or a name. */
export function detailLines(explanation: Explanation): string {
  return [`${explanation.whatHappened} ${explanation.whatNext}`, ...explanation.details.map(({ name, value }) => `${name}: ${value}`)].join(
    '\n',
  );
}
