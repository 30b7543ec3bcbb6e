import type { HomeTenant, InboundProfiles } from '../../profiles/inboundProfiles';
import type { RowNumbers } from '../../profiles/rowNumbers';
import type { TreeFacts } from './facts';
import { tenantTitle } from './tenantTitle';
import { nodePath, type HomeTenantNode, type InboundNode, type InboundProfileNode } from './nodes';
import type { Rows } from './rows';
import { byText } from './sorting';

/** The home tenants of the people here, by name. */
export function homeTenantRows(parent: InboundNode, profiles: InboundProfiles, facts: TreeFacts): Rows {
  const title = ({ tenantId }: HomeTenant): string => tenantTitle(tenantId, facts.namesOf(tenantId));
  const sorted = byText(profiles.homeTenants(), title);
  return {
    length: sorted.length,
    nodes: (start, count) => sorted.slice(start, start + count).map((tenant) => homeTenantNode(parent, tenant, facts)),
  };
}

export function homeTenantNode(parent: InboundNode, { tenantId, count }: HomeTenant, facts: TreeFacts): HomeTenantNode {
  const id = `${parent.id}/${nodePath(tenantId)}`;
  return { kind: 'homeTenant', id, contextId: parent.contextId, tenantId, names: facts.namesOf(tenantId), people: count };
}

/** The people of one home tenant, by name. */
export function personRows(parent: HomeTenantNode, profiles: InboundProfiles, facts: TreeFacts): Rows {
  const rows: RowNumbers = profiles.rowsOfHomeTenant(parent.tenantId);
  return {
    length: rows.length,
    nodes: (start, count) => [...rows.window(start, count)].map((row) => inboundProfileNode(parent, profiles, row, facts)),
  };
}

function inboundProfileNode(parent: HomeTenantNode, profiles: InboundProfiles, row: number, facts: TreeFacts): InboundProfileNode {
  const profile = profiles.row(row);
  const id = `${parent.id}/${nodePath(profile.userId)}`;
  const fate = facts.fateOf({ direction: 'inbound', homeTenantId: profile.homeTenantId, userId: profile.userId });
  return { kind: 'inboundProfile', id, contextId: parent.contextId, profile, fate };
}
