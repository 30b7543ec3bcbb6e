import type { Completeness } from '../graph/client';
import type { OutboundSharedUserProfile, Row } from '../graph/resources';
import type { UnreadableRow } from './inboundProfiles';
import type { ExternalTenant, OutboundCompleteness, OutboundProfiles, OutboundUser, TenantsOfUser } from './outboundProfiles';
import { listedRows, type RowNumbers } from './rowNumbers';

interface KeptUser {
  readonly userId: string;
  readonly raw: Readonly<Record<string, unknown>>;
  tenants: TenantsOfUser;
}

const pending: TenantsOfUser = { kind: 'pending' };

/** Fills a store of our users; readers get `profiles` and cannot write. */
export class OutboundProfilesBuilder implements OutboundProfiles {
  readonly unreadable: UnreadableRow[] = [];
  private readonly users: KeptUser[] = [];
  private readonly rowsByUser = new Map<string, number[]>();
  private readonly rowsByTenant = new Map<string, { readonly tenantId: string; readonly rows: Set<number> }>();
  private ending: OutboundCompleteness | undefined;

  get profiles(): OutboundProfiles {
    return this;
  }

  get size(): number {
    return this.users.length;
  }

  get completeness(): OutboundCompleteness | undefined {
    return this.ending;
  }

  get byteLength(): number {
    return this.users.length * 300;
  }

  /** Adds users, whose tenants are not known yet, and gives the rows they have got. */
  append(rows: readonly Row<OutboundSharedUserProfile>[]): readonly { readonly index: number; readonly userId: string }[] {
    const first = this.size;
    for (const row of rows) {
      if (row.kind === 'unreadable') {
        this.unreadable.push({ position: this.size + this.unreadable.length, reason: row.reason, raw: row.raw });
      } else {
        this.keep(row.value.userId, row.raw);
      }
    }
    return this.users.slice(first).map(({ userId }, index) => ({ index: first + index, userId }));
  }

  setTenants(index: number, tenants: TenantsOfUser): void {
    this.user(index).tenants = tenants;
    if (tenants.kind === 'pending') {
      return;
    }
    for (const tenantId of tenants.tenantIds) {
      const key = tenantId.toLowerCase();
      const entry = this.rowsByTenant.get(key) ?? { tenantId, rows: new Set() };
      entry.rows.add(index);
      this.rowsByTenant.set(key, entry);
    }
  }

  finish(users: Completeness): OutboundCompleteness {
    const count = (kind: TenantsOfUser['kind']): number => this.users.filter((user) => user.tenants.kind === kind).length;
    const tenantsUnreadable = this.users.reduce((sum, { tenants }) => sum + (tenants.kind === 'known' ? tenants.unreadable : 0), 0);
    const tenantsKnown = count('known');
    const kind = users.kind === 'complete' && tenantsKnown === this.size ? 'complete' : 'partial';
    this.ending = { kind, users, tenantsKnown, tenantsPending: count('pending'), tenantsFailed: count('failed'), tenantsUnreadable };
    return this.ending;
  }

  row(index: number): OutboundUser {
    const { userId, tenants } = this.user(index);
    return { userId, tenants };
  }

  raw(index: number): Readonly<Record<string, unknown>> {
    return this.user(index).raw;
  }

  tenants(): readonly ExternalTenant[] {
    return [...this.rowsByTenant.values()].map(({ tenantId, rows }) => ({ tenantId, count: rows.size }));
  }

  rowsOfTenant(tenantId: string): RowNumbers {
    return listedRows(Uint32Array.from(this.rowsByTenant.get(tenantId.toLowerCase())?.rows ?? []).sort());
  }

  rowsOfUserId(userId: string): readonly number[] {
    return this.rowsByUser.get(userId.toLowerCase()) ?? [];
  }

  rowsWithoutTenants(): RowNumbers {
    return listedRows(Uint32Array.from(this.users.flatMap(({ tenants }, index) => (tenants.kind === 'known' ? [] : [index]))));
  }

  private user(index: number): KeptUser {
    const user = this.users[index];
    if (user === undefined) {
      throw new RangeError(`No row ${index}.`);
    }
    return user;
  }

  private keep(userId: string, raw: Readonly<Record<string, unknown>>): void {
    const index = this.users.push({ userId, raw, tenants: pending }) - 1;
    const key = userId.toLowerCase();
    const rows = this.rowsByUser.get(key) ?? [];
    rows.push(index);
    this.rowsByUser.set(key, rows);
  }
}
