import type { FollowedExport } from '../../actions/exportWatch';
import type { InboundSharedUserProfile, TenantInformation } from '../../graph/resources';
import type { NarrowedInbound } from '../../profiles/narrowedProfiles';
import type { Context, LostContext } from '../../signin/context';
import type { NodeKind, OutboundGrouping } from '../contract';
import type { Explanation } from '../explanation';

/** How far a list is. `partial` and `failed` are never shown as an empty list. */
export type Reading =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly resumesAt: number | undefined }
  | { readonly kind: 'complete' }
  | { readonly kind: 'partial'; readonly explanation: Explanation }
  | { readonly kind: 'failed'; readonly explanation: Explanation };

/** What a look after a removal found. `requested`: accepted, and not looked up yet. */
export type Fate = 'requested' | 'removed' | 'stillThere' | 'unknown';

/** What is known of another organisation's names; undefined until the answer is there, or when there is none. */
export type Names = TenantInformation | undefined;

interface Node<Kind extends NodeKind> {
  readonly kind: Kind;
  /** A path of ids: stable over refreshes, and never made of anything displayed. */
  readonly id: string;
  readonly contextId: string;
}

export interface ContextNode extends Node<'context'> {
  readonly context: Context;
  readonly names: Names;
  readonly unlocked: boolean;
}

/** A context that is remembered but whose sign-in is lost: nothing can be done in it before signing in again. */
export interface LostContextNode extends Node<'lostContext'> {
  readonly lost: LostContext;
  readonly explanation: Explanation;
}

export interface InboundNode extends Node<'inbound'> {
  readonly reading: Reading;
  readonly people: number;
  readonly homeTenants: number;
  /** How many there are, when the tree shows only some. */
  readonly all?: { readonly people: number; readonly homeTenants: number } | undefined;
}

export interface OutboundNode extends Node<'outbound'> {
  readonly reading: Reading;
  readonly users: number;
  readonly externalTenants: number;
  readonly all?: { readonly users: number; readonly externalTenants: number } | undefined;
  readonly grouping: OutboundGrouping;
}

export interface HomeTenantNode extends Node<'homeTenant'> {
  readonly tenantId: string;
  readonly names: Names;
  readonly people: number;
  /** When the tree shows only some of its people: whom, and how many there are. What is done to the node is done to these. */
  readonly seen?: { readonly of: NarrowedInbound; readonly all: number } | undefined;
}

export interface InboundProfileNode extends Node<'inboundProfile'> {
  readonly profile: InboundSharedUserProfile;
  readonly fate: Fate | undefined;
}

export interface OutboundUserNode extends Node<'outboundUser'> {
  readonly userId: string;
  readonly tenants: { readonly kind: 'pending' | 'known' | 'failed'; readonly count: number };
  /** When the tree shows only some of the user's tenants. */
  readonly seen?: { readonly tenantIds: readonly string[]; readonly all: number } | undefined;
}

export interface ExternalTenantNode extends Node<'externalTenant'> {
  readonly tenantId: string;
  readonly names: Names;
  readonly users: number;
  /** When the tree shows only some of the users. */
  readonly seen?: { readonly userIds: readonly string[]; readonly all: number } | undefined;
}

/** Data of one of our users in one external tenant. */
export interface TenantReferenceNode extends Node<'tenantReference'> {
  readonly userId: string;
  readonly tenantId: string;
  readonly names: Names;
  readonly under: OutboundGrouping;
  readonly fate: Fate | undefined;
}

/** Rows that the service sent and that cannot be read: counted and kept. */
export interface UnreadableNode extends Node<'unreadable'> {
  readonly direction: 'inbound' | 'outbound';
  readonly rows: number;
}

/** Opens to the rows from `start` on: a node never has more than 201 children, however long its list is. */
export interface LoadMoreNode extends Node<'loadMore'> {
  readonly parent: ListNode;
  readonly start: number;
  readonly total: number;
}

export interface LoadingNode extends Node<'loading'> {
  readonly soFar: number;
}

export interface EmptyNode extends Node<'empty'> {
  readonly of: 'inbound' | 'outbound' | 'tenants' | 'filter';
}

export interface FailedNode extends Node<'failed'> {
  readonly direction: 'inbound' | 'outbound';
  readonly explanation: Explanation;
}

export interface RetryNode extends Node<'retry'> {
  readonly direction: 'inbound' | 'outbound';
}

export interface PartialNode extends Node<'partial'> {
  readonly direction: 'inbound' | 'outbound';
  readonly explanation: Explanation;
}

/** The exports of a tenant that run or have ended lately. */
export interface ExportsNode extends Node<'exports'> {
  readonly running: number;
  readonly ended: number;
}

export interface ExportNode extends Node<'export'> {
  readonly followed: FollowedExport;
}

/** Nodes whose children are rows of a list. */
export type ListNode = InboundNode | OutboundNode | HomeTenantNode | OutboundUserNode | ExternalTenantNode;

export type TreeNode =
  | ContextNode
  | LostContextNode
  | InboundNode
  | OutboundNode
  | HomeTenantNode
  | InboundProfileNode
  | OutboundUserNode
  | ExternalTenantNode
  | TenantReferenceNode
  | UnreadableNode
  | LoadMoreNode
  | LoadingNode
  | EmptyNode
  | FailedNode
  | RetryNode
  | PartialNode
  | ExportsNode
  | ExportNode;

/** Joins ids to a path; an id from the service may hold any character. */
export function nodePath(...ids: readonly string[]): string {
  return ids.map((id) => id.replace(/[%/]/g, encodeURIComponent)).join('/');
}
