import type { ListNode, LoadMoreNode, TreeNode } from './nodes';

export const rowsPerNode = 200;

/** A long list of which only a part is made into nodes. */
export interface Rows {
  readonly length: number;
  nodes(start: number, count: number): readonly TreeNode[];
}

/** A person or tenant can be listed twice; the tree wants every id once. */
function withDistinctIds(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const times = (seen.get(node.id) ?? 0) + 1;
    seen.set(node.id, times);
    return times === 1 ? node : { ...node, id: `${node.id}#${times}` };
  });
}

/** The rows of a list from `start` on, after the nodes that say how the list is; the rest behind one more node. */
export function listChildren(parent: ListNode, start: number, states: readonly TreeNode[], rows: Rows): readonly TreeNode[] {
  const room = rowsPerNode - states.length;
  const end = rows.length - start <= room + 1 ? rows.length : start + room;
  const more: LoadMoreNode = {
    kind: 'loadMore',
    id: `${parent.id}/more/${end}`,
    contextId: parent.contextId,
    parent,
    start: end,
    total: rows.length,
  };
  return [...states, ...withDistinctIds(rows.nodes(start, end - start)), ...(end < rows.length ? [more] : [])];
}
