import type { OperationId } from '../graph/operation';
import type { ActingContext } from './actingContext';
import { canonicalJson, sha256 } from './canonicalJson';

export type Verb = 'export' | 'remove';
export type Direction = 'inbound' | 'outbound';

/** One call as it will be sent; `path` is filled in and starts with the version. */
export interface PlannedCall {
  readonly operation: OperationId;
  readonly method: 'POST';
  readonly path: string;
}

/** Where an export goes, without its secret: the location itself is kept apart and must have this fingerprint (SHA-256). */
export interface PlannedStorage {
  readonly masked: string;
  readonly fingerprint: string;
  /** Whether the container is made, with the signature of its account, once the plan is confirmed. */
  readonly make: boolean;
}

/** A person of another organisation, as read when the plan was made. */
export interface InboundItem {
  readonly direction: 'inbound';
  readonly key: string;
  readonly homeTenantId: string;
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly storage: PlannedStorage | null;
  readonly call: PlannedCall;
}

/** One of our users in one external tenant that holds their data. */
export interface OutboundItem {
  readonly direction: 'outbound';
  readonly key: string;
  readonly userId: string;
  readonly tenantId: string;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
  readonly call: PlannedCall;
}

export type PlanItem = InboundItem | OutboundItem;

/** Names of an external organisation as they were known when the plan was made. */
export interface PlannedOrganisation {
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
}

/** What will be done, to whom, where and why. */
export interface PlanBody {
  readonly format: 'shared-profiles-plan';
  readonly version: 1;
  readonly id: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly context: ActingContext;
  readonly verb: Verb;
  readonly direction: Direction;
  readonly reason: string;
  readonly organisations: readonly PlannedOrganisation[];
  readonly items: readonly PlanItem[];
}

/** A plan with its seal: `sha256` is the hash of the canonical JSON of the rest. */
export interface Plan extends PlanBody {
  readonly sha256: string;
}

/** The hash that seals a plan. */
export function planHash(body: PlanBody): string {
  const entries = Object.entries(body).filter(([name]) => name !== 'sha256');
  return sha256(canonicalJson(Object.fromEntries(entries)));
}

/** The two ids of an item, as its key joins them: inbound home tenant and person, outbound user and external tenant. */
export function itemKey(first: string, second: string): string {
  return `${encodeURIComponent(first.toLowerCase())}/${encodeURIComponent(second.toLowerCase())}`;
}

/** The ids that a key joins, in lower case. */
export function idsOfKey(key: string): readonly string[] {
  return key.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** The external organisation an item concerns: the home tenant of a person, or the tenant that holds our user's data. */
export function externalTenantId(item: PlanItem): string {
  return item.direction === 'inbound' ? item.homeTenantId : item.tenantId;
}
