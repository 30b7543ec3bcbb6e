import { InboundMatcher } from './inboundMatcher';
import type { ListEntry, ParsedList } from './parseList';
import { RowSet } from './rowSet';
import { noRows } from './rowNumbers';
import { noTenantNames, type TenantNames } from './tenantNames';
import { OutboundMatcher } from './outboundMatcher';
import type { Found, ListHit, MatchDirection } from './listHit';
import type { ProfilesOfContext } from './startingPoints';
import { createBreather } from './loading';
import { CancelledError } from '../graph/errors';

/**
 * What became of one entry. `ambiguous`: it names one person, and in one tenant several people answer to it, who differ in home tenant or user
 * id; or it names one organisation, and several answer to it.
 * `unmatched` in what is loaded: whether that is all is for the reader of the completeness to say.
 */
export type MatchedEntry =
  | { readonly kind: 'matched' | 'ambiguous'; readonly entry: ListEntry; readonly hits: readonly ListHit[] }
  | { readonly kind: 'unmatched'; readonly entry: ListEntry };

export interface MatchedList {
  readonly list: ParsedList;
  readonly matched: readonly MatchedEntry[];
  readonly ambiguous: readonly MatchedEntry[];
  readonly unmatched: readonly MatchedEntry[];
  /** Rows of one store that matched entries stand for, without those of ambiguous ones. */
  selection(contextId: string, direction: MatchDirection): RowSet;
  /** Whether matched entries stand for one of our users in one organisation: for the user, or for that organisation. */
  references(contextId: string): { has(row: number, tenantId: string): boolean };
}

export interface MatchOptions {
  readonly tenantNames?: TenantNames;
  readonly signal?: AbortSignal;
}

const entriesBetweenBreaths = 256;

/**
 * Looks the entries of a list up in both directions of every context: user principal names (inbound only: outbound profiles have none), user
 * ids, tenant ids, domains of user principal names, and domains of tenants as far as known. Whole and exact, without regard to case.
 * Throws CancelledError.
 */
export async function matchList(
  list: ParsedList,
  contexts: readonly ProfilesOfContext[],
  options: MatchOptions = {},
): Promise<MatchedList> {
  const hits = new Map<ListEntry, ListHit[]>(list.entries.map((entry) => [entry, []]));
  const ambiguous = new Set<ListEntry>();
  const organisations = new Map<ListEntry, Set<string>>();
  const breathe = createBreather();
  for (const context of contexts) {
    const matchers = await matchersOf(context, list, options);
    for (const [index, entry] of list.entries.entries()) {
      if (index % entriesBetweenBreaths === 0) {
        await breathe();
        throwIfAborted(options.signal);
      }
      for (const direction of ['inbound', 'outbound'] as const) {
        const { rows, severalPeople, tenantIds } = matchers[direction]?.match(entry) ?? nothing;
        if (rows.length > 0) {
          hits.get(entry)?.push({ contextId: context.contextId, direction, rows, ...(tenantIds && { tenantIds }) });
        }
        if (severalPeople || namesSeveral(organisations, entry, tenantIds)) {
          ambiguous.add(entry);
        }
      }
    }
  }
  return result(list, contexts, hits, ambiguous);
}

/** Whether an entry stands for more than one organisation, all tenants and directions together. */
function namesSeveral(named: Map<ListEntry, Set<string>>, entry: ListEntry, tenantIds: readonly string[] = []): boolean {
  if (tenantIds.length === 0) {
    return false;
  }
  const known = named.get(entry) ?? new Set();
  tenantIds.forEach((tenantId) => known.add(tenantId.toLowerCase()));
  named.set(entry, known);
  return known.size > 1;
}

interface Matchers {
  readonly inbound: InboundMatcher | undefined;
  readonly outbound: OutboundMatcher | undefined;
}

async function matchersOf({ inbound, outbound }: ProfilesOfContext, list: ParsedList, options: MatchOptions): Promise<Matchers> {
  const { tenantNames = noTenantNames, signal } = options;
  return {
    inbound: inbound && (await InboundMatcher.create(inbound, list.entries, tenantNames, signal)),
    outbound: outbound && new OutboundMatcher(outbound, tenantNames),
  };
}

const nothing: Found = { rows: noRows, severalPeople: false };

function result(
  list: ParsedList,
  contexts: readonly ProfilesOfContext[],
  hits: ReadonlyMap<ListEntry, readonly ListHit[]>,
  ambiguous: ReadonlySet<ListEntry>,
): MatchedList {
  const entries = list.entries.map((entry): MatchedEntry => {
    const own = hits.get(entry) ?? [];
    return own.length === 0 ? { kind: 'unmatched', entry } : { kind: ambiguous.has(entry) ? 'ambiguous' : 'matched', entry, hits: own };
  });
  const matched = entries.filter(({ kind }) => kind === 'matched');
  const hitsIn = (contextId: string, direction: MatchDirection): readonly ListHit[] =>
    matched
      .flatMap((each) => (each.kind === 'unmatched' ? [] : each.hits))
      .filter((hit) => hit.contextId === contextId && hit.direction === direction);
  const sizeOf = (contextId: string, direction: MatchDirection): number =>
    contexts.find((context) => context.contextId === contextId)?.[direction]?.size ?? 0;
  return {
    list,
    matched,
    ambiguous: entries.filter(({ kind }) => kind === 'ambiguous'),
    unmatched: entries.filter(({ kind }) => kind === 'unmatched'),
    selection: (contextId, direction) => RowSet.of(rowsOf(hitsIn(contextId, direction)), sizeOf(contextId, direction)),
    references: (contextId) => referencesOf(hitsIn(contextId, 'outbound'), sizeOf(contextId, 'outbound')),
  };
}

function referencesOf(hits: readonly ListHit[], size: number): ReturnType<MatchedList['references']> {
  const users = RowSet.of(rowsOf(hits.filter(({ tenantIds }) => tenantIds === undefined)), size);
  const tenants = new Set(hits.flatMap(({ tenantIds = [] }) => tenantIds.map((tenantId) => tenantId.toLowerCase())));
  return { has: (row, tenantId) => users.has(row) || tenants.has(tenantId.toLowerCase()) };
}

function* rowsOf(hits: readonly ListHit[]): Generator<number> {
  for (const { rows } of hits) {
    yield* rows;
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new CancelledError();
  }
}
