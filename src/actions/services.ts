import type { GraphClient } from '../graph/client';
import type { DirectoryRole, Permission } from '../graph/permissions';
import type { ActingContext } from './actingContext';
import { nobodyProtected } from './protectedPeople';
import type { ProtectedPeople } from './protectedPeople';
import type { StorageVault } from './storageVault';
import type { Place } from './tenantFolder';

/** What the person or the organisation decided about removing in this context. */
export interface Policy {
  readonly protectedPeople: ProtectedPeople;
  /** People of one run that need no further typed confirmation. */
  readonly capPerRun: number;
  readonly exportBeforeRemove: boolean;
}

export const defaultPolicy: Policy = { protectedPeople: nobodyProtected, capPerRun: 100, exportBeforeRemove: false };

/** What an action works with: the context at hand, its client, where files are kept, what is allowed. */
export interface ActionServices {
  readonly context: ActingContext;
  readonly client: GraphClient;
  readonly place: Place;
  readonly policy: Policy;
  /** What the tokens of the context were granted; undefined before there was one. `roles` is undefined when they do not tell. */
  readonly granted: () => { readonly permissions: readonly Permission[]; readonly roles: readonly DirectoryRole[] | undefined } | undefined;
  readonly unlocked: () => boolean;
  readonly vault: StorageVault;
}
