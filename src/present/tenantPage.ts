import type { TenantInformation } from '../graph/resources';
import type { ContextColour } from '../signin/context';
import type { Explanation } from './explanation';
import { plainText } from './plainText';

/** A number that may not be known yet, or not whole. */
export type Count =
  | { readonly kind: 'known'; readonly value: number }
  | { readonly kind: 'atLeast'; readonly value: number; readonly why: string }
  | { readonly kind: 'counting'; readonly value: number }
  /** From an earlier reading: true then, perhaps not now. */
  | { readonly kind: 'before'; readonly value: number; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** What one signed-in tenant shares with the tenant of the page. */
export interface TenantRelation {
  readonly contextId: string;
  readonly title: string;
  readonly identity: string;
  readonly colour: ContextColour;
  readonly same: boolean;
  readonly theirPeopleHere: Count;
  readonly ourUsersThere: Count;
  /** Ids of our users there, the first ones. */
  readonly userIds: readonly string[];
}

export type TenantLookup =
  | { readonly kind: 'loading' }
  | { readonly kind: 'found'; readonly information: TenantInformation; readonly readAt: Date }
  | { readonly kind: 'failed'; readonly explanation: Explanation }
  | { readonly kind: 'disconnected' };

export interface TenantPage {
  readonly tenantId: string;
  readonly lookup: TenantLookup;
  readonly relations: readonly TenantRelation[];
}

/** What the page may ask of the editor. */
export type TenantPageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'connect' };

/** The message as it should be, or undefined: what a page sends is not trusted either. */
export function tenantPageMessage(message: unknown): TenantPageMessage | undefined {
  const { kind, text } = (message ?? {}) as { readonly kind?: unknown; readonly text?: unknown };
  switch (kind) {
    case 'ready':
    case 'refresh':
    case 'connect':
      return { kind };
    case 'copy':
      return typeof text === 'string' ? { kind, text } : undefined;
    default:
      return undefined;
  }
}

export function tenantPageTitle(page: TenantPage): string {
  const name = page.lookup.kind === 'found' ? page.lookup.information.displayName : undefined;
  return plainText(name ?? page.tenantId, 60);
}
