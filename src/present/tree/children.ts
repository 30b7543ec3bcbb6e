import type { LostContext } from '../../signin/context';
import type { OutboundGrouping } from '../contract';
import { explain } from '../explain';
import { exportNodes, exportsNode } from './exportNodes';
import type { TreeContext, TreeFacts } from './facts';
import { homeTenantRows, personRows, shownOf, type ShownInbound } from './inboundChildren';
import {
  nodePath,
  type ContextNode,
  type ExternalTenantNode,
  type HomeTenantNode,
  type InboundNode,
  type ListNode,
  type LoadMoreNode,
  type LostContextNode,
  type OutboundNode,
  type OutboundUserNode,
  type TreeNode,
} from './nodes';
import { externalTenantRows, shownUsersOf, tenantRowsOfUser, userRows, userRowsOfTenant, type ShownOutbound } from './outboundChildren';
import { inboundReading, outboundReading, shownProfiles } from './reading';
import { listChildren, type Rows } from './rows';
import { stateNodes } from './stateNodes';

const noRows: Rows = { length: 0, nodes: () => [] };

export function contextNode(tree: TreeContext): ContextNode {
  const { context, unlocked } = tree;
  return { kind: 'context', id: nodePath(context.id), contextId: context.id, context, names: tree.namesOf(context.tenantId), unlocked };
}

/** `error` is what the lost sign-in stands for. */
export function lostContextNode(lost: LostContext, error: unknown): LostContextNode {
  const explanation = { ...explain(error), contextId: lost.id };
  return { kind: 'lostContext', id: nodePath(lost.id, 'lost'), contextId: lost.id, lost, explanation };
}

function inboundShown({ inbound, filter }: TreeContext): ShownInbound | undefined {
  return filter === undefined ? shownProfiles(inbound) : filter.inbound && shownOf(filter.inbound);
}

function outboundShown({ outbound, filter }: TreeContext): ShownOutbound | undefined {
  return filter === undefined ? shownProfiles(outbound) : filter.outbound && shownUsersOf(filter.outbound);
}

export function inboundNode(tree: TreeContext): InboundNode {
  const profiles = shownProfiles(tree.inbound);
  const all = { people: profiles?.size ?? 0, homeTenants: profiles?.homeTenants().length ?? 0 };
  const seen = tree.filter && { people: tree.filter.inbound?.rows.length ?? 0, homeTenants: tree.filter.inbound?.homeTenants.length ?? 0 };
  return {
    kind: 'inbound',
    id: nodePath(tree.context.id, 'inbound'),
    contextId: tree.context.id,
    reading: inboundReading(tree.inbound, tree.circumstances),
    ...(seen === undefined ? all : { ...seen, all }),
  };
}

export function outboundNode(tree: TreeContext, grouping: OutboundGrouping): OutboundNode {
  const profiles = shownProfiles(tree.outbound);
  const all = { users: profiles?.size ?? 0, externalTenants: profiles?.tenants().length ?? 0 };
  const seen = tree.filter && { users: tree.filter.outbound?.users.length ?? 0, externalTenants: tree.filter.outbound?.tenants.size ?? 0 };
  return {
    kind: 'outbound',
    id: nodePath(tree.context.id, 'outbound'),
    contextId: tree.context.id,
    reading: outboundReading(tree.outbound, tree.circumstances),
    ...(seen === undefined ? all : { ...seen, all }),
    grouping,
  };
}

function rowsOfOutbound(parent: OutboundNode, profiles: ShownOutbound, facts: TreeFacts): Rows {
  return parent.grouping === 'user' ? userRows(parent, profiles) : externalTenantRows(parent, profiles, facts);
}

function inboundRows(parent: InboundNode | HomeTenantNode, profiles: ShownInbound | undefined, facts: TreeFacts): Rows {
  if (profiles === undefined) {
    return noRows;
  }
  return parent.kind === 'inbound' ? homeTenantRows(parent, profiles, facts) : personRows(parent, profiles, facts);
}

function outboundRows(
  parent: OutboundNode | OutboundUserNode | ExternalTenantNode,
  profiles: ShownOutbound | undefined,
  facts: TreeFacts,
): Rows {
  if (profiles === undefined) {
    return noRows;
  }
  switch (parent.kind) {
    case 'outbound':
      return rowsOfOutbound(parent, profiles, facts);
    case 'externalTenant':
      return userRowsOfTenant(parent, profiles, facts);
    case 'outboundUser':
      return tenantRowsOfUser(parent, tenantIdsOf(parent, profiles), facts);
  }
}

function tenantIdsOf({ userId }: OutboundUserNode, profiles: ShownOutbound): readonly string[] {
  const ids = profiles.rowsOfUserId(userId).flatMap((row) => {
    const { tenants } = profiles.row(row);
    return tenants.kind === 'pending' ? [] : tenants.tenantIds;
  });
  return [...new Set(ids)];
}

/** The rows of a list node, from the lists as they are now. */
export function rowsOf(parent: ListNode, tree: TreeContext): Rows {
  return parent.kind === 'inbound' || parent.kind === 'homeTenant'
    ? inboundRows(parent, inboundShown(tree), tree)
    : outboundRows(parent, outboundShown(tree), tree);
}

/** What stands below a node, at most 201 nodes. Asks no service: the lists are as they are. */
export function childrenOf(node: TreeNode, tree: TreeContext, grouping: OutboundGrouping): readonly TreeNode[] {
  switch (node.kind) {
    case 'context':
      return [inboundNode(tree), outboundNode(tree, grouping), ...(tree.exports.length > 0 ? [exportsNode(tree)] : [])];
    case 'inbound':
    case 'outbound':
    case 'homeTenant':
    case 'outboundUser':
    case 'externalTenant':
      return listOf(node, tree);
    case 'loadMore':
      return moreOf(node, tree);
    case 'exports':
      return exportNodes(tree);
    default:
      return [];
  }
}

function listOf(node: ListNode, tree: TreeContext): readonly TreeNode[] {
  const rows = rowsOf(node, tree);
  return listChildren(node, 0, stateNodes(node, tree, rows.length), rows);
}

function moreOf({ parent, start }: LoadMoreNode, tree: TreeContext): readonly TreeNode[] {
  return listChildren(parent, start, [], rowsOf(parent, tree));
}
