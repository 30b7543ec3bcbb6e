import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { nodeKinds, type NodeKind } from '../present/contract';
import type { TreeNode } from '../present/tree/nodes';

/** What the editor hands to a command: nothing from the palette, a node from a menu, and all selected ones. */
export type Command = (node?: unknown, selection?: unknown) => unknown;

/**
 * For commands of rows. The editor calls them with an undefined row when the tree was drawn anew while the menu was open; nothing is done
 * then. Called without a row at all, as from the palette, they ask.
 */
export function onRows(command: Command): Command {
  return (...args) => {
    if (args.length > 0 && args[0] === undefined) {
      void window.showInformationMessage(t('The list was just drawn anew. Please choose once more.'));
      return undefined;
    }
    return command(...args);
  };
}

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
