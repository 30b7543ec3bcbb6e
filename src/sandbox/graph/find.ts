import type { DataPolicyOperation } from '../../graph/resources';
import type { Organisation } from '../world/organisations';
import { isGuid } from '../world/guid';
import type { TenantWorld } from '../world/world';
import { badRequest, notFound } from './apiError';
import { remainingTenants } from './rowSource';
import type { Call, Services } from './services';

/** A path value that has to be a GUID, in lower case. Throws ApiError 400. */
export function guidValue(call: Call, name: string): string {
  const value = call.values[name] ?? '';
  if (!isGuid(value)) {
    throw badRequest(`Invalid object identifier '${value.slice(0, 80)}'.`);
  }
  return value.toLowerCase();
}

/** Position of an inbound person who is still there. Throws ApiError 404. */
export function inboundPosition(tenant: TenantWorld, userId: string, { removals }: Services): number {
  const position = tenant.inbound.positionOf(userId);
  if (position === undefined || removals.isGone(tenant.organisation.tenantId, userId)) {
    throw notFound(userId);
  }
  return position;
}

/** Position of one of our users whose data is still somewhere. Throws ApiError 404. */
export function outboundPosition(tenant: TenantWorld, userId: string, { removals }: Services): number {
  const position = tenant.outbound.positionOf(userId);
  if (position === undefined || remainingTenants(tenant, removals, position).length === 0) {
    throw notFound(userId);
  }
  return position;
}

export async function exportOperation(call: Call, { exports }: Services): Promise<DataPolicyOperation> {
  const id = guidValue(call, 'dataPolicyOperationId');
  const found = await exports.find(call.tenant.organisation.tenantId, id);
  if (!found) {
    throw notFound(id);
  }
  return found;
}

/** What findTenantInformation tells. Throws ApiError 404 for an organisation that is not there, or no longer. */
export function tenantInformation(organisation: Organisation | undefined, asked: string): Readonly<Record<string, string | null>> {
  if (!organisation?.exists) {
    throw notFound(asked);
  }
  const { tenantId, federationBrandName, displayName, defaultDomainName } = organisation;
  return { tenantId, federationBrandName, displayName, defaultDomainName };
}
