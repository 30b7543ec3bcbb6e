import { findOutboundProfiles } from './findProfiles';
import type { InboundProfiles } from './inboundProfiles';
import { InboundSearch } from './inboundSearch';
import type { OutboundProfiles } from './outboundProfiles';
import { noRows, type RowNumbers } from './rowNumbers';
import type { TenantNames } from './tenantNames';

/** One signed-in tenant to search in. A store is undefined when nothing of it is read: unknown, not empty. */
export interface SearchedTenant {
  readonly id: string;
  readonly tenants: TenantNames;
  inbound(): InboundProfiles | undefined;
  outbound(): OutboundProfiles | undefined;
}

/** Rows of the store that was searched. */
export interface FoundIn<Profiles> {
  readonly store: Profiles;
  readonly rows: RowNumbers;
}

/** What one tenant has. Undefined where nothing is read yet. */
export interface FoundInTenant<Tenant extends SearchedTenant> {
  readonly tenant: Tenant;
  readonly inbound: FoundIn<InboundProfiles> | undefined;
  readonly outbound: FoundIn<OutboundProfiles> | undefined;
}

/** Search as somebody types, over both directions of several tenants. What each query before has found makes the next one quick. */
export class SearchEverywhere<Tenant extends SearchedTenant> {
  private readonly searches = new WeakMap<InboundProfiles, InboundSearch>();

  constructor(private readonly tenants: readonly Tenant[]) {}

  /** As InboundSearch.find and findOutboundProfiles, in the stores as far as they are read now. Throws CancelledError. */
  async find(query: string, signal?: AbortSignal): Promise<readonly FoundInTenant<Tenant>[]> {
    const found: FoundInTenant<Tenant>[] = [];
    for (const tenant of this.tenants) {
      const inbound = await this.inbound(tenant, query, signal);
      found.push({ tenant, inbound, outbound: await outboundOf(tenant, query, signal) });
    }
    return found;
  }

  private async inbound(tenant: Tenant, query: string, signal: AbortSignal | undefined): Promise<FoundIn<InboundProfiles> | undefined> {
    const store = tenant.inbound();
    if (store === undefined) {
      return undefined;
    }
    const search = this.searches.get(store) ?? new InboundSearch(store, tenant.tenants);
    this.searches.set(store, search);
    const { rows } = await search.find(query, signal);
    return { store, rows };
  }
}

async function outboundOf(
  tenant: SearchedTenant,
  query: string,
  signal: AbortSignal | undefined,
): Promise<FoundIn<OutboundProfiles> | undefined> {
  const store = tenant.outbound();
  if (store === undefined) {
    return undefined;
  }
  const { rows } = await findOutboundProfiles(store, query, { tenantNames: tenant.tenants, ...(signal && { signal }) });
  return { store, rows };
}

/** How many are found in all. */
export function countFound(found: readonly FoundInTenant<SearchedTenant>[]): number {
  return found.reduce((sum, { inbound, outbound }) => sum + (inbound?.rows ?? noRows).length + (outbound?.rows ?? noRows).length, 0);
}
