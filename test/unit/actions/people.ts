import { createPlan } from '../../../src/actions/createPlan';
import type { ActingContext } from '../../../src/actions/actingContext';
import type { Plan } from '../../../src/actions/plan';
import type { InboundPerson, OutboundReference } from '../../../src/actions/planItems';

export const fabrikam = 'f0000000-0000-4000-8000-00000000000f';
export const contoso = 'c0000000-0000-4000-8000-00000000000c';

export const acting: ActingContext = {
  contextId: 'sandbox:http://127.0.0.1:1/fabrikam/app',
  cloud: 'Sandbox',
  graphEndpoint: 'http://127.0.0.1:1',
  tenantId: fabrikam,
  tenantDisplayName: 'Fabrikam',
  defaultDomainName: 'fabrikam.example',
  actor: { kind: 'app', displayName: 'Tests' },
  clientId: 'a0000000-0000-4000-8000-00000000000a',
};

export function userId(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function person(number: number, homeTenantId = contoso): InboundPerson {
  return { homeTenantId, userId: userId(number), userPrincipalName: `person${number}@contoso.example`, displayName: `Person ${number}` };
}

export function people(count: number): readonly InboundPerson[] {
  return Array.from({ length: count }, (_, index) => person(index + 1));
}

export function reference(number: number, tenantId = contoso): OutboundReference {
  return { userId: userId(number), tenantId, userPrincipalName: `user${number}@fabrikam.example`, displayName: `User ${number}` };
}

export function removalPlan(who: readonly InboundPerson[], context: ActingContext = acting): Plan {
  const created = createPlan({
    context,
    wanted: { verb: 'remove', direction: 'inbound', people: who },
    reason: 'asked for by the person',
    organisations: [{ tenantId: contoso, displayName: 'Contoso', defaultDomainName: 'contoso.example' }],
    homeTenantsOf: () => [],
  });
  if (created.kind === 'refused') {
    throw new Error(JSON.stringify(created.refusals));
  }
  return created.plan;
}
