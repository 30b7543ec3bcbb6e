import type { ExternalTenant, OutboundProfiles, OutboundUser } from '../../profiles/outboundProfiles';
import { narrowedKey, narrowedUsersOf, type NarrowedOutbound, type NarrowedUser } from '../../profiles/narrowedProfiles';
import { sameId } from '../../profiles/sameId';
import type { TreeFacts } from './facts';
import { tenantTitle } from './tenantTitle';
import { nodePath, type ExternalTenantNode, type OutboundNode, type OutboundUserNode, type TenantReferenceNode } from './nodes';
import type { Rows } from './rows';
import { byText } from './sorting';

/** Our users that the tree shows. `narrowed` when these are not all of the store. */
export interface ShownOutbound extends Pick<OutboundProfiles, 'size' | 'tenants' | 'rowsOfTenant' | 'rowsOfUserId'> {
  readonly narrowed?: NarrowedOutbound;
  row(index: number): OutboundUser | NarrowedUser;
}

export function shownUsersOf(narrowed: NarrowedOutbound): ShownOutbound {
  const { users } = narrowed;
  return {
    narrowed,
    size: users.length,
    row: (index) => users[index] ?? narrowed.store.row(-1),
    tenants: () => [...narrowed.tenants.values()],
    rowsOfTenant: (tenantId) => narrowedUsersOf(narrowed, tenantId),
    rowsOfUserId: (userId) => [...users.keys()].filter((index) => sameId(users[index]?.userId ?? '', userId)),
  };
}

/** Our users, in the order of the service: they have ids only. */
export function userRows(parent: OutboundNode, profiles: ShownOutbound): Rows {
  return {
    length: profiles.size,
    nodes: (start, count) =>
      Array.from({ length: Math.min(count, profiles.size - start) }, (_, index) => userNode(parent, profiles.row(start + index))),
  };
}

function userNode(parent: OutboundNode, user: OutboundUser | NarrowedUser): OutboundUserNode {
  const { userId, tenants } = user;
  const tenantIds = tenants.kind === 'pending' ? [] : tenants.tenantIds;
  const id = `${parent.id}/user/${nodePath(userId)}`;
  const seen = 'all' in user && user.all > tenantIds.length ? { tenantIds, all: user.all } : undefined;
  return { kind: 'outboundUser', id, contextId: parent.contextId, userId, tenants: { kind: tenants.kind, count: tenantIds.length }, seen };
}

/** The tenants that hold data of our users, by name. */
export function externalTenantRows(parent: OutboundNode, profiles: ShownOutbound, facts: TreeFacts): Rows {
  const title = ({ tenantId }: ExternalTenant): string => tenantTitle(tenantId, facts.namesOf(tenantId));
  const sorted = byText(profiles.tenants(), title);
  return {
    length: sorted.length,
    nodes: (start, count) =>
      sorted.slice(start, start + count).map((tenant) => externalTenantNode(parent, tenant, facts, profiles.narrowed)),
  };
}

function externalTenantNode(
  parent: OutboundNode,
  { tenantId, count }: ExternalTenant,
  facts: TreeFacts,
  narrowed: NarrowedOutbound | undefined,
): ExternalTenantNode {
  const id = `${parent.id}/tenant/${nodePath(tenantId)}`;
  const seen = narrowed && {
    userIds: narrowed.tenants.get(narrowedKey(tenantId))?.userIds ?? [],
    all: narrowed.store.rowsOfTenant(tenantId).length,
  };
  return { kind: 'externalTenant', id, contextId: parent.contextId, tenantId, names: facts.namesOf(tenantId), users: count, seen };
}

/** The tenants that hold data of one of our users. */
export function tenantRowsOfUser(parent: OutboundUserNode, tenantIds: readonly string[], facts: TreeFacts): Rows {
  const sorted = byText(tenantIds, (tenantId) => tenantTitle(tenantId, facts.namesOf(tenantId)));
  const node = (tenantId: string): TenantReferenceNode => reference(parent, { userId: parent.userId, tenantId }, facts);
  return { length: sorted.length, nodes: (start, count) => sorted.slice(start, start + count).map(node) };
}

/** Our users whose data one tenant holds. */
export function userRowsOfTenant(parent: ExternalTenantNode, profiles: ShownOutbound, facts: TreeFacts): Rows {
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
