import { t } from '@vscode/l10n';
import type { CallRecord } from '../../graph/client';
import { GraphError, type Executed } from '../../graph/errors';
import { isNetworkCause } from '../../graph/networkCause';
import { operation } from '../../graph/operations';
import { explain } from '../explain';
import { explainNetworkCause } from '../explainNetwork';
import type { Circumstances } from '../explanation';
import { graphHost } from '../places';

/** What came of a call and what to do next, in sentences. */
export interface Diagnosis {
  readonly headline: string;
  readonly whatHappened: string;
  readonly whatNext: string;
}

function executedAfter({ operation: id, status }: CallRecord): Executed {
  return operation(id).effect === 'read' || (status !== undefined && status >= 400 && status < 500 && status !== 408) ? 'no' : 'unknown';
}

function refusal(record: CallRecord, circumstances: Circumstances): Diagnosis {
  const { operation: id, status, code, ids, attempt: attempts } = record;
  const details = { failure: 'refused', operation: id, executed: executedAfter(record), status, code, ids, attempts } as const;
  return explain(new GraphError('refused', details), circumstances);
}

function lost(record: CallRecord, circumstances: Circumstances): Diagnosis {
  const { failure } = record;
  const account =
    failure !== undefined && isNetworkCause(failure)
      ? explainNetworkCause(failure, graphHost(circumstances.context))
      : { headline: t('Answer not readable'), whatHappened: t('The answer was cut short or too large.'), whatNext: t('Try again.') };
  return operation(record.operation).effect === 'read'
    ? account
    : { ...account, whatNext: t('Do not repeat it: look first whether it was done. It is never repeated by itself.') };
}

/** The diagnosis of a call from its record alone and from what is known of its context. */
export function diagnosisOf(record: CallRecord, circumstances: Circumstances): Diagnosis {
  const { status, failure } = record;
  if (failure === 'cancelled') {
    return { headline: t('Cancelled'), whatHappened: t('It was cancelled while it was under way.'), whatNext: '' };
  }
  if (status !== undefined && (status < 200 || status >= 300)) {
    return refusal(record, circumstances);
  }
  if (failure !== undefined) {
    return lost(record, circumstances);
  }
  const accepted = status === 202 || status === 204;
  return {
    headline: t('Answered'),
    whatHappened: accepted
      ? t('Microsoft Graph took the request ({0}). That does not say that it is done.', status)
      : t('Microsoft Graph answered as it promises.'),
    whatNext: accepted ? t('Look at the export, or look the removed people up again.') : '',
  };
}
