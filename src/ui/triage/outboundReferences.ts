import type { OutboundProfiles } from '../../profiles/outboundProfiles';

/** One user of ours in one external tenant, as numbers: a row of the store, and a tenant of `tenantIds`. */
export interface OutboundReferences {
  readonly users: Uint32Array;
  readonly tenants: Uint32Array;
  readonly tenantIds: readonly string[];
}

export interface ReferenceFilter {
  readonly tenantId?: string;
  readonly userId?: string;
  /** A row of the store in one tenant. */
  readonly references?: { has(row: number, tenantId: string): boolean };
}

function isWanted(store: OutboundProfiles, row: number, { userId }: ReferenceFilter): boolean {
  return userId === undefined || store.row(row).userId.toLowerCase() === userId.toLowerCase();
}

function isWantedThere(row: number, tenantId: string, { tenantId: wanted, references }: ReferenceFilter): boolean {
  return (wanted === undefined || wanted.toLowerCase() === tenantId.toLowerCase()) && (references?.has(row, tenantId) ?? true);
}

/** Every known pair of a user of ours and a tenant that holds their data, in the order of the store. */
export function outboundReferences(store: OutboundProfiles, filter: ReferenceFilter): OutboundReferences {
  const users: number[] = [];
  const tenants: number[] = [];
  const numbers = new Map<string, number>();
  const tenantIds: string[] = [];
  const numberOf = (tenantId: string): number => {
    const key = tenantId.toLowerCase();
    const known = numbers.get(key) ?? tenantIds.push(tenantId) - 1;
    numbers.set(key, known);
    return known;
  };
  for (let row = 0; row < store.size; row += 1) {
    const known = isWanted(store, row, filter) ? store.row(row).tenants : undefined;
    const ids = known === undefined || known.kind === 'pending' ? [] : known.tenantIds;
    for (const tenantId of ids) {
      if (isWantedThere(row, tenantId, filter)) {
        users.push(row);
        tenants.push(numberOf(tenantId));
      }
    }
  }
  return { users: Uint32Array.from(users), tenants: Uint32Array.from(tenants), tenantIds };
}
