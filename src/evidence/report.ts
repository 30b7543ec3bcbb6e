import { CancelledError } from '../graph/errors';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { createBreather } from '../profiles/loading';
import type { OutboundProfiles } from '../profiles/outboundProfiles';
import type { ActionsReport } from './actionsReport';
import type { Case } from './case';
import { notificationHours } from './caseClock';
import type { Failure } from './failure';
import type { NotificationStatus, RegisterRow } from './register';
import { hasGrown, isOpen, notificationStatuses } from './register';
import type { Register } from './registerFile';
import type { Snapshot, SnapshotRecord } from './snapshot';
import { tenantsMet } from './snapshot';

/** Approximate numbers as GDPR, Art. 33(3)(a), asks for them: of people and of records. */
export interface PeopleCount {
  readonly people: number;
  readonly records: number;
}

export interface TenantCount {
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
  /** Their people whose profiles are here. */
  readonly inbound: number;
  /** Our users whose profiles are there, as far as known. */
  readonly outbound: number;
}

export interface RegisterCount {
  readonly updatedAt: string;
  readonly organisations: number;
  readonly people: number;
  readonly byStatus: Readonly<Record<NotificationStatus, number>>;
  /** Organisations that still have to be told, or told more. */
  readonly open: number;
  readonly grown: number;
}

/** What the report does not know, said. */
export type Unknown =
  | { readonly kind: 'listPartial'; readonly direction: 'inbound' | 'outbound'; readonly why: Failure | null }
  | { readonly kind: 'rowsUnreadable'; readonly direction: 'inbound' | 'outbound'; readonly count: number }
  | { readonly kind: 'usersWithoutTenants'; readonly count: number }
  | { readonly kind: 'tenantsUnnamed'; readonly count: number }
  | { readonly kind: 'callsUnanswered'; readonly count: number }
  | { readonly kind: 'removalsNotVerified'; readonly count: number }
  | { readonly kind: 'journalDamaged' }
  | { readonly kind: 'accessNotShown' }
  | { readonly kind: 'otherSharing' };

/** What is said of one tenant that was looked at. */
export interface ReportPart {
  readonly record: SnapshotRecord;
  readonly inbound: PeopleCount;
  readonly outbound: PeopleCount;
  /** Most people first. */
  readonly tenants: readonly TenantCount[];
  readonly register: RegisterCount | null;
  readonly actions: ActionsReport | null;
  readonly unknown: readonly Unknown[];
}

export interface Report {
  readonly writtenAt: string;
  readonly application: SnapshotRecord['application'];
  readonly case: (Pick<Case, 'id' | 'title' | 'madeBy' | 'awareSince'> & { readonly notifyBefore: string }) | null;
  readonly parts: readonly ReportPart[];
  /** Tenants that the case is about too, and of which the report says nothing. */
  readonly notLookedAt: readonly TenantNamed[];
}

export interface TenantNamed {
  readonly tenantId: string;
  readonly displayName: string | null;
}

export interface PartSource {
  readonly snapshot: Snapshot;
  readonly register?: Register;
  readonly actions?: ActionsReport;
}

export interface ReportRequest {
  readonly application: SnapshotRecord['application'];
  readonly case?: Case;
  readonly parts: readonly PartSource[];
  readonly signal?: AbortSignal;
  readonly now?: () => number;
}

async function countWhere(size: number, isCounted: (index: number) => boolean, signal: AbortSignal | undefined): Promise<number> {
  const breathe = createBreather();
  let count = 0;
  for (let index = 0; index < size; index += 1) {
    count += isCounted(index) ? 1 : 0;
    if (index % 256 === 0) {
      await breathe();
      if (signal?.aborted === true) {
        throw new CancelledError();
      }
    }
  }
  return count;
}

/** A person whom the service listed twice is one person with two records. */
async function inboundCount(store: InboundProfiles, signal: AbortSignal | undefined): Promise<PeopleCount> {
  const isFirst = (index: number): boolean => {
    const { homeTenantId, userId } = store.row(index);
    return store.rowNumbersByKey(homeTenantId, userId)[0] === index;
  };
  return { people: await countWhere(store.size, isFirst, signal), records: store.size };
}

/** A record is one user's data in one external tenant. */
async function outboundCount(store: OutboundProfiles, signal: AbortSignal | undefined): Promise<PeopleCount> {
  const isFirst = (index: number): boolean => store.rowsOfUserId(store.row(index).userId)[0] === index;
  const records = store.tenants().reduce((sum, { count }) => sum + count, 0);
  return { people: await countWhere(store.size, isFirst, signal), records };
}

function tenantCounts(snapshot: Snapshot): readonly TenantCount[] {
  const inbound = new Map(snapshot.inbound.homeTenants().map(({ tenantId, count }) => [tenantId.toLowerCase(), count]));
  const outbound = new Map(snapshot.outbound.tenants().map(({ tenantId, count }) => [tenantId.toLowerCase(), count]));
  const counts = tenantsMet(snapshot).map((tenantId) => {
    const information = snapshot.tenants.known(tenantId)?.information;
    return {
      tenantId,
      displayName: information?.displayName ?? null,
      defaultDomainName: information?.defaultDomainName ?? null,
      inbound: inbound.get(tenantId.toLowerCase()) ?? 0,
      outbound: outbound.get(tenantId.toLowerCase()) ?? 0,
    };
  });
  return counts.sort(
    (one, other) => other.inbound - one.inbound || other.outbound - one.outbound || (one.tenantId < other.tenantId ? -1 : 1),
  );
}

function registerCount({ updatedAt, rows }: Register): RegisterCount {
  const count = (wanted: (row: RegisterRow) => boolean): number => rows.filter(wanted).length;
  const byStatus = notificationStatuses.map((status) => [status, count((row) => row.status === status)] as const);
  return {
    updatedAt,
    organisations: rows.length,
    people: rows.reduce((sum, { people }) => sum + people, 0),
    byStatus: Object.fromEntries(byStatus) as Record<NotificationStatus, number>,
    open: count(isOpen),
    grown: count(hasGrown),
  };
}

function unknownOfLists({ inbound, outbound, tenants }: SnapshotRecord): readonly Unknown[] {
  const unnamed = tenants.notFound + tenants.failed;
  const withoutTenants = outbound.tenantsFailed + outbound.tenantsPending;
  return [
    ...(inbound.completeness === 'partial' ? [{ kind: 'listPartial', direction: 'inbound', why: inbound.why } as const] : []),
    ...(inbound.unreadable > 0 ? [{ kind: 'rowsUnreadable', direction: 'inbound', count: inbound.unreadable } as const] : []),
    ...(outbound.users.completeness === 'partial'
      ? [{ kind: 'listPartial', direction: 'outbound', why: outbound.users.why } as const]
      : []),
    ...(outbound.users.unreadable > 0
      ? [{ kind: 'rowsUnreadable', direction: 'outbound', count: outbound.users.unreadable } as const]
      : []),
    ...(withoutTenants > 0 ? [{ kind: 'usersWithoutTenants', count: withoutTenants } as const] : []),
    ...(unnamed > 0 ? [{ kind: 'tenantsUnnamed', count: unnamed } as const] : []),
  ];
}

function unknownOfActions({ journal, runs, items }: ActionsReport): readonly Unknown[] {
  const removing = new Set(runs.filter(({ verb }) => verb === 'remove').map(({ run }) => run));
  const unanswered = items.filter(({ outcome }) => outcome === 'unanswered' || outcome === 'unknown').length;
  const notVerified = items.filter(
    ({ run, outcome, lookedUp }) => removing.has(run) && outcome === 'requested' && lookedUp !== 'gone',
  ).length;
  return [
    ...(unanswered > 0 ? [{ kind: 'callsUnanswered', count: unanswered } as const] : []),
    ...(notVerified > 0 ? [{ kind: 'removalsNotVerified', count: notVerified } as const] : []),
    ...(journal.kind === 'damaged' ? [{ kind: 'journalDamaged' } as const] : []),
  ];
}

async function partOf({ snapshot, register, actions }: PartSource, signal: AbortSignal | undefined): Promise<ReportPart> {
  return {
    record: snapshot.record,
    inbound: await inboundCount(snapshot.inbound, signal),
    outbound: await outboundCount(snapshot.outbound, signal),
    tenants: tenantCounts(snapshot),
    register: register === undefined ? null : registerCount(register),
    actions: actions ?? null,
    unknown: [
      ...unknownOfLists(snapshot.record),
      ...(actions === undefined ? [] : unknownOfActions(actions)),
      { kind: 'accessNotShown' },
      { kind: 'otherSharing' },
    ],
  };
}

function caseOf({ id, title, madeBy, awareSince }: Case): Report['case'] {
  const notifyBefore = new Date(Date.parse(awareSince) + notificationHours * 3_600_000).toISOString();
  return { id, title, madeBy, awareSince, notifyBefore };
}

function notLookedAt(pinned: Case['pinned'], parts: readonly PartSource[]): readonly TenantNamed[] {
  const looked = new Set(parts.map(({ snapshot }) => snapshot.record.context.tenantId.toLowerCase()));
  return pinned
    .filter(({ tenantId }) => !looked.has(tenantId.toLowerCase()))
    .map(({ tenantId, displayName }) => ({ tenantId, displayName: displayName ?? null }));
}

/** Gathers what is known, and what is not, of the tenants that were looked at. Does not hold the thread. Throws CancelledError. */
export async function createReport(request: ReportRequest): Promise<Report> {
  const parts: ReportPart[] = [];
  for (const source of request.parts) {
    parts.push(await partOf(source, request.signal));
  }
  return {
    writtenAt: new Date((request.now ?? Date.now)()).toISOString(),
    application: request.application,
    case: request.case === undefined ? null : caseOf(request.case),
    parts,
    notLookedAt: notLookedAt(request.case?.pinned ?? [], request.parts),
  };
}
