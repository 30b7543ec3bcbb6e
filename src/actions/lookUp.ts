import type { CallOptions, GraphClient } from '../graph/client';
import type { CallIds } from '../graph/errors';
import { isCancelled, isGraphError } from './errorKinds';
import type { InboundItem, OutboundItem, PlanItem } from './plan';

/** One thing about a person that is not as planned. */
export interface Change {
  readonly what: 'userId' | 'userPrincipalName' | 'homeTenantId';
  readonly planned: string;
  readonly now: string;
}

/** What a look at one person shows. `asPlanned` and `changed` mean that there is data; `unread` that nobody can say. */
export type LookUp =
  | { readonly kind: 'asPlanned'; readonly displayNameNow: string | null; readonly ids: CallIds | undefined }
  | { readonly kind: 'changed'; readonly changes: readonly Change[]; readonly ids: CallIds | undefined }
  | { readonly kind: 'gone'; readonly ids: CallIds | undefined }
  | { readonly kind: 'unread'; readonly error: Error };

/**
 * Reads one person as they are now: the inbound profile, or the list of tenants that hold our user's data.
 * Throws CancelledError only; every other failure is `unread`.
 */
export async function lookUp(client: GraphClient, item: PlanItem, options: CallOptions): Promise<LookUp> {
  try {
    return item.direction === 'inbound' ? await lookUpInbound(client, item, options) : await lookUpOutbound(client, item, options);
  } catch (error) {
    if (isCancelled(error)) {
      throw error;
    }
    return whenFailed(error);
  }
}

async function lookUpInbound(client: GraphClient, item: InboundItem, options: CallOptions): Promise<LookUp> {
  const { value, ids } = await client.get('getInboundSharedUserProfile', { userId: item.userId }, options);
  const changes = [
    ...changed('userId', item.userId.toLowerCase(), value.userId.toLowerCase()),
    ...changed('userPrincipalName', item.userPrincipalName, value.userPrincipalName),
    ...changed('homeTenantId', item.homeTenantId.toLowerCase(), value.homeTenantId.toLowerCase()),
  ];
  return changes.length > 0 ? { kind: 'changed', changes, ids } : { kind: 'asPlanned', displayNameNow: value.displayName, ids };
}

async function lookUpOutbound(client: GraphClient, item: OutboundItem, options: CallOptions): Promise<LookUp> {
  const pages = client.list('listOutboundTenants', { userId: item.userId }, options);
  let ids: CallIds | undefined;
  let readable = true;
  for await (const page of pages) {
    ids = page.ids;
    if (page.rows.some((row) => row.kind === 'readable' && row.value.tenantId.toLowerCase() === item.tenantId.toLowerCase())) {
      return { kind: 'asPlanned', displayNameNow: item.displayName, ids };
    }
    readable &&= page.rows.every((row) => row.kind === 'readable');
  }
  const completeness = pages.completeness();
  if (completeness.kind === 'partial') {
    return whenFailed(completeness.why);
  }
  return readable ? { kind: 'gone', ids } : { kind: 'unread', error: new Error('A row of the list could not be read.') };
}

function whenFailed(error: unknown): LookUp {
  if (isGraphError(error) && error.details.failure === 'refused' && error.details.status === 404) {
    return { kind: 'gone', ids: error.details.ids };
  }
  return { kind: 'unread', error: error instanceof Error ? error : new Error(String(error)) };
}

function changed(what: Change['what'], planned: string, now: string): readonly Change[] {
  return planned === now ? [] : [{ what, planned, now }];
}
