import { CancelledError } from '../graph/errors';
import { isInTenant } from './askedTenants';
import type { InboundProfiles } from './inboundProfiles';
import type { FoundProfiles } from './foundProfiles';
import { InboundSearch } from './inboundSearch';
import { createBreather } from './loading';
import type { OutboundProfiles } from './outboundProfiles';
import { everyRow } from './rowNumbers';
import { RowSet } from './rowSet';
import { isInId, wordsOf, type SearchWord } from './searchWord';
import { noTenantNames, type TenantNames } from './tenantNames';

export interface FindOptions {
  readonly tenantNames?: TenantNames;
  readonly signal?: AbortSignal;
}

const rowsBetweenBreaths = 256;

/** As InboundSearch.find, once. Who searches while somebody types keeps an InboundSearch: it is faster the second time. Throws CancelledError. */
export function findInboundProfiles(profiles: InboundProfiles, query: string, options: FindOptions = {}): Promise<FoundProfiles> {
  return new InboundSearch(profiles, options.tenantNames).find(query, options.signal);
}

/** Our users with every word of the query in their id or in the id or names of a tenant that holds their data. Throws CancelledError. */
export async function findOutboundProfiles(
  profiles: OutboundProfiles,
  query: string,
  { tenantNames = noTenantNames, signal }: FindOptions = {},
): Promise<FoundProfiles> {
  const words = wordsOf(query);
  const { size } = profiles;
  if (words.length === 0) {
    return { query, rows: everyRow(size), searched: size };
  }
  const inTenants = words.map((word) => rowsOfTenantsWith(profiles, tenantNames, word));
  const breathe = createBreather();
  const rows: number[] = [];
  for (let index = 0; index < size; index += 1) {
    if (index % rowsBetweenBreaths === 0) {
      await breathe();
      throwIfAborted(signal);
    }
    const { userId } = profiles.row(index);
    if (words.every((word, number) => isInId(userId, word) || inTenants[number]?.has(index) === true)) {
      rows.push(index);
    }
  }
  return { query, rows: RowSet.of(rows, size), searched: size };
}

function rowsOfTenantsWith(profiles: OutboundProfiles, tenantNames: TenantNames, word: SearchWord): Set<number> {
  const tenants = profiles.tenants().filter(({ tenantId }) => isInTenant(tenantId, word, tenantNames));
  return new Set(tenants.flatMap(({ tenantId }) => [...profiles.rowsOfTenant(tenantId)]));
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new CancelledError();
  }
}
