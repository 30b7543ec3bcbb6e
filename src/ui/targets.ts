import { nodeKinds, type NodeKind } from '../present/contract';
import type { TreeNode } from '../present/tree/nodes';

/** What the editor hands to a command: nothing from the palette, a node from a menu, and all selected ones. */
export type Command = (node?: unknown, selection?: unknown) => unknown;

type NodeOf<Kind extends NodeKind> = Extract<TreeNode, { readonly kind: Kind }>;

function isNode(value: unknown): value is TreeNode {
  const { kind, id, contextId } = (value ?? {}) as Partial<TreeNode>;
  return nodeKinds.some((known) => known === kind) && typeof id === 'string' && typeof contextId === 'string';
}

/** The nodes of these kinds that a command was called on: the selection when it holds the node, else the node. */
export function targets<Kind extends NodeKind>(kinds: readonly Kind[], node: unknown, selection: unknown): readonly NodeOf<Kind>[] {
  const selected = Array.isArray(selection) && selection.includes(node) ? selection : [node];
  return selected.filter((each): each is NodeOf<Kind> => isNode(each) && kinds.some((kind) => kind === each.kind));
}
