import { externalTenantId, itemKey } from './plan';
import type { InboundItem, OutboundItem, PlanItem, PlannedStorage, Verb } from './plan';
import { plannedCall } from './plannedCall';

export interface InboundPerson {
  readonly homeTenantId: string;
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
}

export interface OutboundReference {
  readonly userId: string;
  readonly tenantId: string;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
}

/** Why items cannot stand in one plan. */
export type ItemRefusal =
  | { readonly kind: 'invalidId'; readonly key: string }
  | { readonly kind: 'duplicate'; readonly key: string }
  | { readonly kind: 'noStorage'; readonly key: string }
  | { readonly kind: 'sharedStorage'; readonly key: string; readonly masked: string }
  | { readonly kind: 'ambiguousUserId'; readonly userId: string; readonly homeTenantIds: readonly string[] };

/** Makes the item of an inbound person: its key and its call follow from the ids alone. */
export function inboundItem(verb: Verb, person: InboundPerson, storage: PlannedStorage | null): InboundItem {
  const { homeTenantId, userId, userPrincipalName, displayName } = person;
  const operation = verb === 'export' ? 'exportInboundPersonalData' : 'removeInboundPersonalData';
  const call = plannedCall(operation, { userId });
  return { direction: 'inbound', key: itemKey(homeTenantId, userId), homeTenantId, userId, userPrincipalName, displayName, storage, call };
}

/** Makes the item of one of our users in one external tenant. */
export function outboundItem(reference: OutboundReference): OutboundItem {
  const { userId, tenantId, userPrincipalName, displayName } = reference;
  const call = plannedCall('removeOutboundPersonalData', { userId, tenantId });
  return { direction: 'outbound', key: itemKey(userId, tenantId), userId, tenantId, userPrincipalName, displayName, call };
}

/**
 * What stands against these items in one plan; empty when nothing does. `homeTenantsOf` gives every home tenant under which a user id
 * was read: inbound calls take only the user id, so a user id of two home tenants is refused.
 */
export function itemRefusals(
  verb: Verb,
  items: readonly PlanItem[],
  homeTenantsOf: (userId: string) => readonly string[],
): readonly ItemRefusal[] {
  return [
    ...malformed(items),
    ...repeated(items),
    ...(verb === 'export' ? storageRefusals(items) : []),
    ...ambiguous(items, homeTenantsOf),
  ];
}

function malformed(items: readonly PlanItem[]): readonly ItemRefusal[] {
  return items
    .filter((item) => item.call.path === '' || externalTenantId(item).trim() === '')
    .map(({ key }) => ({ kind: 'invalidId', key }));
}

function repeated(items: readonly PlanItem[]): readonly ItemRefusal[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size === seen.add(item.key).size).map(({ key }) => ({ kind: 'duplicate', key }));
}

/** An export container is good for one export. */
function storageRefusals(items: readonly PlanItem[]): readonly ItemRefusal[] {
  const used = new Set<string>();
  return items.flatMap((item): readonly ItemRefusal[] => {
    const storage = item.direction === 'inbound' ? item.storage : null;
    if (storage === null) {
      return [{ kind: 'noStorage', key: item.key }];
    }
    return used.size === used.add(storage.masked.toLowerCase()).size
      ? [{ kind: 'sharedStorage', key: item.key, masked: storage.masked }]
      : [];
  });
}

function ambiguous(items: readonly PlanItem[], homeTenantsOf: (userId: string) => readonly string[]): readonly ItemRefusal[] {
  const homes = new Map<string, Map<string, string>>();
  for (const item of items) {
    if (item.direction === 'inbound') {
      const userId = item.userId.toLowerCase();
      const known = homes.get(userId) ?? new Map<string, string>();
      homes.set(userId, known);
      [item.homeTenantId, ...homeTenantsOf(item.userId)].forEach((id) => known.set(id.toLowerCase(), id));
    }
  }
  return [...homes]
    .filter(([, known]) => known.size > 1)
    .map(([userId, known]) => ({ kind: 'ambiguousUserId', userId, homeTenantIds: [...known.values()] }));
}
