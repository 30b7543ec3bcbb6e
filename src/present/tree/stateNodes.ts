import type { OutboundProfiles, TenantsOfUser } from '../../profiles/outboundProfiles';
import { explain } from '../explain';
import type { TreeContext } from './facts';
import type { InboundNode, ListNode, OutboundNode, OutboundUserNode, TreeNode } from './nodes';
import { shownProfiles } from './reading';

function ofDirection(node: InboundNode | OutboundNode, tree: TreeContext, rows: number): readonly TreeNode[] {
  const at = { contextId: node.contextId };
  const direction = node.kind;
  const unreadable = shownProfiles(tree[direction])?.unreadable.length ?? 0;
  const unreadableNode: TreeNode = { kind: 'unreadable', id: `${node.id}/unreadable`, ...at, direction, rows: unreadable };
  const unreadableNodes = unreadable > 0 ? [unreadableNode] : [];
  switch (node.reading.kind) {
    case 'idle':
      return [{ kind: 'loading', id: `${node.id}/loading`, ...at, soFar: 0 }];
    case 'reading': {
      const soFar = shownProfiles(tree[direction])?.size ?? 0;
      return [{ kind: 'loading', id: `${node.id}/loading`, ...at, soFar }, ...unreadableNodes];
    }
    case 'failed':
      return [
        { kind: 'failed', id: `${node.id}/failed`, ...at, direction, explanation: node.reading.explanation },
        { kind: 'retry', id: `${node.id}/retry`, ...at, direction },
        ...unreadableNodes,
      ];
    case 'partial':
      return [
        { kind: 'partial', id: `${node.id}/partial`, ...at, direction, explanation: node.reading.explanation },
        { kind: 'retry', id: `${node.id}/retry`, ...at, direction },
        ...unreadableNodes,
      ];
    case 'complete':
      return [...emptyNodes(node, tree, rows + unreadable), ...unreadableNodes];
  }
}

function emptyNodes(node: InboundNode | OutboundNode, { filter }: TreeContext, rows: number): readonly TreeNode[] {
  const at = { id: `${node.id}/empty`, contextId: node.contextId };
  if (filter !== undefined && filter[node.kind] === undefined) {
    return [{ kind: 'loading', ...at, soFar: 0 }];
  }
  return rows > 0 ? [] : [{ kind: 'empty', ...at, of: filter === undefined ? node.kind : 'filter' }];
}

function tenantsOf({ userId }: OutboundUserNode, profiles: OutboundProfiles | undefined): TenantsOfUser {
  const row = profiles?.rowsOfUserId(userId)[0];
  return profiles === undefined || row === undefined ? { kind: 'pending' } : profiles.row(row).tenants;
}

function ofUser(node: OutboundUserNode, tree: TreeContext): readonly TreeNode[] {
  const at = { contextId: node.contextId };
  const tenants = tenantsOf(node, shownProfiles(tree.outbound));
  switch (tenants.kind) {
    case 'pending':
      return [{ kind: 'loading', id: `${node.id}/loading`, ...at, soFar: 0 }];
    case 'failed':
      return [
        { kind: 'failed', id: `${node.id}/failed`, ...at, direction: 'outbound', explanation: explain(tenants.error, tree.circumstances) },
        { kind: 'retry', id: `${node.id}/retry`, ...at, direction: 'outbound' },
      ];
    case 'known':
      return tenants.tenantIds.length === 0 ? [{ kind: 'empty', id: `${node.id}/empty`, ...at, of: 'tenants' }] : [];
  }
}

/** The nodes before the rows of a list that say how the list is: being read, failed, not complete, empty. */
export function stateNodes(node: ListNode, tree: TreeContext, rows: number): readonly TreeNode[] {
  switch (node.kind) {
    case 'inbound':
    case 'outbound':
      return ofDirection(node, tree, rows);
    case 'outboundUser':
      return ofUser(node, tree);
    case 'homeTenant':
    case 'externalTenant':
      return [];
  }
}
