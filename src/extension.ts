import { commands as editorCommands, lm, window, workspace, type ExtensionContext } from 'vscode';
import { actionScheme, commands, documentScheme, tools, views, webviews, type CommandName, type ToolName } from './present/contract';
import { lazyTree } from './ui/lazyTree';

/** Registers what the manifest promises. The parts themselves are loaded when one of them is first needed. */
export function activate(context: ExtensionContext): void {
  const tree = lazyTree(async () => (await parts()).tree);
  const view = window.createTreeView(views.profiles, { treeDataProvider: tree, canSelectMany: true, showCollapseAll: true });
  const parts = once(async () => (await import('./parts')).createParts(context, view));
  const names = Object.keys(commands) as readonly CommandName[];
  const toolNames = Object.keys(tools) as readonly ToolName[];
  context.subscriptions.push(
    view,
    tree,
    ...names.map((name) =>
      editorCommands.registerCommand(commands[name], async (...args: readonly [node?: unknown, selection?: unknown]) =>
        (await parts()).run(name, args),
      ),
    ),
    ...toolNames.map((name) =>
      lm.registerTool(tools[name], {
        prepareInvocation: async () => (await parts()).toolMessages(name),
        invoke: async ({ input }, token) => (await parts()).invokeTool(name, input, token),
      }),
    ),
    workspace.registerTextDocumentContentProvider(documentScheme, {
      provideTextDocumentContent: async (uri) => (await parts()).documents.provideTextDocumentContent(uri),
    }),
    workspace.registerTextDocumentContentProvider(actionScheme, {
      provideTextDocumentContent: async (uri) => (await parts()).actionPages.provideTextDocumentContent(uri),
    }),
    window.registerWebviewPanelSerializer(webviews.triage, {
      deserializeWebviewPanel: async (panel, state) => (await parts()).triage.deserializeWebviewPanel(panel, state),
    }),
    window.registerWebviewPanelSerializer(webviews.tenantDetails, {
      deserializeWebviewPanel: async (panel, state) => (await parts()).pages.deserializeWebviewPanel(panel, state),
    }),
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
