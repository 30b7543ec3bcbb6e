import type { InboundColumns } from './inboundColumns';
import type { HomeTenant } from './inboundProfiles';
import { listedRows, noRows, type RowNumbers } from './rowNumbers';

interface Grouped {
  readonly size: number;
  /** Where the rows of each group begin in `rows`; one more than there are groups. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** The rows of a store by home tenant. Ids that differ only in the case of letters are one tenant. Worked out when asked for. */
export class HomeTenantRows {
  /** For every id met, its group; a group is known by the first id of it. */
  private readonly groups: number[] = [];
  private readonly firstIds: number[] = [];
  private readonly groupsByKey = new Map<string, number>();
  private grouped: Grouped = { size: 0, starts: new Uint32Array(1), rows: new Uint32Array(0) };
  private counted: { readonly size: number; readonly tenants: readonly HomeTenant[] } = { size: 0, tenants: [] };

  constructor(private readonly columns: InboundColumns) {}

  get byteLength(): number {
    return this.grouped.rows.byteLength + this.grouped.starts.byteLength;
  }

  counts(): readonly HomeTenant[] {
    if (this.counted.size !== this.columns.size) {
      const counts = this.countGroups();
      const tenants = this.firstIds.map((number, group) => ({
        tenantId: this.columns.homeTenants.text(number),
        count: counts[group] ?? 0,
      }));
      this.counted = { size: this.columns.size, tenants };
    }
    return this.counted.tenants;
  }

  rows(tenantId: string): RowNumbers {
    const { starts, rows } = this.group();
    const group = this.groupsByKey.get(tenantId.toLowerCase());
    return group === undefined ? noRows : listedRows(rows.subarray(starts[group], starts[group + 1]));
  }

  /** The groups of the ids met so far, by the number of the id. */
  groupOfIds(): readonly number[] {
    for (let number = this.groups.length; number < this.columns.homeTenants.size; number += 1) {
      const key = this.columns.homeTenants.text(number).toLowerCase();
      const group = this.groupsByKey.get(key) ?? this.firstIds.push(number) - 1;
      this.groupsByKey.set(key, group);
      this.groups.push(group);
    }
    return this.groups;
  }

  private countGroups(): Uint32Array {
    const { columns } = this;
    const groups = Uint32Array.from(this.groupOfIds());
    const counts = new Uint32Array(this.firstIds.length);
    for (let segment = 0; segment < columns.segmentCount; segment += 1) {
      for (const number of columns.homeTenantsOf(segment)) {
        const group = groups[number] ?? 0;
        counts[group] = (counts[group] ?? 0) + 1;
      }
    }
    return counts;
  }

  private group(): Grouped {
    const { columns } = this;
    if (this.grouped.size === columns.size) {
      return this.grouped;
    }
    const counts = this.countGroups();
    const starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, group) => (starts[group + 1] = (starts[group] ?? 0) + count));
    const groups = Uint32Array.from(this.groups);
    const next = starts.slice();
    const rows = new Uint32Array(columns.size);
    let row = 0;
    for (let segment = 0; segment < columns.segmentCount; segment += 1) {
      for (const number of columns.homeTenantsOf(segment)) {
        const group = groups[number] ?? 0;
        const position = next[group] ?? 0;
        rows[position] = row;
        next[group] = position + 1;
        row += 1;
      }
    }
    this.grouped = { size: columns.size, starts, rows };
    return this.grouped;
  }
}
