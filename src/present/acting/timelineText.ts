import { t } from '@vscode/l10n';
import type { JournalEntry } from '../../actions/journalEntry';
import { idsOfKey } from '../../actions/plan';
import type { PlanItem } from '../../actions/plan';
import { codeSpan, markdownTable } from '../markdown';

/** Names of items by plan hash and key, from the plans kept beside the journal: the journal itself holds ids only. */
export type ItemNames = (plan: string, key: string) => PlanItem | undefined;

/** A journal to be read, as Markdown, oldest entry first. */
export function timelineText(entries: readonly JournalEntry[], namesOf: ItemNames): string {
  const rows = entries.map((entry) => [
    String(entry.seq),
    toTheSecond(entry.at),
    eventText(entry),
    whoText(entry, namesOf),
    idsText(entry),
    codeSpan(entry.actor),
  ]);
  const head = ['#', t('When'), t('What'), t('Whom it concerns'), t('Ids of the call'), t('By')];
  return entries.length === 0 ? t('Nothing was exported or removed.') : markdownTable(head, rows);
}

function eventText(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'opened':
      return t('The journal of tenant {0} begins.', codeSpan(entry.tenantId));
    case 'tornLineClosed':
      return t('A line that was cut while being written ({0} bytes) was closed.', entry.bytes);
    case 'runStarted':
      return t(
        'Run began: {0}, {1} calls planned, {2} left out. Reason: {3}',
        verbText(entry),
        entry.items,
        entry.excluded.length,
        codeSpan(entry.reason),
      );
    case 'runResumed':
      return t('Run went on');
    case 'runEnded':
      return endText(entry);
    case 'intent':
      return t('About to send {0}', codeSpan(`${entry.call.method} ${entry.call.path}`));
    case 'notExecuted':
      return t('Not carried out ({0})', codeSpan(entry.why));
    case 'result':
      return resultText(entry);
    case 'decision':
      return entry.decision === 'sendAgain' ? t('Decided: send again') : t('Decided: leave as it is');
    case 'lookedUp':
      return lookedUpText(entry);
    case 'exportEnded':
      return t('Export {0} ended: {1}', codeSpan(entry.operationId), codeSpan(entry.status));
  }
}

function verbText({ verb, direction }: JournalEntry & { readonly kind: 'runStarted' }): string {
  if (verb === 'export') {
    return t('export inbound');
  }
  return direction === 'inbound' ? t('remove inbound') : t('remove outbound');
}

function endText({ how, why }: JournalEntry & { readonly kind: 'runEnded' }): string {
  switch (how) {
    case 'finished':
      return t('Run ended');
    case 'cancelled':
      return t('Run was cancelled');
    case 'stopped':
      return t('Run stopped by itself ({0})', codeSpan(why ?? ''));
  }
}

function resultText({ outcome, status, why }: JournalEntry & { readonly kind: 'result' }): string {
  const because = [status === null ? '' : String(status), why ?? ''].filter((part) => part !== '').join(' ');
  switch (outcome) {
    case 'requested':
      return t('Removal requested: the service took it ({0})', because);
    case 'accepted':
      return t('Export accepted ({0})', codeSpan(because));
    case 'alreadyGone':
      return t('Already gone ({0})', codeSpan(because));
    case 'goneAfterUnknown':
      return t('Gone, after an answer that was lost');
    case 'failed':
      return t('Failed ({0})', codeSpan(because));
    case 'setAside':
      return t('Left alone ({0})', codeSpan(because));
    case 'unknown':
      return t('Outcome unknown ({0})', codeSpan(because));
  }
}

function lookedUpText({ state }: JournalEntry & { readonly kind: 'lookedUp' }): string {
  switch (state) {
    case 'gone':
      return t('Looked up: gone');
    case 'stillThere':
      return t('Looked up: still there');
    case 'unknown':
      return t('Looked up: cannot be told');
  }
}

function whoText(entry: JournalEntry, namesOf: ItemNames): string {
  if (!('item' in entry)) {
    return '';
  }
  const item = namesOf(entry.plan, entry.item);
  const name = item?.displayName ?? item?.userPrincipalName;
  const ids = idsOfKey(entry.item).map(codeSpan);
  return [...(name === null || name === undefined ? [] : [codeSpan(name)]), ...ids].join(' ');
}

function idsText(entry: JournalEntry): string {
  const client = 'clientRequestId' in entry ? entry.clientRequestId : null;
  const service = 'requestId' in entry ? entry.requestId : null;
  return [client, service]
    .map((id) => (id === null ? '' : codeSpan(id)))
    .filter((id) => id !== '')
    .join(' ');
}

function toTheSecond(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
