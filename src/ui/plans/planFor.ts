import { createPlan, type Wanted } from '../../actions/createPlan';
import type { Plan } from '../../actions/plan';
import type { ActionServices } from '../../actions/services';
import { actionServices, type ActingFiles } from '../actionServices';
import { planOrRefusal } from '../acting';
import { homeTenantsOf, organisationsOf, readNames } from '../planFacts';
import type { TenantSession } from '../tenantSession';

export interface Planned {
  readonly plan: Plan;
  readonly services: ActionServices;
}

/**
 * Makes a plan of what is wanted in a tenant, with the names that can be had: the confirmation asks for them. Gives undefined after saying why
 * there can be none. Throws PolicyError, CancelledError.
 */
export async function planFor(session: TenantSession, wanted: Wanted, reason: string, files: ActingFiles): Promise<Planned | undefined> {
  await readNames(session, wanted);
  const services = await actionServices(session, files);
  const organisations = organisationsOf(session, wanted);
  const created = createPlan({ context: services.context, wanted, reason, organisations, homeTenantsOf: homeTenantsOf(session) });
  const plan = planOrRefusal(created);
  if (plan === undefined) {
    return undefined;
  }
  await files.keepPlan(plan, session.context);
  return { plan, services };
}
