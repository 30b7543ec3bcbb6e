import { jsonAnswer, type Answer } from './answer';
import { badRequest } from './apiError';
import { exportOperation, guidValue, inboundPosition, outboundPosition, tenantInformation } from './find';
import { answerList, shape } from './list';
import type { PagesAhead } from './pagesAhead';
import { inboundRows, outboundRows, plainRows, remainingTenants, type RowSource } from './rowSource';
import type { Call, Handler, Services } from './services';

function list(call: Call, services: Services, source: RowSource, context: string, ahead?: PagesAhead): Answer {
  const { query, url, root, tenant } = call;
  const { options, tokens, rows, orders } = services;
  return answerList({
    source,
    query,
    url,
    context: `${root}/$metadata#${context}`,
    key: `${tenant.organisation.tenantId} ${url}`,
    pageSize: options.pageSize,
    tokens,
    rows,
    orders,
    ahead: services.removals.size + services.edits.size === 0 ? ahead : undefined,
  });
}

function entity(call: Call, source: RowSource, position: number, context: string): Answer {
  const row = (shape(source, call.query) ?? ((at: number) => source.row(at, false)))(position);
  return jsonAnswer(200, { '@odata.context': `${call.root}/$metadata#${context}/$entity`, ...row });
}

const inbound = ({ tenant }: Call, services: Services): RowSource =>
  inboundRows(tenant, { ...services, organisations: services.world.organisations });

export const listInbound: Handler = (call, services) =>
  list(call, services, inbound(call, services), 'directory/inboundSharedUserProfiles', services.ahead);

export const getInbound: Handler = (call, services) => {
  const position = inboundPosition(call.tenant, guidValue(call, 'userId'), services);
  return entity(call, inbound(call, services), position, 'directory/inboundSharedUserProfiles');
};

export const listOutbound: Handler = (call, services) =>
  list(call, services, outboundRows(call.tenant, services.removals), 'directory/outboundSharedUserProfiles', services.ahead);

export const getOutbound: Handler = (call, services) => {
  const position = outboundPosition(call.tenant, guidValue(call, 'userId'), services);
  return entity(call, outboundRows(call.tenant, services.removals), position, 'directory/outboundSharedUserProfiles');
};

export const listOutboundTenants: Handler = (call, services) => {
  const userId = guidValue(call, 'userId');
  const position = outboundPosition(call.tenant, userId, services);
  const rows = remainingTenants(call.tenant, services.removals, position).map((tenantId) => ({ tenantId }));
  return list(call, services, plainRows(rows, ['tenantId']), `directory/outboundSharedUserProfiles('${userId}')/tenants`);
};

export const findTenantByTenantId: Handler = (call, { world }) => {
  const tenantId = guidValue(call, 'tenantId');
  const found = tenantInformation(world.organisations.byTenantId(tenantId), tenantId);
  return jsonAnswer(200, { '@odata.context': `${call.root}/$metadata#microsoft.graph.tenantInformation`, ...found });
};

export const findTenantByDomainName: Handler = (call, { world }) => {
  const domainName = call.values['domainName'] ?? '';
  if (!/^[^\s/\\'"<>]+\.[^\s/\\'"<>]+$/.test(domainName)) {
    throw badRequest('The domain name is not valid.');
  }
  const found = tenantInformation(world.organisations.byDomainName(domainName), domainName);
  return jsonAnswer(200, { '@odata.context': `${call.root}/$metadata#microsoft.graph.tenantInformation`, ...found });
};

export const getDataPolicyOperation: Handler = async (call, services) => {
  const found = await exportOperation(call, services);
  const source = plainRows([{ ...found }], Object.keys(found));
  return entity(call, source, 0, 'dataPolicyOperations');
};

export const getMe: Handler = (call, { world }) => {
  const { objectId, tenantId } = call.caller;
  const isCaller = (membership: { readonly objectId: string; readonly tenantId: string }): boolean =>
    membership.objectId === objectId && membership.tenantId === tenantId;
  const user = world.directory.users.find(({ memberships }) => memberships.some(isCaller));
  const me = {
    id: objectId,
    displayName: user?.displayName ?? null,
    userPrincipalName: call.caller.userPrincipalName ?? null,
    mail: user?.userPrincipalName ?? null,
    userType: user?.memberships.find(isCaller)?.userType ?? null,
  };
  return entity(call, plainRows([me], Object.keys(me)), 0, 'users');
};

export const listOrganization: Handler = (call, services) => {
  const { tenantId, displayName, defaultDomainName } = call.tenant.organisation;
  const verifiedDomains = [{ name: defaultDomainName, isDefault: true, isInitial: true, type: 'Managed', capabilities: 'Email' }];
  const seen = { id: tenantId, displayName, verifiedDomains };
  // With User.Read alone Graph tells no more.
  const everything = call.caller.permissions.includes('Organization.Read.All');
  const organization = everything ? { ...seen, tenantType: 'AAD', countryLetterCode: 'US' } : seen;
  return list(call, services, plainRows([organization], Object.keys(organization)), 'organization');
};
