import { t } from '@vscode/l10n';
import type { CallRecord } from '../../graph/client';
import { operation } from '../../graph/operations';
import { columns } from '../columns';
import type { Circumstances } from '../explanation';
import { contextTitle, identityTitle } from '../places';
import { diagnosisOf } from './diagnosis';
import { operationTitle } from '../operationTitle';

/** The outcome of a call in a word: its status, or why there is none. */
export function outcomeOf({ status, failure }: CallRecord): string {
  return failure ?? (status === undefined ? t('no answer') : String(status));
}

/** Verb, path template and outcome. */
export function requestTitle(record: CallRecord): string {
  return `${outcomeOf(record)}  ${record.method} ${record.path}`;
}

/** When, how long, and which attempt. */
export function requestDetail({ startedAt, durationMs, attempt }: CallRecord): string {
  const when = new Date(startedAt).toISOString().slice(11, 19);
  return [t('{0} UTC', when), t('{0} ms', Math.round(durationMs)), ...(attempt > 1 ? [t('attempt {0}', attempt)] : [])].join('  ');
}

function needs(record: CallRecord, circumstances: Circumstances): string {
  const row = operation(record.operation);
  const asApp = circumstances.context?.authType === 'AppOnly';
  const permissions = asApp ? row.permissions.application : row.permissions.delegated;
  return columns([
    [t('Permission, least first'), permissions.length === 0 ? '—' : permissions.join(', ')],
    [t('Role'), asApp ? '—' : (row.role ?? '—')],
    ['Graph PowerShell', row.cmdlet.name],
  ]);
}

/** One call to be read: what was sent, what came back, what it means and what it takes. Holds no secret. */
export function requestText(record: CallRecord, circumstances: Circumstances): string {
  const { context } = circumstances;
  const { operation: id, method, path, attempt, startedAt, durationMs, code, ids } = record;
  const { headline, whatHappened, whatNext } = diagnosisOf(record, circumstances);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('Operation'), operationTitle(operation(id))],
    [t('Asked at'), new Date(startedAt).toISOString()],
    [t('Outcome'), outcomeOf(record)],
    [t('Code'), code],
    [t('Took'), t('{0} ms', Math.round(durationMs))],
    [t('Attempt'), String(attempt)],
    [t('Request id'), ids.requestId],
    [t('Client request id'), ids.clientRequestId],
    [t('Date'), ids.date],
    [t('Tenant'), context && `${contextTitle(context)}  ${context.tenantId}`],
    [t('Signed in as'), context && identityTitle(context)],
  ];
  return [
    `# ${method} ${path}`,
    columns(facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    `## ${t('Diagnosis')}: ${headline}`,
    `${whatHappened} ${whatNext}`.trim(),
    `## ${t('What it takes')}`,
    needs(record, circumstances),
  ].join('\n\n');
}
