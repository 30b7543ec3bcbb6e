import type { Completeness } from '../graph/client';
import type { InboundProfiles } from './inboundProfiles';
import type { OutboundCompleteness, OutboundProfiles, TenantsOfUser } from './outboundProfiles';
import { noRows, type RowNumbers } from './rowNumbers';

/** The collections of one context, as far as they are loaded. */
export interface ProfilesOfContext {
  readonly contextId: string;
  readonly inbound: InboundProfiles | undefined;
  readonly outbound: OutboundProfiles | undefined;
}

export interface HomeTenantShare {
  readonly tenantId: string;
  readonly count: number;
  /** Of all people, from 0 to 1. */
  readonly share: number;
}

export interface ServiceHit {
  readonly people: number;
  readonly unreadable: number;
  /** Most people first, then in order of appearance. */
  readonly homeTenants: readonly HomeTenantShare[];
  readonly completeness: Completeness | undefined;
}

/** Our service was hit: everyone inbound, by home tenant. */
export function serviceHit(inbound: InboundProfiles): ServiceHit {
  const homeTenants = inbound
    .homeTenants()
    .map(({ tenantId, count }) => ({ tenantId, count, share: inbound.size === 0 ? 0 : count / inbound.size }))
    .sort((one, other) => other.count - one.count);
  return { people: inbound.size, unreadable: inbound.unreadable.length, homeTenants, completeness: inbound.completeness };
}

export interface PartnerHitInContext {
  readonly contextId: string;
  readonly tenantId: string;
  /** Their people here. Undefined when inbound is not loaded: unknown, not none. */
  readonly theirPeople: RowNumbers | undefined;
  /** Our people there. Undefined when outbound is not loaded: unknown, not none. */
  readonly ourPeople: RowNumbers | undefined;
  /** Our people whose tenants are not known: they may be there too. */
  readonly ourPeopleUnknown: RowNumbers;
  readonly inboundCompleteness: Completeness | undefined;
  readonly outboundCompleteness: OutboundCompleteness | undefined;
}

/** A partner was hit: in every context given, their people here and our people there. */
export function partnerHit(contexts: readonly ProfilesOfContext[], tenantId: string): readonly PartnerHitInContext[] {
  return contexts.map(({ contextId, inbound, outbound }) => ({
    contextId,
    tenantId,
    theirPeople: inbound?.rowsOfHomeTenant(tenantId),
    ourPeople: outbound?.rowsOfTenant(tenantId),
    ourPeopleUnknown: outbound?.rowsWithoutTenants() ?? noRows,
    inboundCompleteness: inbound?.completeness,
    outboundCompleteness: outbound?.completeness,
  }));
}

export interface UserHitInContext {
  readonly contextId: string;
  readonly userId: string;
  /** `notListed`: no outbound profile of this user in a list that is loaded; `notLoaded`: nobody has looked. */
  readonly listing: 'listed' | 'notListed' | 'notLoaded';
  readonly tenants: TenantsOfUser | undefined;
  readonly completeness: OutboundCompleteness | undefined;
}

/** A user of ours was hit: which external tenants hold this user's data. */
export function userHit(contexts: readonly ProfilesOfContext[], userId: string): readonly UserHitInContext[] {
  return contexts.map(({ contextId, outbound }) => {
    const index = outbound?.rowsOfUserId(userId)[0];
    const tenants = index === undefined ? undefined : outbound?.row(index).tenants;
    const listing = outbound === undefined ? 'notLoaded' : tenants === undefined ? 'notListed' : 'listed';
    return { contextId, userId, listing, tenants, completeness: outbound?.completeness };
  });
}
