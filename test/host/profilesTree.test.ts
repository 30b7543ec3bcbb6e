import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { extensions, MarkdownString, TreeItemCollapsibleState, Uri, type TreeItem } from 'vscode';
import manifest from '../../package.json';
import type { TreeNode } from '../../src/present/tree/nodes';
import { createContexts, type Contexts } from '../../src/signin/contexts';
import { ProfilesFilter } from '../../src/ui/finding/treeFilter';
import { ProfilesTree } from '../../src/ui/profilesTree';
import { sandboxIdentities } from '../../src/ui/sandboxIdentities';
import { createSandboxProcess, type SandboxProcess } from '../../src/ui/sandboxProcess';
import { TenantSessions } from '../../src/ui/tenantSessions';
import { SharedSecrets } from '../support/sharedSecrets';

const presenter = { openExternal: () => Promise.resolve(false), showDeviceCode: () => undefined, landingPage: () => '' };

describe('the tree over a sandbox of its own', () => {
  let sandbox: SandboxProcess;
  let contexts: Contexts;
  let sessions: TenantSessions;
  let filter: ProfilesFilter;
  let tree: ProfilesTree;
  let folder: string;
  let calls = 0;

  before(async () => {
    const root = extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.extensionUri ?? assert.fail('not installed');
    sandbox = createSandboxProcess(Uri.joinPath(root, 'dist', 'sandbox.js').fsPath);
    folder = await mkdtemp(path.join(os.tmpdir(), 'tree-'));
    contexts = createContexts({
      secrets: new SharedSecrets().window(),
      lockDirectory: folder,
      log: () => undefined,
      now: Date.now,
      environmentVariable: () => undefined,
      interact: () => Promise.resolve(undefined),
    });
    sessions = new TenantSessions(
      contexts,
      () => (calls += 1),
      () => () => undefined,
    );
    filter = new ProfilesFilter(sessions, (error) => assert.fail(String(error)));
    tree = new ProfilesTree(sessions, 'user', filter);
  });

  after(async () => {
    tree.dispose();
    filter.dispose();
    sessions.dispose();
    contexts.dispose();
    sandbox.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const child = (nodes: readonly TreeNode[], kind: TreeNode['kind']): TreeNode =>
    nodes.find((node) => node.kind === kind) ?? assert.fail(`no ${kind}`);

  async function opened(node: TreeNode, wanted: TreeNode['kind']): Promise<readonly TreeNode[]> {
    for (;;) {
      const children = tree.getChildren(node);
      if (children.some(({ kind }) => kind === wanted) && !children.some(({ kind }) => kind === 'loading')) {
        return children;
      }
      await new Promise<void>((resolve) => {
        const listening = tree.onDidChangeTreeData(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  }

  it('is empty and silent while nobody is signed in', () => {
    assert.deepEqual(tree.getChildren(), []);
    assert.equal(calls, 0);
  });

  it('shows a tenant once somebody signs in to it', async () => {
    const [first] = await sandboxIdentities(await sandbox.start());
    await contexts.connect(first?.request ?? assert.fail(), presenter, new AbortController().signal);
    const roots = tree.getChildren();
    assert.deepEqual(
      roots.map(({ kind }) => kind),
      ['context'],
    );
    assert.equal(calls, 0, 'nothing is asked before somebody looks');
  });

  it('reads both directions when they are opened', async () => {
    const directions = tree.getChildren(child(tree.getChildren(), 'context'));
    const homeTenants = await opened(child(directions, 'inbound'), 'homeTenant');
    assert.equal(homeTenants.length, 37);
    assert.ok((await opened(child(homeTenants, 'homeTenant'), 'inboundProfile')).length <= 201);
    const users = await opened(child(directions, 'outbound'), 'outboundUser');
    assert.equal(users.length, 200);
    assert.equal((await opened(child(users, 'outboundUser'), 'tenantReference'))[0]?.kind, 'tenantReference');
  });

  it('gives items with menus, words for screen readers and tooltips that are late and harmless', async () => {
    const [context] = tree.getChildren();
    const homeTenants = await opened(child(tree.getChildren(context), 'inbound'), 'homeTenant');
    const people = await opened(child(homeTenants, 'homeTenant'), 'inboundProfile');
    const person = child(people, 'inboundProfile');
    const item = tree.getTreeItem(person);
    assert.equal(item.contextValue, 'inboundProfile');
    assert.equal(item.collapsibleState, TreeItemCollapsibleState.None);
    assert.ok((item.accessibilityInformation?.label ?? '').includes('@'));
    assert.equal(item.tooltip, undefined);
    assert.equal(item.command, undefined);
    const resolved: TreeItem = tree.resolveTreeItem(item, person);
    assert.ok(resolved.tooltip instanceof MarkdownString);
    assert.equal(resolved.tooltip.isTrusted, false);
    assert.equal(resolved.tooltip.supportHtml, false);
    assert.equal(resolved.command?.command, 'sharedProfiles.showProfile');
  });

  it('loses the tenant when somebody signs out', async () => {
    await contexts.disconnect(contexts.all[0]?.id ?? assert.fail());
    assert.deepEqual(tree.getChildren(), []);
  });
});
