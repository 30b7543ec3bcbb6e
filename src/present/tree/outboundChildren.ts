import type { ExternalTenant, OutboundProfiles, OutboundUser } from '../../profiles/outboundProfiles';
import type { TreeFacts } from './facts';
import { tenantTitle } from './tenantTitle';
import { nodePath, type ExternalTenantNode, type OutboundNode, type OutboundUserNode, type TenantReferenceNode } from './nodes';
import type { Rows } from './rows';
import { byText } from './sorting';

/** Our users, in the order of the service: they have ids only. */
export function userRows(parent: OutboundNode, profiles: OutboundProfiles): Rows {
  return {
    length: profiles.size,
    nodes: (start, count) =>
      Array.from({ length: Math.min(count, profiles.size - start) }, (_, index) => userNode(parent, profiles.row(start + index))),
  };
}

function userNode(parent: OutboundNode, { userId, tenants }: OutboundUser): OutboundUserNode {
  const count = tenants.kind === 'pending' ? 0 : tenants.tenantIds.length;
  const id = `${parent.id}/user/${nodePath(userId)}`;
  return { kind: 'outboundUser', id, contextId: parent.contextId, userId, tenants: { kind: tenants.kind, count } };
}

/** The tenants that hold data of our users, by name. */
export function externalTenantRows(parent: OutboundNode, profiles: OutboundProfiles, facts: TreeFacts): Rows {
  const title = ({ tenantId }: ExternalTenant): string => tenantTitle(tenantId, facts.namesOf(tenantId));
  const sorted = byText(profiles.tenants(), title);
  return {
    length: sorted.length,
    nodes: (start, count) => sorted.slice(start, start + count).map((tenant) => externalTenantNode(parent, tenant, facts)),
  };
}

function externalTenantNode(parent: OutboundNode, { tenantId, count }: ExternalTenant, facts: TreeFacts): ExternalTenantNode {
  const id = `${parent.id}/tenant/${nodePath(tenantId)}`;
  return { kind: 'externalTenant', id, contextId: parent.contextId, tenantId, names: facts.namesOf(tenantId), users: count };
}

/** The tenants that hold data of one of our users. */
export function tenantRowsOfUser(parent: OutboundUserNode, tenantIds: readonly string[], facts: TreeFacts): Rows {
  const sorted = byText(tenantIds, (tenantId) => tenantTitle(tenantId, facts.namesOf(tenantId)));
  const node = (tenantId: string): TenantReferenceNode => reference(parent, { userId: parent.userId, tenantId }, facts);
  return { length: sorted.length, nodes: (start, count) => sorted.slice(start, start + count).map(node) };
}

/** Our users whose data one tenant holds. */
export function userRowsOfTenant(parent: ExternalTenantNode, profiles: OutboundProfiles, facts: TreeFacts): Rows {
  const rows = profiles.rowsOfTenant(parent.tenantId);
  const node = (row: number): TenantReferenceNode =>
    reference(parent, { userId: profiles.row(row).userId, tenantId: parent.tenantId }, facts);
  return { length: rows.length, nodes: (start, count) => [...rows.window(start, count)].map(node) };
}

function reference(
  parent: OutboundUserNode | ExternalTenantNode,
  ids: { readonly userId: string; readonly tenantId: string },
  facts: TreeFacts,
): TenantReferenceNode {
  const under = parent.kind === 'outboundUser' ? 'user' : 'tenant';
  return {
    kind: 'tenantReference',
    id: `${parent.id}/${nodePath(under === 'user' ? ids.tenantId : ids.userId)}`,
    contextId: parent.contextId,
    ...ids,
    names: facts.namesOf(ids.tenantId),
    under,
    fate: facts.fateOf({ direction: 'outbound', ...ids }),
  };
}
