/** Names of tenants beside their ids, as far as known: display name, default domain, brand. `version` changes when any of them does. */
export interface TenantNames {
  readonly version: number;
  names(tenantId: string): readonly string[];
}

export const noTenantNames: TenantNames = { version: 0, names: () => [] };
