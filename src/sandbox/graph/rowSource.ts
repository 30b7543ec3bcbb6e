import type { TenantWorld } from '../world/world';
import { RowBuffer } from '../world/rowBuffer';
import type { Organisations } from '../world/organisations';
import type { Edit, Edits } from './edits';
import type { PlainRow } from './filter';
import type { Removals } from './removals';

/** The rows of one list of one tenant, by position. A gone row keeps its position. */
export interface RowSource {
  readonly count: number;
  readonly fields: readonly string[];
  /** Collections that can be expanded in a row. */
  readonly navigation: readonly string[];
  isGone(position: number): boolean;
  write(position: number, rows: RowBuffer): void;
  row(position: number, expand: boolean): PlainRow;
  /** A cheap test for rows that cannot have `value` in `field`, where there is one. */
  narrow(field: string, value: string): ((position: number) => boolean) | undefined;
}

export interface InboundOverlay {
  readonly organisations: Organisations;
  readonly removals: Removals;
  readonly edits: Edits;
}

const inboundFields = ['userId', 'userPrincipalName', 'displayName', 'homeTenantId'] as const;

export function inboundRows({ inbound, organisation }: TenantWorld, { organisations, removals, edits }: InboundOverlay): RowSource {
  const { tenantId } = organisation;
  const one = new RowBuffer(0);
  const editOf = (position: number): Edit | undefined => (edits.size > 0 ? edits.of(tenantId, inbound.userIdAt(position)) : undefined);
  const row = (position: number): PlainRow => {
    one.clear();
    inbound.write(position, one);
    return { ...(JSON.parse(one.text()) as PlainRow), ...editOf(position) };
  };
  return {
    count: inbound.count,
    fields: inboundFields,
    navigation: [],
    isGone: (position) => removals.size > 0 && removals.isGone(tenantId, inbound.userIdAt(position)),
    write: (position, rows) => {
      if (editOf(position)) {
        writeObject(row(position), rows);
      } else {
        inbound.write(position, rows);
      }
    },
    row,
    narrow: (field, value) => {
      const home = organisations.indexOf(value);
      return field === 'homeTenantId' ? (position) => inbound.homeAt(position) === home || editOf(position) !== undefined : undefined;
    },
  };
}

function writeObject(row: PlainRow, rows: RowBuffer): void {
  const text = JSON.stringify(row);
  rows.begin(text.length * 3);
  rows.putText(text);
}

/** Tenants that hold a user's data, without those it was removed from. */
export function remainingTenants(tenant: TenantWorld, removals: Removals, position: number): readonly string[] {
  const userId = tenant.outbound.userIdAt(position);
  const tenantIds = tenant.outbound.tenantIdsAt(position);
  return removals.touches(userId) ? tenantIds.filter((tenantId) => !removals.isGone(tenantId, userId)) : tenantIds;
}

export function outboundRows(tenant: TenantWorld, removals: Removals): RowSource {
  const { outbound } = tenant;
  return {
    count: outbound.count,
    fields: ['userId'],
    navigation: ['tenants'],
    isGone: (position) =>
      removals.size > 0 && removals.touches(outbound.userIdAt(position)) && remainingTenants(tenant, removals, position).length === 0,
    write: (position, rows) => {
      rows.begin(64);
      rows.putText(`{"userId":"${outbound.userIdAt(position)}"}`);
    },
    row: (position, expand) => ({
      userId: outbound.userIdAt(position),
      ...(expand ? { tenants: remainingTenants(tenant, removals, position).map((tenantId) => ({ tenantId })) } : {}),
    }),
    narrow: () => undefined,
  };
}

/** A list small enough to be there at once. */
export function plainRows(rows: readonly PlainRow[], fields: readonly string[]): RowSource {
  const row = (position: number): PlainRow => rows[position] ?? {};
  return {
    count: rows.length,
    fields,
    navigation: [],
    isGone: () => false,
    write: (position, buffer) => writeObject(row(position), buffer),
    row,
    narrow: () => undefined,
  };
}
