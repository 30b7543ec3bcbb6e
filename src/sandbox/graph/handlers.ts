import type { OperationId } from '../../graph/operation';
import * as reads from './reads';
import type { Handler } from './services';
import { exportInbound, removeInbound, removeOutbound } from './writes';

/** What answers each operation. A batch is taken apart before. */
const handlers: Readonly<Record<Exclude<OperationId, 'batch' | 'exportInboundPersonalData'>, Handler>> = {
  listInboundSharedUserProfiles: reads.listInbound,
  getInboundSharedUserProfile: reads.getInbound,
  removeInboundPersonalData: removeInbound,
  listOutboundSharedUserProfiles: reads.listOutbound,
  getOutboundSharedUserProfile: reads.getOutbound,
  listOutboundTenants: reads.listOutboundTenants,
  removeOutboundPersonalData: removeOutbound,
  findTenantInformationByTenantId: reads.findTenantByTenantId,
  findTenantInformationByDomainName: reads.findTenantByDomainName,
  getDataPolicyOperation: reads.getDataPolicyOperation,
  getMe: reads.getMe,
  listOrganization: reads.listOrganization,
};

/** The handler of an operation; an export may be made to fail in the end. */
export function handlerOf(id: Exclude<OperationId, 'batch'>, exportFails: boolean): Handler {
  return id === 'exportInboundPersonalData' ? (call, services) => exportInbound(call, services, exportFails) : handlers[id];
}
