import { t } from '@vscode/l10n';
import type { InboundSharedUserProfile } from '../../graph/resources';
import { foundPersonText, foundUserText } from '../../present/foundText';
import { askedTenants, isInTenant } from '../../profiles/askedTenants';
import type { OutboundUser } from '../../profiles/outboundProfiles';
import { countFound, SearchEverywhere, type FoundInTenant } from '../../profiles/searchEverywhere';
import { wordsOf, type SearchWord } from '../../profiles/searchWord';
import { pickFound, type Choice, type Found } from '../pickFound';
import type { TenantSessions } from '../tenantSessions';
import { sessionSource } from '../triage/sources';
import type { TriageSource } from '../triage/triageSource';
import { notReadTexts } from './notRead';
import { numberText } from '../../present/numberText';

/** What was chosen: somebody, or everything that a query finds. Plain ids and rows, so that it stays small. */
export type FoundEverywhere =
  | { readonly kind: 'inbound'; readonly contextId: string; readonly profile: InboundSharedUserProfile }
  | { readonly kind: 'outbound'; readonly contextId: string; readonly user: OutboundUser }
  | { readonly kind: 'table' | 'tree'; readonly query: string };

const shownAtOnce = 200;
const leastOfEach = 10;

function askedPlaces({ userId, tenants }: OutboundUser, words: readonly SearchWord[], source: TriageSource): readonly number[] {
  const ids = tenants.kind === 'pending' ? [] : tenants.tenantIds;
  const has = ids.map((tenantId) => words.map((word) => isInTenant(tenantId, word, source.tenants)));
  return askedTenants(userId, words, has);
}

function people({ tenant, inbound }: FoundInTenant<TriageSource>, count: number): readonly Choice<FoundEverywhere>[] {
  return [...(inbound?.rows.window(0, count) ?? [])].flatMap((row) => {
    const profile = inbound?.store.row(row);
    return profile === undefined
      ? []
      : [
          {
            ...foundPersonText(profile, tenant.title, (id) => tenant.namesOf(id)),
            value: { kind: 'inbound', contextId: tenant.id, profile } as const,
          },
        ];
  });
}

function users(
  { tenant, outbound }: FoundInTenant<TriageSource>,
  words: readonly SearchWord[],
  count: number,
): readonly Choice<FoundEverywhere>[] {
  return [...(outbound?.rows.window(0, count) ?? [])].flatMap((row) => {
    const user = outbound?.store.row(row);
    if (user === undefined) {
      return [];
    }
    const text = foundUserText(user, tenant.title, askedPlaces(user, words, tenant), (id) => tenant.namesOf(id));
    return [{ ...text, value: { kind: 'outbound', contextId: tenant.id, user } as const }];
  });
}

function acts(query: string, total: number): readonly Choice<FoundEverywhere>[] {
  if (query.trim() === '' || total === 0) {
    return [];
  }
  return [
    { label: `$(table) ${t('Show all of these in a table: {0}', numberText(total))}`, value: { kind: 'table', query } },
    { label: `$(filter) ${t('Show only these in the tree')}`, value: { kind: 'tree', query } },
  ];
}

function summaryOf(total: number, remarks: readonly string[]): string {
  const found = numberText(total);
  return remarks.length === 0 ? t('{0} found', found) : t('{0} found so far: not everything is read', found);
}

function choicesOf(found: readonly FoundInTenant<TriageSource>[], query: string): readonly Choice<FoundEverywhere>[] {
  const words = wordsOf(query);
  const lists = found.flatMap(({ inbound, outbound }) => [inbound, outbound]).filter((list) => (list?.rows.length ?? 0) > 0).length;
  const ofEach = Math.max(leastOfEach, Math.floor(shownAtOnce / Math.max(lists, 1)));
  return found.flatMap((each) => [...people(each, ofEach), ...users(each, words, ofEach)]);
}

/** Reads what is not read yet, in both directions of every signed-in tenant, and finds while somebody types in what is there. */
export function pickEverywhere(sessions: TenantSessions, title: string): Promise<FoundEverywhere | undefined> {
  const sources = sessions.all.map((session) => sessionSource(session, sessions));
  for (const source of sources) {
    source.load('inbound');
    source.load('outbound');
  }
  const search = new SearchEverywhere(sources);
  const find = async (query: string, signal: AbortSignal): Promise<Found<FoundEverywhere>> => {
    const found = await search.find(query, signal);
    const total = countFound(found);
    const choices = choicesOf(found, query);
    const remarks = notReadTexts(sources, sessions.lost);
    const added = acts(query, total);
    return { choices: [...choices, ...added], total: total + added.length, remarks, summary: summaryOf(total, remarks) };
  };
  return pickFound({
    title,
    placeholder: t('Name, user principal name, domain, tenant or id; several words narrow it down'),
    find,
    changed: (again) => sessions.changed(again),
    acts: [
      { icon: 'table', tooltip: t('Show all of these in a table'), valueOf: (query) => ({ kind: 'table', query }) },
      { icon: 'filter', tooltip: t('Show only these in the tree'), valueOf: (query) => ({ kind: 'tree', query }) },
    ],
  });
}
