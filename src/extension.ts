import type { ExtensionContext } from 'vscode';
import { TreeItem, window } from 'vscode';
import { views } from './present/contract';

export function activate(context: ExtensionContext): void {
  const empty = { getChildren: () => [], getTreeItem: () => new TreeItem('') };
  context.subscriptions.push(window.registerTreeDataProvider(views.profiles, empty));
}

export function deactivate(): void {
  return undefined;
}
