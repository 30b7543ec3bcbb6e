import type { Found } from './listHit';
import type { OutboundProfiles } from './outboundProfiles';
import type { ListEntry } from './parseList';
import { listedRows, noRows, type RowNumbers } from './rowNumbers';
import type { TenantNames } from './tenantNames';

/** Looks entries up among our users: by user id, or by a tenant that holds their data. */
export class OutboundMatcher {
  private readonly tenants = new Map<string, Set<string>>();

  constructor(
    private readonly profiles: OutboundProfiles,
    tenantNames: TenantNames,
  ) {
    for (const { tenantId } of profiles.tenants()) {
      this.enter(tenantId, tenantId);
      tenantNames.names(tenantId).forEach((name) => this.enter(name, tenantId));
    }
  }

  match({ text, kind }: ListEntry): Found {
    const users = kind === 'domain' ? [] : this.profiles.rowsOfUserId(text);
    if (users.length > 0) {
      return { rows: listedRows(Uint32Array.from(users)), severalPeople: false };
    }
    const tenantIds = [...(this.tenants.get(text.toLowerCase()) ?? [])];
    return { rows: this.rowsOfTenants(tenantIds), severalPeople: false, tenantIds };
  }

  private rowsOfTenants(tenantIds: readonly string[]): RowNumbers {
    const rows = new Set(tenantIds.flatMap((tenantId) => [...this.profiles.rowsOfTenant(tenantId)]));
    return rows.size === 0 ? noRows : listedRows(Uint32Array.from(rows).sort());
  }

  private enter(name: string, tenantId: string): void {
    const key = name.toLowerCase();
    const tenants = this.tenants.get(key) ?? new Set();
    tenants.add(tenantId);
    this.tenants.set(key, tenants);
  }
}
