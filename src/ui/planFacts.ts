import type { Wanted } from '../actions/createPlan';
import { externalTenantId, type Plan, type PlannedOrganisation } from '../actions/plan';
import { shownProfiles } from '../present/tree/reading';
import type { TenantSession } from './tenantSession';

/** Asks for the names of the tenant acted in and of the others that a plan concerns, and waits for the answers. */
export async function readNames(session: TenantSession, wanted: Wanted): Promise<void> {
  const others = organisationsOf(session, wanted).map(({ tenantId }) => tenantId);
  await session.profiles.tenants.findAll([session.context.tenantId, ...others]);
}

/** Asks for the names that the confirmation of a plan shows, and waits for the answers. */
export async function readPlanNames(session: TenantSession, plan: Plan): Promise<void> {
  const others = new Set(plan.items.map(externalTenantId));
  await session.profiles.tenants.findAll([session.context.tenantId, ...others]);
}

/** The names, as known now, of the other organisations that a plan concerns. */
export function organisationsOf(session: TenantSession, wanted: Wanted): readonly PlannedOrganisation[] {
  const ids =
    wanted.direction === 'inbound' ? wanted.people.map((person) => person.homeTenantId) : wanted.people.map((person) => person.tenantId);
  return [...new Set(ids)].map((tenantId) => {
    const names = session.namesOf(tenantId);
    return { tenantId, displayName: names?.displayName ?? null, defaultDomainName: names?.defaultDomainName ?? null };
  });
}

/** Every home tenant under which the list shows a user id. */
export function homeTenantsOf(session: TenantSession): (userId: string) => readonly string[] {
  const profiles = shownProfiles(session.inbound);
  return (userId) => (profiles === undefined ? [] : profiles.rowsOfUserId(userId).map((row) => profiles.row(row).homeTenantId));
}
