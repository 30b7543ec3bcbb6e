import { cloudNames } from '../graph/clouds';
import type { ActingContext, Actor } from './actingContext';
import { canonicalJson } from './canonicalJson';
import { fieldsOf, flag, list, oneOf, ShapeError, text, textOrNull, time } from './checked';
import type { Fields, Mismatch } from './checked';
import { planHash } from './plan';
import type { Direction, Plan, PlanItem, PlannedOrganisation, PlannedStorage, Verb } from './plan';
import { inboundItem, itemRefusals, outboundItem } from './planItems';
import type { ItemRefusal } from './planItems';
import { operationFor } from './plannedCall';

export const planFileExtension = '.plan.json';

/** Why a plan file cannot be used. `changed`: the text is not, byte for byte, what its own hash was made of. */
export type UnusablePlan =
  | { readonly kind: 'notJson' }
  | { readonly kind: 'notAPlan'; readonly mismatch: Mismatch }
  | { readonly kind: 'otherVersion'; readonly version: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly refusals: readonly ItemRefusal[] };

export type ReadPlan = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'unusable'; readonly why: UnusablePlan };

/** The text of a plan file. */
export function planFileText(plan: Plan): string {
  return canonicalJson(plan);
}

/**
 * Reads a plan file. It is usable only when it has the shape of this version, its calls are those of the operation table for its ids,
 * and its text is the canonical text of that plan with the right hash: one changed byte, a blank included, makes it unusable.
 */
export function readPlan(fileText: string): ReadPlan {
  const parsed = parsedOrUndefined(fileText);
  if (parsed === undefined) {
    return unusable({ kind: 'notJson' });
  }
  try {
    return checkedPlan(fieldsOf(parsed, ''), fileText);
  } catch (error) {
    if (error instanceof ShapeError) {
      return unusable({ kind: 'notAPlan', mismatch: error.mismatch });
    }
    throw error;
  }
}

function checkedPlan(fields: Fields, fileText: string): ReadPlan {
  oneOf(fields, 'format', ['shared-profiles-plan']);
  if (fields['version'] !== 1) {
    return unusable({ kind: 'otherVersion', version: JSON.stringify(fields['version'] ?? null) });
  }
  const plan = planOf(fields);
  if (planHash(plan) !== plan.sha256 || planFileText(plan) !== fileText) {
    return unusable({ kind: 'changed' });
  }
  const refusals = itemRefusals(plan.verb, plan.items, () => []);
  return refusals.length === 0 ? { kind: 'plan', plan } : unusable({ kind: 'refused', refusals });
}

function planOf(fields: Fields): Plan {
  const verb = oneOf(fields, 'verb', ['export', 'remove']);
  const direction = oneOf(fields, 'direction', ['inbound', 'outbound']);
  if (operationFor(verb, direction) === undefined) {
    throw new ShapeError('verb', 'possible');
  }
  return {
    format: 'shared-profiles-plan',
    version: 1,
    id: text(fields, 'id'),
    createdAt: time(fields, 'createdAt'),
    createdBy: text(fields, 'createdBy'),
    context: contextOf(fieldsOf(fields['context'], 'context')),
    verb,
    direction,
    reason: text(fields, 'reason'),
    organisations: list(fields, 'organisations').map((row, index) => organisationOf(row, `organisations[${index}]`)),
    items: itemsOf(fields, verb, direction),
    sha256: text(fields, 'sha256'),
  };
}

function itemsOf(fields: Fields, verb: Verb, direction: Direction): readonly PlanItem[] {
  const rows = list(fields, 'items');
  if (rows.length === 0) {
    throw new ShapeError('items', 'filledList');
  }
  return rows.map((row, index) => itemOf(fieldsOf(row, `items[${index}]`), verb, direction, `items[${index}].`));
}

/** Key and call are made anew from the ids; a file that says otherwise then differs from its canonical text. */
function itemOf(fields: Fields, verb: Verb, direction: Direction, at: string): PlanItem {
  const userId = text(fields, 'userId', at);
  if (direction === 'outbound') {
    return outboundItem({
      userId,
      tenantId: text(fields, 'tenantId', at),
      userPrincipalName: textOrNull(fields, 'userPrincipalName', at),
      displayName: textOrNull(fields, 'displayName', at),
    });
  }
  const person = {
    homeTenantId: text(fields, 'homeTenantId', at),
    userId,
    userPrincipalName: text(fields, 'userPrincipalName', at),
    displayName: text(fields, 'displayName', at),
  };
  return inboundItem(verb, person, verb === 'export' ? storageOf(fieldsOf(fields['storage'], `${at}storage`), at) : null);
}

function storageOf(fields: Fields, at: string): PlannedStorage {
  const within = `${at}storage.`;
  return { masked: text(fields, 'masked', within), fingerprint: text(fields, 'fingerprint', within), make: flag(fields, 'make', within) };
}

function organisationOf(row: unknown, at: string): PlannedOrganisation {
  const fields = fieldsOf(row, at);
  return {
    tenantId: text(fields, 'tenantId', `${at}.`),
    displayName: textOrNull(fields, 'displayName', `${at}.`),
    defaultDomainName: textOrNull(fields, 'defaultDomainName', `${at}.`),
  };
}

function contextOf(fields: Fields): ActingContext {
  return {
    contextId: text(fields, 'contextId', 'context.'),
    cloud: oneOf(fields, 'cloud', [...cloudNames, 'Sandbox'], 'context.'),
    graphEndpoint: text(fields, 'graphEndpoint', 'context.'),
    tenantId: text(fields, 'tenantId', 'context.'),
    tenantDisplayName: textOrNull(fields, 'tenantDisplayName', 'context.'),
    defaultDomainName: textOrNull(fields, 'defaultDomainName', 'context.'),
    actor: actorOf(fieldsOf(fields['actor'], 'context.actor')),
    clientId: text(fields, 'clientId', 'context.'),
  };
}

function actorOf(fields: Fields): Actor {
  if (oneOf(fields, 'kind', ['user', 'app'], 'context.actor.') === 'app') {
    return { kind: 'app', displayName: textOrNull(fields, 'displayName', 'context.actor.') };
  }
  return { kind: 'user', objectId: text(fields, 'objectId', 'context.actor.'), username: text(fields, 'username', 'context.actor.') };
}

function parsedOrUndefined(fileText: string): unknown {
  try {
    return JSON.parse(fileText) as unknown;
  } catch {
    return undefined;
  }
}

function unusable(why: UnusablePlan): ReadPlan {
  return { kind: 'unusable', why };
}
