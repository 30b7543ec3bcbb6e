import { CancelledError } from '../graph/errors';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { createBreather } from '../profiles/loading';
import type { OutboundProfiles, TenantsOfUser } from '../profiles/outboundProfiles';
import type { RowNumbers } from '../profiles/rowNumbers';
import { listedRows } from '../profiles/rowNumbers';
import { EvidenceError } from './errors';
import type { Snapshot, SnapshotRecord } from './snapshot';
import { tenantsMet } from './snapshot';

/** The same person in both snapshots, with another name, user principal name or other field: row numbers. */
export interface ChangedRow {
  readonly before: number;
  readonly after: number;
}

/** One user of ours in one external tenant. */
export interface OutboundReference {
  readonly userId: string;
  readonly tenantId: string;
}

export interface TenantDifference {
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly appeared: number;
  readonly gone: number;
  readonly changed: number;
  readonly outboundAppeared: number;
  readonly outboundGone: number;
}

export interface Comparison {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Rows of `after`. */
  readonly appeared: RowNumbers;
  /** Rows of `before`. */
  readonly gone: RowNumbers;
  readonly changed: readonly ChangedRow[];
  readonly outboundAppeared: readonly OutboundReference[];
  readonly outboundGone: readonly OutboundReference[];
  /** Users of ours whose tenants are not known in both: nothing is said of them. */
  readonly outboundUnknown: number;
  /** Whether who is not in a list is really not there: only complete lists say so. */
  readonly certain: {
    readonly appeared: boolean;
    readonly gone: boolean;
    readonly outboundAppeared: boolean;
    readonly outboundGone: boolean;
  };
  /** Tenants with a difference, most differences first. */
  readonly tenants: readonly TenantDifference[];
}

/** Gives the loop a breath now and then, and ends it when it is cancelled. */
class Pace {
  readonly #breathe = createBreather();
  #steps = 0;

  constructor(private readonly signal: AbortSignal | undefined) {}

  step(): Promise<void> | undefined {
    this.#steps += 1;
    if (this.#steps % 256 !== 0) {
      return undefined;
    }
    if (this.signal?.aborted === true) {
      throw new CancelledError();
    }
    return this.#breathe();
  }
}

/** The row in which a store first has the person of a row of another store. */
function rowIn(store: InboundProfiles, other: InboundProfiles, row: number): number | undefined {
  const { homeTenantId, userId } = other.row(row);
  return store.rowNumbersByKey(homeTenantId, userId)[0];
}

function isSame(before: InboundProfiles, after: InboundProfiles, { before: one, after: other }: ChangedRow): boolean {
  const was = before.row(one);
  const is = after.row(other);
  return (
    was.displayName === is.displayName &&
    was.userPrincipalName === is.userPrincipalName &&
    JSON.stringify(before.raw(one)) === JSON.stringify(after.raw(other))
  );
}

type InboundDifference = Pick<Comparison, 'appeared' | 'gone' | 'changed'>;

async function compareInbound(before: InboundProfiles, after: InboundProfiles, pace: Pace): Promise<InboundDifference> {
  const appeared: number[] = [];
  const gone: number[] = [];
  const changed: ChangedRow[] = [];
  for (let row = 0; row < after.size; row += 1) {
    const isFirst = rowIn(after, after, row) === row;
    const was = isFirst ? rowIn(before, after, row) : undefined;
    if (isFirst && was === undefined) {
      appeared.push(row);
    } else if (was !== undefined && !isSame(before, after, { before: was, after: row })) {
      changed.push({ before: was, after: row });
    }
    await pace.step();
  }
  for (let row = 0; row < before.size; row += 1) {
    if (rowIn(before, before, row) === row && rowIn(after, before, row) === undefined) {
      gone.push(row);
    }
    await pace.step();
  }
  return { appeared: listedRows(Uint32Array.from(appeared)), gone: listedRows(Uint32Array.from(gone)), changed };
}

const nowhere: TenantsOfUser = { kind: 'known', tenantIds: [], unreadable: 0 };

function tenantsOf(store: OutboundProfiles, userId: string): TenantsOfUser {
  const row = store.rowsOfUserId(userId)[0];
  return row === undefined ? nowhere : store.row(row).tenants;
}

function missingIn(tenantIds: readonly string[], others: readonly string[], userId: string): readonly OutboundReference[] {
  const known = new Set(others.map((tenantId) => tenantId.toLowerCase()));
  return tenantIds.filter((tenantId) => !known.has(tenantId.toLowerCase())).map((tenantId) => ({ userId, tenantId }));
}

type OutboundDifference = Pick<Comparison, 'outboundAppeared' | 'outboundGone' | 'outboundUnknown'>;

function everyUser(...stores: readonly OutboundProfiles[]): readonly string[] {
  const users = new Map<string, string>();
  for (const store of stores) {
    for (let row = 0; row < store.size; row += 1) {
      const { userId } = store.row(row);
      users.set(userId.toLowerCase(), userId);
    }
  }
  return [...users.values()];
}

async function compareOutbound(before: OutboundProfiles, after: OutboundProfiles, pace: Pace): Promise<OutboundDifference> {
  const outboundAppeared: OutboundReference[] = [];
  const outboundGone: OutboundReference[] = [];
  let outboundUnknown = 0;
  for (const userId of everyUser(before, after)) {
    const was = tenantsOf(before, userId);
    const is = tenantsOf(after, userId);
    if (was.kind === 'known' && is.kind === 'known') {
      outboundAppeared.push(...missingIn(is.tenantIds, was.tenantIds, userId));
      outboundGone.push(...missingIn(was.tenantIds, is.tenantIds, userId));
    } else {
      outboundUnknown += 1;
    }
    await pace.step();
  }
  return { outboundAppeared, outboundGone, outboundUnknown };
}

type Counts = Record<keyof Omit<TenantDifference, 'tenantId' | 'displayName'>, number>;

function count(counts: Map<string, Counts>, tenantId: string, name: keyof Counts): void {
  const key = tenantId.toLowerCase();
  const found = counts.get(key) ?? { appeared: 0, gone: 0, changed: 0, outboundAppeared: 0, outboundGone: 0 };
  found[name] += 1;
  counts.set(key, found);
}

function differencesByTenant(comparison: Omit<Comparison, 'tenants' | 'certain'>): readonly TenantDifference[] {
  const { before, after } = comparison;
  const counts = new Map<string, Counts>();
  for (const row of comparison.appeared) {
    count(counts, after.inbound.row(row).homeTenantId, 'appeared');
  }
  for (const row of comparison.gone) {
    count(counts, before.inbound.row(row).homeTenantId, 'gone');
  }
  comparison.changed.forEach((row) => count(counts, after.inbound.row(row.after).homeTenantId, 'changed'));
  comparison.outboundAppeared.forEach(({ tenantId }) => count(counts, tenantId, 'outboundAppeared'));
  comparison.outboundGone.forEach(({ tenantId }) => count(counts, tenantId, 'outboundGone'));
  const differences = [...new Set([...tenantsMet(after), ...tenantsMet(before)].map((tenantId) => tenantId.toLowerCase()))].flatMap(
    (tenantId) => {
      const found = counts.get(tenantId);
      const displayName = (after.tenants.known(tenantId) ?? before.tenants.known(tenantId))?.information.displayName ?? null;
      return found === undefined ? [] : [{ tenantId, displayName, ...found }];
    },
  );
  return differences.sort((one, other) => total(other) - total(one) || (one.tenantId < other.tenantId ? -1 : 1));
}

function total({ appeared, gone, changed, outboundAppeared, outboundGone }: TenantDifference): number {
  return appeared + gone + changed + outboundAppeared + outboundGone;
}

function isWhole({ inbound }: SnapshotRecord): boolean {
  return inbound.completeness === 'complete' && inbound.unreadable === 0;
}

function isWholeOutbound({ outbound }: SnapshotRecord): boolean {
  return outbound.completeness === 'complete' && outbound.users.unreadable === 0 && outbound.tenantsUnreadable === 0;
}

function refuseOtherTenant(before: SnapshotRecord, after: SnapshotRecord): void {
  const one = before.context.tenantId;
  const other = after.context.tenantId;
  if (one.toLowerCase() !== other.toLowerCase()) {
    throw new EvidenceError({ kind: 'otherTenants', tenantIds: [one, other] }, 'refused');
  }
}

/**
 * Compares two snapshots of one tenant: who appeared, who is gone, who changed; by home tenant and user id, in time proportional to their
 * size, without holding the thread. Throws EvidenceError `refused` for snapshots of two tenants, CancelledError.
 */
export async function compareSnapshots(before: Snapshot, after: Snapshot, signal?: AbortSignal): Promise<Comparison> {
  refuseOtherTenant(before.record, after.record);
  const pace = new Pace(signal);
  const inbound = await compareInbound(before.inbound, after.inbound, pace);
  const outbound = await compareOutbound(before.outbound, after.outbound, pace);
  const found = { before, after, ...inbound, ...outbound };
  const certain = {
    appeared: isWhole(before.record),
    gone: isWhole(after.record),
    outboundAppeared: isWholeOutbound(before.record),
    outboundGone: isWholeOutbound(after.record),
  };
  return { ...found, certain, tenants: differencesByTenant(found) };
}
