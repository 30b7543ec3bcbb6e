import type { Completeness } from '../graph/client';
import type { InboundSharedUserProfile, Row } from '../graph/resources';
import type { HomeTenant, InboundProfiles, UnreadableRow } from './inboundProfiles';
import { listedRows, type RowNumbers } from './rowNumbers';

interface Kept {
  readonly value: InboundSharedUserProfile;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Fills a store; readers get `profiles` and cannot write. */
export class InboundProfilesBuilder implements InboundProfiles {
  readonly unreadable: UnreadableRow[] = [];
  private readonly rows: Kept[] = [];
  private readonly tenants = new Map<string, { tenantId: string; rows: number[] }>();
  private readonly users = new Map<string, number[]>();
  private ending: Completeness | undefined;

  get profiles(): InboundProfiles {
    return this;
  }

  get size(): number {
    return this.rows.length;
  }

  get completeness(): Completeness | undefined {
    return this.ending;
  }

  get byteLength(): number {
    return this.rows.length * 400;
  }

  append(rows: readonly Row<InboundSharedUserProfile>[]): void {
    for (const row of rows) {
      if (row.kind === 'unreadable') {
        this.unreadable.push({ position: this.size + this.unreadable.length, reason: row.reason, raw: row.raw });
      } else {
        this.keep(row);
      }
    }
  }

  finish(completeness: Completeness): void {
    this.ending = completeness;
  }

  row(index: number): InboundSharedUserProfile {
    return this.kept(index).value;
  }

  raw(index: number): Readonly<Record<string, unknown>> {
    return this.kept(index).raw;
  }

  homeTenants(): readonly HomeTenant[] {
    return [...this.tenants.values()].map(({ tenantId, rows }) => ({ tenantId, count: rows.length }));
  }

  rowsOfHomeTenant(tenantId: string): RowNumbers {
    return listedRows(Uint32Array.from(this.tenants.get(tenantId.toLowerCase())?.rows ?? []));
  }

  rowNumbersByKey(homeTenantId: string, userId: string): readonly number[] {
    return this.rowsOfUserId(userId).filter((index) => this.row(index).homeTenantId.toLowerCase() === homeTenantId.toLowerCase());
  }

  rowsOfUserId(userId: string): readonly number[] {
    return this.users.get(userId.toLowerCase()) ?? [];
  }

  private kept(index: number): Kept {
    const kept = this.rows[index];
    if (kept === undefined) {
      throw new RangeError(`No row ${index}.`);
    }
    return kept;
  }

  private keep({ value, raw }: Kept): void {
    const index = this.rows.push({ value, raw }) - 1;
    const tenantKey = value.homeTenantId.toLowerCase();
    const tenant = this.tenants.get(tenantKey) ?? { tenantId: value.homeTenantId, rows: [] };
    tenant.rows.push(index);
    this.tenants.set(tenantKey, tenant);
    const userKey = value.userId.toLowerCase();
    this.users.set(userKey, [...(this.users.get(userKey) ?? []), index]);
  }
}
