import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type Command } from 'vscode';
import { commands } from '../present/contract';
import type { NodeItem } from '../present/tree/item';
import { nodeItem, spokenLabel } from '../present/tree/nodeItem';
import type { TreeNode } from '../present/tree/nodes';
import { tooltipRows } from '../present/tree/tooltip';

const collapsibleStates = {
  never: TreeItemCollapsibleState.None,
  closed: TreeItemCollapsibleState.Collapsed,
  open: TreeItemCollapsibleState.Expanded,
} as const satisfies Record<NodeItem['opens'], TreeItemCollapsibleState>;

function clickOf(node: TreeNode): Command | undefined {
  switch (node.kind) {
    case 'retry':
      return { command: commands.retry, title: '', arguments: [node] };
    case 'lostContext':
    case 'failed':
    case 'partial':
      return { command: commands.showFailure, title: '', arguments: [node] };
    default:
      return undefined;
  }
}

function lateClickOf(node: TreeNode): Command | undefined {
  const opens = node.kind === 'inboundProfile' || node.kind === 'unreadable';
  return opens ? { command: commands.showProfile, title: '', arguments: [node] } : clickOf(node);
}

export function treeItemOf(node: TreeNode): TreeItem {
  const shown = nodeItem(node);
  const item = new TreeItem(shown.label, collapsibleStates[shown.opens]);
  item.id = node.id;
  item.description = shown.description;
  item.contextValue = node.kind;
  item.iconPath = new ThemeIcon(shown.icon, shown.colour === undefined ? undefined : new ThemeColor(shown.colour));
  item.accessibilityInformation = { label: spokenLabel(shown) };
  const click = clickOf(node);
  if (click !== undefined) {
    item.command = click;
  }
  return item;
}

function tooltipOf(node: TreeNode): MarkdownString {
  const text = new MarkdownString('', false);
  text.isTrusted = false;
  text.supportHtml = false;
  for (const [name, value] of tooltipRows(node)) {
    text
      .appendMarkdown(name === '' ? '' : '**')
      .appendText(name)
      .appendMarkdown(name === '' ? '' : '**  ');
    text.appendText(value).appendMarkdown('\n\n');
  }
  return text;
}

/** What is only needed once somebody points at a node or opens it. */
export function resolveItem(item: TreeItem, node: TreeNode): TreeItem {
  item.tooltip = tooltipOf(node);
  const click = lateClickOf(node);
  if (click !== undefined) {
    item.command = click;
  }
  return item;
}
