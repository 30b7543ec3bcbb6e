import type { HomeTenant, InboundProfiles } from '../../profiles/inboundProfiles';
import { narrowedRowsOf, type NarrowedInbound } from '../../profiles/narrowedProfiles';
import { listedRows, type RowNumbers } from '../../profiles/rowNumbers';
import { personName } from '../personName';
import type { TreeFacts } from './facts';
import { tenantTitle } from './tenantTitle';
import { nodePath, type HomeTenantNode, type InboundNode, type InboundProfileNode } from './nodes';
import type { Rows } from './rows';
import { byText } from './sorting';

/** The people that the tree shows. `narrowed` when these are not all of the store. */
export interface ShownInbound extends Pick<InboundProfiles, 'row' | 'homeTenants' | 'rowsOfHomeTenant'> {
  readonly narrowed?: NarrowedInbound;
}

export function shownOf(narrowed: NarrowedInbound): ShownInbound {
  return {
    narrowed,
    row: (index) => narrowed.store.row(index),
    homeTenants: () => narrowed.homeTenants,
    rowsOfHomeTenant: (tenantId) => narrowedRowsOf(narrowed, tenantId),
  };
}

/** The home tenants of the people here, by name. */
export function homeTenantRows(parent: InboundNode, profiles: ShownInbound, facts: TreeFacts): Rows {
  const title = ({ tenantId }: HomeTenant): string => tenantTitle(tenantId, facts.namesOf(tenantId));
  const sorted = byText(profiles.homeTenants(), title);
  return {
    length: sorted.length,
    nodes: (start, count) => sorted.slice(start, start + count).map((tenant) => homeTenantNode(parent, tenant, facts, profiles.narrowed)),
  };
}

export function homeTenantNode(
  parent: InboundNode,
  { tenantId, count }: HomeTenant,
  facts: TreeFacts,
  narrowed?: NarrowedInbound,
): HomeTenantNode {
  const id = `${parent.id}/${nodePath(tenantId)}`;
  const seen = narrowed && { of: narrowed, all: narrowed.store.rowsOfHomeTenant(tenantId).length };
  return { kind: 'homeTenant', id, contextId: parent.contextId, tenantId, names: facts.namesOf(tenantId), people: count, seen };
}

/** Sorting more people than this would hold the tree up; they stay in the order of the service. */
const mostSorted = 2000;

function inOrder(rows: RowNumbers, profiles: ShownInbound): RowNumbers {
  return rows.length > mostSorted ? rows : listedRows(Uint32Array.from(byText([...rows], (row) => personName(profiles.row(row)))));
}

/** The people of one home tenant, by name. */
export function personRows(parent: HomeTenantNode, profiles: ShownInbound, facts: TreeFacts): Rows {
  const rows = inOrder(profiles.rowsOfHomeTenant(parent.tenantId), profiles);
  return {
    length: rows.length,
    nodes: (start, count) => [...rows.window(start, count)].map((row) => inboundProfileNode(parent, profiles, row, facts)),
  };
}

function inboundProfileNode(parent: HomeTenantNode, profiles: ShownInbound, row: number, facts: TreeFacts): InboundProfileNode {
  const profile = profiles.row(row);
  const id = `${parent.id}/${nodePath(profile.userId)}`;
  const fate = facts.fateOf({ direction: 'inbound', homeTenantId: profile.homeTenantId, userId: profile.userId });
  return { kind: 'inboundProfile', id, contextId: parent.contextId, profile, fate };
}
