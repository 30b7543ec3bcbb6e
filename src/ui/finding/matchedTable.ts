import { t } from '@vscode/l10n';
import { env, window, workspace } from 'vscode';
import { matchedRestLines, matchedSummary } from '../../present/matchedListText';
import type { TableRemark } from '../../present/table/table';
import { createBreather } from '../../profiles/loading';
import type { MatchedList } from '../../profiles/matchList';
import { RowSet } from '../../profiles/rowSet';
import type { Direction } from '../../profiles/sharedProfiles';
import type { TenantSessions } from '../tenantSessions';
import { InboundList } from '../triage/inboundList';
import { OutboundList } from '../triage/outboundList';
import type { ShownTable, TablePanels } from '../triage/tablePanels';
import type { TriageSource } from '../triage/triageSource';
import type { PeopleList, PeopleVerbs } from '../triage/verbs';
import { notReadTexts } from './notRead';
import { numberText } from '../../present/numberText';

/** A matched list, and the tenants as they were when it was matched. */
export interface Matched {
  readonly matched: MatchedList;
  readonly sources: readonly TriageSource[];
}

export interface MatchedParts {
  readonly sessions: TenantSessions;
  readonly tables: TablePanels;
  readonly verbs: PeopleVerbs;
}

const rereadRemark = (): TableRemark => ({ kind: 'warning', text: t('This was read anew since the list was matched. Match it again.') });

/** A tenant as it was when the list was matched: what is read anew later has other people at the same places. */
export function frozenSource(source: TriageSource): TriageSource {
  const stores = { inbound: source.inbound(), outbound: source.outbound() };
  const current = (direction: Direction): unknown => (direction === 'inbound' ? source.inbound() : source.outbound());
  return {
    ...source,
    inbound: () => stores.inbound,
    outbound: () => stores.outbound,
    remarks: (direction) => [...source.remarks(direction), ...(current(direction) === stores[direction] ? [] : [rereadRemark()])],
  };
}

function listsOf(matched: MatchedList, source: TriageSource, again: () => void): readonly PeopleList[] {
  const inbound = matched.selection(source.id, 'inbound');
  const references = matched.references(source.id);
  const rowsOf = (store: { readonly size: number }): RowSet => (store === source.inbound() ? inbound : RowSet.of([], store.size));
  return [
    new InboundList(source, t('Here, in {0}', source.title), rowsOf, again, env.language),
    new OutboundList(source, t('Ours, of {0}', source.title), { references }),
  ];
}

function matchedTable(matched: MatchedList, sources: readonly TriageSource[], { sessions, verbs }: MatchedParts): ShownTable<PeopleList> {
  return {
    state: {},
    changed: (listener) => sessions.changed(listener),
    frame: (again) => ({
      title: t('Matched list'),
      subtitle: matchedSummary(matched),
      lists: sources.flatMap((source) => listsOf(matched, source, again)),
      selectsAll: true,
      ...verbs,
    }),
  };
}

/** One text of many lines, put together without holding anything up. */
async function textOf(lines: Iterable<string>): Promise<string> {
  const breathe = createBreather();
  const all: string[] = [];
  for (const line of lines) {
    await breathe();
    all.push(line);
  }
  return all.join('\n');
}

async function tellRest(matched: MatchedList, notRead: readonly string[]): Promise<void> {
  const show = t('Show Them');
  const missing = matched.unmatched.length + matched.ambiguous.length;
  if (missing + notRead.length === 0) {
    return;
  }
  const text =
    notRead.length === 0
      ? t('Entries that were not found or are ambiguous: {0}.', numberText(missing))
      : t('Entries that were not found or are ambiguous: {0}. Not everything is read.', numberText(missing));
  if ((await window.showWarningMessage(text, show)) === show) {
    const content = await textOf(matchedRestLines(matched, notRead));
    await window.showTextDocument(await workspace.openTextDocument({ content }), { preview: true });
  }
}

/** Shows what a list has matched as a table in which all of it is selected, and says what it has not. */
export async function showMatched({ matched, sources }: Matched, parts: MatchedParts): Promise<void> {
  parts.tables.show(matchedTable(matched, sources, parts));
  await tellRest(matched, notReadTexts(sources, parts.sessions.lost));
}
