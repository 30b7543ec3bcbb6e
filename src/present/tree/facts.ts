import type { FollowedExport } from '../../actions/exportWatch';
import type { NarrowedInbound, NarrowedOutbound } from '../../profiles/narrowedProfiles';
import type { InboundCollection, OutboundCollection } from '../../profiles/sharedProfiles';
import type { Context } from '../../signin/context';
import type { Circumstances } from '../explanation';
import type { Fate, Names } from './nodes';

/** Whose data a removal concerns. */
export type Removable =
  | { readonly direction: 'inbound'; readonly homeTenantId: string; readonly userId: string }
  | { readonly direction: 'outbound'; readonly userId: string; readonly tenantId: string };

/** What the tree of one context knows beside the lists. Asking for a name makes it arrive sooner. */
export interface TreeFacts {
  namesOf(tenantId: string): Names;
  fateOf(removable: Removable): Fate | undefined;
}

/** What the tree is narrowed to in one tenant. Undefined where it is not searched yet: unknown, not none. */
export interface TreeFilter {
  readonly inbound: NarrowedInbound | undefined;
  readonly outbound: NarrowedOutbound | undefined;
}

/** One signed-in tenant as the tree sees it: plain values, and the lists as far as they are read. */
export interface TreeContext extends TreeFacts {
  readonly context: Context;
  readonly unlocked: boolean;
  readonly circumstances: Circumstances;
  readonly inbound: InboundCollection;
  readonly outbound: OutboundCollection;
  /** Exports that the service accepted, as last seen. */
  readonly exports: readonly FollowedExport[];
  /** Only this is shown. Undefined when everything is. */
  readonly filter?: TreeFilter | undefined;
}
