import type { Completeness } from '../graph/client';
import type { TenantInformation } from '../graph/resources';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import type { OutboundCompleteness, OutboundProfiles } from '../profiles/outboundProfiles';
import type { TenantDirectory } from '../profiles/tenantDirectory';
import type { TenantNames } from '../profiles/tenantNames';
import type { Context, Environment } from '../signin/context';
import type { Format } from './documents';
import type { Failure } from './failure';
import { failureOf } from './failure';

export const snapshotFormat: Format = { name: 'shared-profiles-snapshot', version: 1 };

export const snapshotFiles = {
  record: 'snapshot.json',
  inbound: 'inbound.jsonl',
  outbound: 'outbound.jsonl',
  tenants: 'tenants.jsonl',
} as const;

/** What is known of tenants: live, or as a snapshot kept it. */
export type TenantLookup = Pick<TenantDirectory, 'state' | 'known' | 'names'>;

/** Whose directory was read, and as whom. */
export interface SnapshotContext {
  readonly contextId: string;
  readonly environment: Environment;
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
  readonly readAs: string;
  readonly clientId: string;
}

/** How complete one list is. `readable` and `unreadable` count rows; `why` says why a partial one is partial. */
export interface ListRecord {
  readonly completeness: 'complete' | 'partial';
  readonly pages: number;
  readonly readable: number;
  readonly unreadable: number;
  readonly retries: number;
  readonly why: Failure | null;
}

/** How complete the outbound side is: the list of users, and for how many of them the tenants are known. */
export interface OutboundRecord {
  readonly completeness: 'complete' | 'partial';
  readonly users: ListRecord;
  readonly tenantsKnown: number;
  readonly tenantsFailed: number;
  readonly tenantsPending: number;
  readonly tenantsUnreadable: number;
}

/** How many of the tenants met have a name. `notFound`: the service says that there is none. */
export interface TenantsRecord {
  readonly met: number;
  readonly known: number;
  readonly notFound: number;
  readonly failed: number;
}

/** What was looked at, when (UTC), as whom, and how complete it is. */
export interface SnapshotRecord {
  readonly application: { readonly name: string; readonly version: string };
  readonly context: SnapshotContext;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly inbound: ListRecord;
  readonly outbound: OutboundRecord;
  readonly tenants: TenantsRecord;
}

/** Everything that was read of one tenant at one time: live, or opened from disk. */
export interface Snapshot {
  readonly record: SnapshotRecord;
  readonly inbound: InboundProfiles;
  readonly outbound: OutboundProfiles;
  readonly tenants: TenantLookup & TenantNames;
}

/** The context that was read, under the names that are known of its tenant. */
export function snapshotContext(context: Context, names?: TenantInformation): SnapshotContext {
  const { id, environment, tenantId, tenantDisplayName, defaultDomainName, identity, clientId } = context;
  return {
    contextId: id,
    environment,
    tenantId,
    displayName: names?.displayName ?? tenantDisplayName ?? null,
    defaultDomainName: names?.defaultDomainName ?? defaultDomainName ?? null,
    readAs: identity.kind === 'user' ? identity.username : (identity.displayName ?? clientId),
    clientId,
  };
}

type Counted = Pick<InboundProfiles, 'size' | 'unreadable'>;

/** The record of a list. What a store holds counts, not what the run says of itself. */
export function listRecord(completeness: Completeness, store: Counted): ListRecord {
  const { kind, pages, retries } = completeness;
  const why = completeness.kind === 'partial' ? failureOf(completeness.why) : null;
  return { completeness: kind, pages, readable: store.size, unreadable: store.unreadable.length, retries, why };
}

export function outboundRecord(completeness: OutboundCompleteness, store: Counted): OutboundRecord {
  const { kind, users, tenantsKnown, tenantsFailed, tenantsPending, tenantsUnreadable } = completeness;
  return { completeness: kind, users: listRecord(users, store), tenantsKnown, tenantsFailed, tenantsPending, tenantsUnreadable };
}

/** Every tenant named by either side, once, in order of appearance, ids as served. */
export function tenantsMet({ inbound, outbound }: Pick<Snapshot, 'inbound' | 'outbound'>): readonly string[] {
  const met = new Map<string, string>();
  for (const { tenantId } of [...inbound.homeTenants(), ...outbound.tenants()]) {
    const key = tenantId.toLowerCase();
    if (!met.has(key)) {
      met.set(key, tenantId);
    }
  }
  return [...met.values()];
}

export function tenantsRecord(tenantIds: readonly string[], tenants: TenantLookup): TenantsRecord {
  const kinds = tenantIds.map((tenantId) => tenants.state(tenantId).kind);
  const known = tenantIds.filter((tenantId) => tenants.known(tenantId) !== undefined).length;
  const notFound = kinds.filter((kind) => kind === 'notFound').length;
  return { met: tenantIds.length, known, notFound, failed: tenantIds.length - known - notFound };
}
