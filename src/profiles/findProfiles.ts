import { CancelledError } from '../graph/errors';
import { foldText } from './foldText';
import type { InboundProfiles } from './inboundProfiles';
import { createBreather } from './loading';
import type { OutboundProfiles } from './outboundProfiles';
import { everyRow, listedRows, type RowNumbers } from './rowNumbers';

/** Names of a tenant beside its id, as far as known: display name, default domain, brand. */
export type TenantNames = (tenantId: string) => readonly string[];

export interface FoundProfiles {
  readonly query: string;
  /** All of them: `rows.length` is the count, `rows.window(0, 200)` what a first screen shows. */
  readonly rows: RowNumbers;
  /** Rows that were there to be searched: a store that is loading has more later. */
  readonly searched: number;
}

export interface FindOptions {
  readonly tenantNames?: TenantNames;
  readonly signal?: AbortSignal;
  /** The last result of the same store: a query that only got longer is looked for in it. */
  readonly previous?: FoundProfiles;
}

const noNames: TenantNames = () => [];

/**
 * Inbound people with every word of the query in their name, user principal name, domain, user id or home tenant (id and names).
 * Without regard to case and accents. An empty query finds everyone. Throws CancelledError.
 */
export async function findInboundProfiles(profiles: InboundProfiles, query: string, options: FindOptions = {}): Promise<FoundProfiles> {
  const tenantNames = options.tenantNames ?? noNames;
  return find(query, profiles.size, options, (index) => {
    const { displayName, userPrincipalName, userId, homeTenantId } = profiles.row(index);
    return [displayName, userPrincipalName, userId, homeTenantId, ...tenantNames(homeTenantId)];
  });
}

/** Our users with every word of the query in their id or in the id or names of a tenant that holds their data. Throws CancelledError. */
export async function findOutboundProfiles(profiles: OutboundProfiles, query: string, options: FindOptions = {}): Promise<FoundProfiles> {
  const tenantNames = options.tenantNames ?? noNames;
  return find(query, profiles.size, options, (index) => {
    const { userId, tenants } = profiles.row(index);
    const tenantIds = tenants.kind === 'pending' ? [] : tenants.tenantIds;
    return [userId, ...tenantIds, ...tenantIds.flatMap(tenantNames)];
  });
}

/** The words of a query as they are looked for. */
export function wordsOf(query: string): readonly string[] {
  return foldText(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

async function find(
  query: string,
  size: number,
  { signal }: FindOptions,
  textsOf: (index: number) => readonly string[],
): Promise<FoundProfiles> {
  const words = wordsOf(query);
  if (words.length === 0) {
    return { query, rows: everyRow(size), searched: size };
  }
  const breathe = createBreather();
  const rows: number[] = [];
  for (let index = 0; index < size; index += 1) {
    if (index % 1024 === 0) {
      await breathe();
      if (signal?.aborted) {
        throw new CancelledError();
      }
    }
    const texts = textsOf(index).map(foldText);
    if (words.every((word) => texts.some((text) => text.includes(word)))) {
      rows.push(index);
    }
  }
  return { query, rows: listedRows(Uint32Array.from(rows)), searched: size };
}
