import { randomUUID } from 'node:crypto';
import { operation } from '../graph/operations';
import { actorName } from './actingContext';
import type { ActingContext } from './actingContext';
import { externalTenantId, itemKey, planHash } from './plan';
import type { PlanBody, Plan, PlanItem, PlannedOrganisation, PlannedStorage } from './plan';
import { inboundItem, itemRefusals, outboundItem } from './planItems';
import type { InboundPerson, ItemRefusal, OutboundReference } from './planItems';
import { operationFor } from './plannedCall';

/** What is asked for. `storage` of an export is found by the key of the item. */
export type Wanted =
  | {
      readonly verb: 'export';
      readonly direction: 'inbound';
      readonly people: readonly InboundPerson[];
      readonly storage: ReadonlyMap<string, PlannedStorage>;
    }
  | { readonly verb: 'remove'; readonly direction: 'inbound'; readonly people: readonly InboundPerson[] }
  | { readonly verb: 'remove'; readonly direction: 'outbound'; readonly people: readonly OutboundReference[] };

export interface PlanRequest {
  readonly context: ActingContext;
  readonly wanted: Wanted;
  readonly reason: string;
  readonly organisations: readonly PlannedOrganisation[];
  /** Every home tenant under which a user id was read in this tenant. */
  readonly homeTenantsOf: (userId: string) => readonly string[];
  readonly now?: Date;
}

export type PlanRefusal = ItemRefusal | { readonly kind: 'empty' } | { readonly kind: 'notHere'; readonly cloud: string };

export type CreatedPlan =
  { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'refused'; readonly refusals: readonly PlanRefusal[] };

/** Makes a plan of what is wanted, or says why there can be none. Sends nothing. */
export function createPlan(request: PlanRequest): CreatedPlan {
  const items = itemsOf(request.wanted);
  const refusals = refusalsOf(request, items);
  return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'plan', plan: sealed(request, items) };
}

/** Whether the cloud of a context has the operation that a verb needs. */
export function isPossible({ cloud }: ActingContext, { verb, direction }: Pick<Plan, 'verb' | 'direction'>): boolean {
  const id = operationFor(verb, direction);
  return id !== undefined && (cloud === 'Sandbox' || operation(id).clouds.includes(cloud));
}

function refusalsOf(request: PlanRequest, items: readonly PlanItem[]): readonly PlanRefusal[] {
  const { context, wanted } = request;
  return [
    ...(items.length === 0 ? [{ kind: 'empty' } as const] : []),
    ...(isPossible(context, wanted) ? [] : [{ kind: 'notHere', cloud: context.cloud } as const]),
    ...itemRefusals(wanted.verb, items, request.homeTenantsOf),
  ];
}

function sealed(request: PlanRequest, items: readonly PlanItem[]): Plan {
  const used = new Set(items.map((item) => externalTenantId(item).toLowerCase()));
  const body: PlanBody = {
    format: 'shared-profiles-plan',
    version: 1,
    id: randomUUID(),
    createdAt: (request.now ?? new Date()).toISOString(),
    createdBy: actorName(request.context),
    context: request.context,
    verb: request.wanted.verb,
    direction: request.wanted.direction,
    reason: request.reason,
    organisations: request.organisations.filter((organisation) => used.has(organisation.tenantId.toLowerCase())),
    items,
  };
  return { ...body, sha256: planHash(body) };
}

function itemsOf(wanted: Wanted): readonly PlanItem[] {
  if (wanted.direction === 'outbound') {
    return wanted.people.map(outboundItem);
  }
  return wanted.people.map((person) => {
    const storage = wanted.verb === 'export' ? wanted.storage.get(itemKey(person.homeTenantId, person.userId)) : undefined;
    return inboundItem(wanted.verb, person, storage ?? null);
  });
}
