import type { ExtensionContext } from 'vscode';
import { TreeItem, window } from 'vscode';

export function activate(context: ExtensionContext): void {
  const empty = { getChildren: () => [], getTreeItem: () => new TreeItem('') };
  context.subscriptions.push(window.registerTreeDataProvider('sharedProfiles', empty));
}

export function deactivate(): void {
  return undefined;
}
