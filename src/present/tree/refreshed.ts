import type { OutboundGrouping } from '../contract';
import { contextNode, inboundNode, outboundNode } from './children';
import { exportsNode } from './exportNodes';
import type { TreeContext } from './facts';
import type { TreeNode } from './nodes';

/** The node with what is known now: the editor keeps the one it was given and asks for it again. */
export function refreshed(node: TreeNode, tree: TreeContext, grouping: OutboundGrouping): TreeNode {
  switch (node.kind) {
    case 'context':
      return contextNode(tree);
    case 'inbound':
      return inboundNode(tree);
    case 'outbound':
      return outboundNode(tree, grouping);
    case 'exports':
      return exportsNode(tree);
    case 'export':
      return {
        ...node,
        followed: tree.exports.find((each) => each.run === node.followed.run && each.key === node.followed.key) ?? node.followed,
      };
    case 'homeTenant':
    case 'externalTenant':
    case 'tenantReference':
      return { ...node, names: tree.namesOf(node.tenantId) };
    default:
      return node;
  }
}

/** The tenants whose names a node's children are sorted and labelled by, at most `limit`. */
export function tenantsNamedBelow(node: TreeNode, children: readonly TreeNode[], tree: TreeContext, limit = 1000): readonly string[] {
  const shown = children.flatMap((child) => ('tenantId' in child ? [child.tenantId] : []));
  const listed = listedTenants(node, tree);
  return [...new Set([...shown, ...listed.slice(0, limit)])];
}

function listedTenants(node: TreeNode, tree: TreeContext): readonly string[] {
  const profiles = node.kind === 'inbound' ? tree.inbound : node.kind === 'outbound' ? tree.outbound : undefined;
  if (profiles === undefined || profiles.kind === 'notLoaded' || profiles.profiles === undefined) {
    return [];
  }
  const tenants = 'homeTenants' in profiles.profiles ? profiles.profiles.homeTenants() : profiles.profiles.tenants();
  return tenants.map(({ tenantId }) => tenantId);
}
