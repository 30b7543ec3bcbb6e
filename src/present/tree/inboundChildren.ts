import type { HomeTenant, InboundProfiles } from '../../profiles/inboundProfiles';
import { listedRows, type RowNumbers } from '../../profiles/rowNumbers';
import { personName } from '../personName';
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

/** Sorting more people than this would hold the tree up; they stay in the order of the service. */
const mostSorted = 2000;

function inOrder(rows: RowNumbers, profiles: InboundProfiles): RowNumbers {
  return rows.length > mostSorted ? rows : listedRows(Uint32Array.from(byText([...rows], (row) => personName(profiles.row(row)))));
}

/** The people of one home tenant, by name. */
export function personRows(parent: HomeTenantNode, profiles: InboundProfiles, facts: TreeFacts): Rows {
  const rows = inOrder(profiles.rowsOfHomeTenant(parent.tenantId), profiles);
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
