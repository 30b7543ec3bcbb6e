import { t } from '@vscode/l10n';
import { env } from 'vscode';
import { everyRow } from '../../profiles/rowNumbers';
import { tenantTitle } from '../../present/tree/tenantTitle';
import { plainText } from '../../present/plainText';
import type { TenantSessions } from '../tenantSessions';
import { InboundList } from './inboundList';
import { OutboundList } from './outboundList';
import { sessionSource } from './sources';
import type { ShownTable } from './tablePanels';
import type { TableFrame } from './tableModel';
import type { TriageSource } from './triageSource';
import type { PeopleList, PeopleVerbs } from './verbs';

/** Where triage starts: our service, a partner or a user of ours was hit, or whom a query finds. */
export type Start =
  | { readonly kind: 'service' }
  | { readonly kind: 'partner'; readonly tenantId: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'find'; readonly query: string };

function listsOf(start: Start, source: TriageSource, again: () => void): readonly PeopleList[] {
  const inbound = (title: string, tenantId: string | undefined): PeopleList =>
    new InboundList(
      source,
      title,
      (store) => (tenantId === undefined ? everyRow(store.size) : store.rowsOfHomeTenant(tenantId)),
      again,
      env.language,
    );
  switch (start.kind) {
    case 'service':
      return [inbound(source.title, undefined)];
    case 'partner':
      return [
        inbound(t('Their people in {0}', source.title), start.tenantId),
        new OutboundList(source, t('Our people of {0} there', source.title), { tenantId: start.tenantId }),
      ];
    case 'user':
      return [new OutboundList(source, source.title, { userId: start.userId })];
    case 'find':
      return [inbound(t('Here, in {0}', source.title), undefined), new OutboundList(source, t('Ours, of {0}', source.title), {})];
  }
}

function titleOf(start: Start, sources: readonly TriageSource[]): string {
  switch (start.kind) {
    case 'service':
      return t('Our service was hit');
    case 'partner': {
      const names = sources.map((source) => source.namesOf(start.tenantId)).find((each) => each !== undefined);
      return t('Partner hit: {0}', tenantTitle(start.tenantId, names));
    }
    case 'user':
      return t('User hit: {0}', plainText(start.userId));
    case 'find':
      return t('Found profiles');
  }
}

function subtitleOf(start: Start): string {
  switch (start.kind) {
    case 'service':
      return t('Everyone of other organisations whose profile is here, by home organisation.');
    case 'partner':
      return t('Their people here, and our people there, in every signed-in tenant.');
    case 'user':
      return t('The organisations that hold this user’s data, as far as known.');
    case 'find':
      return t('People of other organisations here, and our people elsewhere, in every signed-in tenant.');
  }
}

function loadFor(start: Start, source: TriageSource): void {
  if (start.kind !== 'user') {
    source.load('inbound');
  }
  if (start.kind !== 'service') {
    source.load('outbound');
  }
}

/** The table of a starting point over everything that is signed in to now. */
export function startingTable(start: Start, sessions: TenantSessions, verbs: PeopleVerbs): ShownTable<PeopleList> {
  const sources = sessions.all.map((session) => sessionSource(session, sessions));
  sources.forEach((source) => loadFor(start, source));
  return {
    state: { ...start },
    changed: (listener) => sessions.changed(listener),
    frame: (again): TableFrame<PeopleList> => ({
      title: titleOf(start, sources),
      subtitle: subtitleOf(start),
      lists: sources.flatMap((source) => listsOf(start, source, again)),
      ...(start.kind === 'find' && { filter: start.query }),
      ...verbs,
    }),
  };
}

/** The starting point that a page remembers, when it is one. */
export function startFrom(state: unknown): Start | undefined {
  const { kind, tenantId, userId, query } = (state ?? {}) as Partial<Record<'kind' | 'tenantId' | 'userId' | 'query', unknown>>;
  switch (kind) {
    case 'service':
      return { kind };
    case 'partner':
      return typeof tenantId === 'string' ? { kind, tenantId } : undefined;
    case 'user':
      return typeof userId === 'string' ? { kind, userId } : undefined;
    case 'find':
      return typeof query === 'string' ? { kind, query } : undefined;
    default:
      return undefined;
  }
}
