import { EventEmitter, type TreeDataProvider } from 'vscode';
import type { TreeNode } from '../present/tree/nodes';

type Tree = TreeDataProvider<TreeNode>;
type Changed = TreeNode | TreeNode[] | null | undefined;

/** Stands in for a tree that is loaded when somebody looks at it. */
export function lazyTree(load: () => Promise<Tree>): Tree & { dispose(): void } {
  const changed = new EventEmitter<Changed>();
  let loading: Promise<Tree> | undefined;
  const tree = (): Promise<Tree> =>
    (loading ??= load().then((loaded) => {
      loaded.onDidChangeTreeData?.((node) => changed.fire(node ?? undefined));
      return loaded;
    }));
  return {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => (await tree()).getChildren(node),
    getTreeItem: async (node) => (await tree()).getTreeItem(node),
    resolveTreeItem: async (item, node, token) => (await (await tree()).resolveTreeItem?.(item, node, token)) ?? item,
    dispose: () => changed.dispose(),
  };
}
