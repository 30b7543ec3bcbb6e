import { config } from '@vscode/l10n';
import { l10n, Uri, type CancellationToken, type ExtensionContext, type LanguageModelToolResult, type TreeView } from 'vscode';
import type { CallRecord } from './graph/client';
import { contextKeys, type CommandName, type OutboundGrouping, type ToolName } from './present/contract';
import { RecentCalls } from './present/requests/recentCalls';
import { toolMessages, type ToolMessages } from './present/tools/toolMessages';
import type { TreeNode } from './present/tree/nodes';
import { createContexts } from './signin/contexts';
import { showBadge } from './ui/badge';
import { caseKeeping } from './ui/case/caseKeeping';
import { Cases } from './ui/case/cases';
import { commandTable } from './ui/commandTable';
import { setContextKey } from './ui/contextKey';
import { showContexts } from './ui/contextStatus';
import { ProfilesFilter } from './ui/finding/treeFilter';
import { forgetDisconnected } from './ui/forgetDisconnected';
import { guarded } from './ui/guarded';
import { createLog, type Log } from './ui/log';
import type { ActionPages } from './ui/plans/actionPages';
import { makePlanParts } from './ui/plans/makePlanParts';
import { ProfileDocuments } from './ui/profileDocuments';
import { ProfilesTree } from './ui/profilesTree';
import { rememberNames } from './ui/rememberNames';
import { createSandboxProcess, sandboxAddresses } from './ui/sandboxProcess';
import { createErrorDisplay } from './ui/showError';
import { SigningIn } from './ui/signingIn';
import { TenantPanels } from './ui/tenantPanels';
import { TenantSessions } from './ui/tenantSessions';
import { invokeTool } from './ui/tools/invokeTool';
import { showTreeMessage } from './ui/treeMessage';
import { makeTriageParts } from './ui/triage/makeTriageParts';
import type { TriagePages } from './ui/triage/triagePages';
import { showWaiting } from './ui/waitingStatus';

/** What the registrations of the extension hand their work to. */
export interface Parts {
  run(name: CommandName, args: readonly [node?: unknown, selection?: unknown]): Promise<void>;
  invokeTool(name: ToolName, input: unknown, token: CancellationToken): Promise<LanguageModelToolResult>;
  readonly toolMessages: (name: ToolName) => ToolMessages;
  readonly tree: ProfilesTree;
  readonly documents: ProfileDocuments;
  readonly pages: TenantPanels;
  readonly triage: TriagePages;
  readonly actionPages: ActionPages;
}

const groupingKey = 'outboundGrouping';

/** The composition root: every service is made here and nowhere else. Makes no call and asks nothing. */
export function createParts(context: ExtensionContext, view: TreeView<TreeNode>): Parts {
  const { subscriptions, globalState, workspaceState, globalStorageUri, extensionUri, secrets, extension } = context;
  config({ contents: l10n.bundle ?? {} });
  const grouping = globalState.get<OutboundGrouping>(groupingKey, 'user');

  const log = createLog();
  const errors = createErrorDisplay(log);
  const contexts = createContexts({
    secrets,
    lockDirectory: Uri.joinPath(globalStorageUri, 'signIn').fsPath,
    log: log.signIn,
    now: Date.now,
    environmentVariable: (name) => process.env[name],
    tellLost: (lost, error) => errors.show(error, { context: lost }),
    interact: (waiting, cause) => signingIn.interact(waiting, cause),
  });
  const cases = new Cases(workspaceState);
  const sandbox = createSandboxProcess(Uri.joinPath(extensionUri, 'dist', 'sandbox.js').fsPath);
  const signingIn = new SigningIn(contexts);
  const recent = new RecentCalls();
  const sessions = new TenantSessions(contexts, noting(recent, log), cases.permitOf);
  const filter = new ProfilesFilter(sessions, (error) => errors.show(error));
  const tree = new ProfilesTree(sessions, grouping, filter);
  const documents = new ProfileDocuments(sessions);
  const pages = new TenantPanels(sessions, Uri.joinPath(extensionUri, 'media'));
  const triage = makeTriageParts(context, { cases, sessions, errors });
  const plans = makePlanParts(context, { contexts, sessions, errors, signingIn }, caseKeeping(cases, errors));

  const remember = (chosen: OutboundGrouping): Thenable<void> => globalState.update(groupingKey, chosen);
  const shown = { documents, filter, extensionId: extension.id, log, pages, recent, remember, tree };
  const local = { kept: { everywhere: globalState, here: workspaceState }, storage: globalStorageUri.fsPath };
  const table = commandTable({ ...plans, ...triage, ...shown, ...sandboxAddresses(sandbox), ...local, cases });

  subscriptions.push(log, contexts, sandbox, sessions, tree, pages, showWaiting(sessions), showContexts(sessions, contexts));
  subscriptions.push(rememberNames(sessions, contexts), filter, showTreeMessage(view, sessions, filter));
  subscriptions.push(forgetDisconnected(contexts, (contextId) => recent.forget(contextId)));
  subscriptions.push(showBadge(view, sessions, plans.files));
  void signingIn.restore();
  void setContextKey(contextKeys.outboundGrouping, grouping);
  return {
    run: (name, args) => guarded(table[name], args, errors),
    invokeTool: (name, input, token) => invokeTool(name, input, { ...plans, recent }, token),
    toolMessages,
    tree,
    documents,
    pages,
    triage: triage.triagePages,
    actionPages: plans.actionPages,
  };
}

function noting(recent: RecentCalls, log: Log): (record: CallRecord, contextId: string) => void {
  return (record, contextId) => {
    recent.add({ contextId, record });
    log.call(record);
  };
}
