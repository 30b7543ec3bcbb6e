import { t } from '@vscode/l10n';
import type { JournalEntry } from '../../actions/journalEntry';
import { idsOfKey } from '../../actions/plan';
import type { PlanItem } from '../../actions/plan';
import { columns } from '../columns';

/** Names of items by plan hash and key, from the plans kept beside the journal: the journal itself holds ids only. */
export type ItemNames = (plan: string, key: string) => PlanItem | undefined;

/** A journal to be read, latest entry first; everything from outside stands in a block of code. */
export function timelineText(entries: readonly JournalEntry[], namesOf: ItemNames): string {
  if (entries.length === 0) {
    return t('Nothing was exported or removed.');
  }
  const head = ['#', t('When (UTC)'), t('What'), t('Whom it concerns'), t('By'), t('Call')];
  const rows = entries.flatMap((entry) => [
    [String(entry.seq), timeText(entry), eventText(entry), whoText(entry, namesOf), entry.actor, callText(entry)],
    ...(entry.kind === 'runStarted' ? leftOutRows(entry, namesOf) : []),
  ]);
  return columns([head, ...rows.reverse()]);
}

function timeText({ at }: JournalEntry): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}

function leftOutRows(entry: JournalEntry & { readonly kind: 'runStarted' }, namesOf: ItemNames): readonly (readonly string[])[] {
  return entry.excluded.map(({ item, outcome, why }) => [
    String(entry.seq),
    timeText(entry),
    outcome === 'alreadyGone' ? t('Already gone ({0})', why) : t('Left out ({0})', why),
    personText(entry.plan, item, namesOf),
    entry.actor,
    '',
  ]);
}

function eventText(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'opened':
      return t('The journal of tenant {0} begins.', entry.tenantId);
    case 'tornLineClosed':
      return t('A line that was cut while being written ({0} bytes) was closed.', entry.bytes);
    case 'runStarted':
      return t('Run began: {0}, {1} calls planned. Reason: {2}', verbText(entry), entry.items, entry.reason);
    case 'runResumed':
      return t('Run went on');
    case 'runEnded':
      return endText(entry);
    case 'intent':
      return t('About to send');
    case 'notExecuted':
      return t('Not carried out ({0})', entry.why);
    case 'result':
      return resultText(entry);
    case 'decision':
      return entry.decision === 'sendAgain' ? t('Decided: send again') : t('Decided: leave as it is');
    case 'lookedUp':
      return lookedUpText(entry);
    case 'exportEnded':
      return t('Export {0} ended: {1}', entry.operationId, entry.status);
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
      return t('Run stopped by itself ({0})', why ?? '');
  }
}

function resultText({ outcome, status, why }: JournalEntry & { readonly kind: 'result' }): string {
  const because = [status === null ? '' : String(status), why ?? ''].filter((part) => part !== '').join(' ');
  switch (outcome) {
    case 'requested':
      return t('Removal requested: the service took it ({0})', because);
    case 'accepted':
      return t('Export accepted ({0})', because);
    case 'alreadyGone':
      return t('Already gone ({0})', because);
    case 'goneAfterUnknown':
      return t('Gone, after an answer that was lost');
    case 'failed':
      return t('Failed ({0})', because);
    case 'setAside':
      return t('Left alone ({0})', because);
    case 'unknown':
      return t('Outcome unknown ({0})', because);
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
  return 'item' in entry ? personText(entry.plan, entry.item, namesOf) : '';
}

function personText(plan: string, key: string, namesOf: ItemNames): string {
  const item = namesOf(plan, key);
  const name = item?.displayName ?? item?.userPrincipalName ?? '';
  return [name, ...idsOfKey(key)].filter((part) => part !== '').join('  ');
}

function callText(entry: JournalEntry): string {
  const client = 'clientRequestId' in entry ? entry.clientRequestId : null;
  const service = 'requestId' in entry ? entry.requestId : null;
  const call = entry.kind === 'intent' ? `${entry.call.method} ${entry.call.path}` : null;
  return [client, service, call].filter((part) => part !== null).join('  ');
}
