import { t } from '@vscode/l10n';
import type { ActionsReport, ReportedItem, ReportedRun } from '../evidence/actionsReport';
import { codeSpan, markdownTable } from './markdown';
import { utcText } from './utcText';

const mostRows = 200;

function outcomeText(outcome: ReportedItem['outcome']): string {
  switch (outcome) {
    case 'requested':
      return t('request accepted');
    case 'accepted':
      return t('export accepted');
    case 'alreadyGone':
      return t('already gone');
    case 'goneAfterUnknown':
      return t('answer lost; gone when looked up');
    case 'failed':
      return t('failed');
    case 'setAside':
      return t('set aside');
    case 'unknown':
      return t('not known');
    case 'unanswered':
      return t('no answer yet');
  }
}

function afterText({ lookedUp, exportEnd }: ReportedItem): string {
  if (exportEnd !== null) {
    return codeSpan(exportEnd);
  }
  switch (lookedUp) {
    case 'gone':
      return t('gone');
    case 'stillThere':
      return t('still there');
    case 'unknown':
      return t('not known');
    case null:
      return '—';
  }
}

function verbText({ verb, direction }: ReportedRun): string {
  if (verb === 'export') {
    return t('Export of their people’s data');
  }
  return direction === 'inbound' ? t('Removal of their people’s data here') : t('Removal of our users’ data there');
}

function runRow(run: ReportedRun): readonly string[] {
  const outcomes = Object.entries(run.outcomes) as readonly (readonly [ReportedItem['outcome'], number])[];
  return [
    utcText(run.startedAt),
    run.endedAt === null ? t('not ended') : utcText(run.endedAt),
    verbText(run),
    codeSpan(run.actor),
    codeSpan(run.reason),
    String(run.planned),
    outcomes.map(([outcome, count]) => `${outcomeText(outcome)}: ${count}`).join('; '),
    codeSpan(run.plan.slice(0, 12)),
  ];
}

function itemRow(item: ReportedItem): readonly string[] {
  const { at, ids, outcome, status, requestId, clientRequestId } = item;
  return [
    utcText(at),
    ids.map(codeSpan).join(' / '),
    outcomeText(outcome),
    status === null ? '—' : String(status),
    codeSpan(requestId ?? ''),
    codeSpan(clientRequestId ?? ''),
    afterText(item),
  ];
}

function runsTable({ runs }: ActionsReport): string {
  const head = [t('Began'), t('Ended'), t('What'), t('By'), t('Reason'), t('Planned'), t('Outcomes'), t('Plan')];
  return markdownTable(head, runs.map(runRow));
}

function itemsTable({ items }: ActionsReport): string {
  const head = [t('When'), t('Ids'), t('Outcome'), t('Status'), 'request-id', 'client-request-id', t('Looked up afterwards')];
  const table = markdownTable(head, items.slice(0, mostRows).map(itemRow));
  const more = items.length - mostRows;
  return more > 0 ? `${table}\n\n${t('{0} more are in the JSON report and in the journal.', more)}` : table;
}

function journalText({ journal }: ActionsReport): string {
  const head = t('The journal has {0} lines; the SHA-256 of the last is {1}.', journal.lines, codeSpan(journal.head));
  return journal.kind === 'intact' ? head : `${head} **${t('It is damaged: verify it.')}**`;
}

/** What was exported and removed, with the ids of the calls, as Markdown. */
export function actionsSection(actions: ActionsReport | null): string {
  if (actions === null) {
    return t('No journal was given: what was done is not known to this report.');
  }
  if (actions.runs.length === 0) {
    return [t('Nothing was exported or removed.'), journalText(actions)].join('\n\n');
  }
  return [runsTable(actions), itemsTable(actions), journalText(actions)].join('\n\n');
}
