import { emptyAnswer, jsonAnswer, type Answer } from './answer';
import { badRequest, notFound } from './apiError';
import { guidValue, inboundPosition, outboundPosition } from './find';
import { inboundRows, remainingTenants } from './rowSource';
import type { Call, Handler, Services } from './services';
import { readStorageLocation } from './storageLocation';

/** 202 with the operation's address and when to ask again, as headers or, as the reference page prints it, in the body. */
function accepted({ options, endpoint }: Services, operationId: string): Answer {
  const location = `${endpoint}/v1.0/dataPolicyOperations/${operationId}`;
  const seconds = options.exportRetryAfterSeconds;
  return options.exportAnswer === 'body'
    ? jsonAnswer(202, { Location: location, 'Retry-After': seconds })
    : emptyAnswer(202, { Location: location, 'Retry-After': String(seconds) });
}

function homeTenantId({ tenant }: Call, { edits }: Services, position: number): string {
  const edit = edits.of(tenant.organisation.tenantId, tenant.inbound.userIdAt(position));
  return edit?.homeTenantId ?? tenant.inbound.homeTenantIdAt(position);
}

export function exportInbound(call: Call, services: Services, fails: boolean): Answer {
  const { tenant, caller, ids, operation } = call;
  const { exports, quotas, clock, world, removals, edits, ledger } = services;
  const tenantId = tenant.organisation.tenantId;
  const userId = guidValue(call, 'userId');
  const position = inboundPosition(tenant, userId, services);
  const container = readStorageLocation(call.body, clock.now());
  if (exports.isUsed(container)) {
    throw badRequest('The storage location is not valid. The container was used for an export before.');
  }
  quotas.takeExport(tenantId, userId);
  const data = {
    resourceTenantId: tenantId,
    ...inboundRows(tenant, { organisations: world.organisations, removals, edits }).row(position, false),
  };
  const exportOperationId = exports.start({ tenantId, userId, container, data, fails });
  ledger.change(
    {
      kind: 'export',
      operation: operation.id,
      tenantId,
      direction: 'inbound',
      userId,
      otherTenantId: homeTenantId(call, services, position),
      again: false,
      exportOperationId,
      container: container.name,
    },
    caller,
    ids,
  );
  return accepted(services, exportOperationId);
}

export const removeInbound: Handler = (call, services) => {
  const { tenant, operation, caller, ids } = call;
  const tenantId = tenant.organisation.tenantId;
  const userId = guidValue(call, 'userId');
  const position = inboundPosition(tenant, userId, services);
  const otherTenantId = homeTenantId(call, services, position);
  const again = !services.removals.remove(tenantId, userId);
  services.ledger.change(
    { kind: 'remove', operation: operation.id, tenantId, direction: 'inbound', userId, otherTenantId, again },
    caller,
    ids,
  );
  return emptyAnswer(204);
};

export const removeOutbound: Handler = (call, services) => {
  const { tenant, operation, caller, ids } = call;
  const userId = guidValue(call, 'userId');
  const otherTenantId = guidValue(call, 'tenantId');
  const position = outboundPosition(tenant, userId, services);
  if (!remainingTenants(tenant, services.removals, position).includes(otherTenantId)) {
    throw notFound(otherTenantId);
  }
  const again = !services.removals.remove(otherTenantId, userId);
  const tenantId = tenant.organisation.tenantId;
  services.ledger.change(
    { kind: 'remove', operation: operation.id, tenantId, direction: 'outbound', userId, otherTenantId, again },
    caller,
    ids,
  );
  return emptyAnswer(204);
};
