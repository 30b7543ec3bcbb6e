import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'mocha';
import { extensions, Uri } from 'vscode';
import manifest from '../../package.json';
import { nobodyProtected } from '../../src/actions/protectedPeople';
import { RecentCalls } from '../../src/present/requests/recentCalls';
import type { Context } from '../../src/signin/context';
import { createContexts, type Contexts } from '../../src/signin/contexts';
import { ActionPages } from '../../src/ui/plans/actionPages';
import { ExportFollowing } from '../../src/ui/plans/exportFollowing';
import type { PlanParts } from '../../src/ui/plans/planParts';
import { createSecretVault } from '../../src/ui/plans/secretVault';
import { RunsUnderWay } from '../../src/ui/plans/runsUnderWay';
import { sandboxIdentities } from '../../src/ui/sandboxIdentities';
import { createSandboxProcess, type SandboxProcess } from '../../src/ui/sandboxProcess';
import { SigningIn } from '../../src/ui/signingIn';
import { TenantSessions } from '../../src/ui/tenantSessions';
import { SharedSecrets } from './sharedSecrets';

/** The services of a window inside the extension host, over a sandbox of their own. */
export interface HostSession {
  readonly parts: PlanParts & { readonly recent: RecentCalls };
  readonly contexts: Contexts;
  /** A folder that is gone after the tests. */
  readonly folder: string;
  /** Signs the first person of the sandbox in. */
  connect(): Promise<Context>;
}

async function makeSession(sandbox: SandboxProcess): Promise<HostSession> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'host-'));
  const secrets = new SharedSecrets().window();
  const state = new Map<string, unknown>();
  const contexts = createContexts({
    secrets,
    lockDirectory: path.join(folder, 'signIn'),
    log: () => undefined,
    now: Date.now,
    environmentVariable: () => undefined,
    interact: () => Promise.resolve(undefined),
  });
  const recent = new RecentCalls();
  const sessions = new TenantSessions(
    contexts,
    (record, contextId) => recent.add({ contextId, record }),
    () => () => undefined,
  );
  const kept = () => Promise.resolve();
  const noCase = { mayAct: () => undefined, heldByCase: () => Promise.resolve(nobodyProtected), keepPlan: kept, keepJournal: kept };
  const lasting = {
    get: (key: string) => state.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void state.set(key, value)),
  };
  const files = { directory: path.join(folder, 'actions'), vault: createSecretVault(secrets, lasting), ...noCase };
  const errors = { show: () => undefined, showExplanation: () => undefined };
  const following = new ExportFollowing(sessions, files, errors);
  const signingIn = new SigningIn(contexts);
  const parts = {
    contexts,
    signingIn,
    sessions,
    files,
    errors,
    following,
    recent,
    runs: new RunsUnderWay(),
    actionPages: new ActionPages(),
  };
  const presenter = { openExternal: () => Promise.resolve(false), showDeviceCode: () => undefined, landingPage: () => '' };
  const connect = async (): Promise<Context> => {
    const [first] = await sandboxIdentities(await sandbox.start());
    return contexts.connect(first?.request ?? assert.fail('nobody'), presenter, new AbortController().signal);
  };
  return { parts, contexts, folder, connect };
}

/** Services for the tests of a `describe`, made before and taken away after them. */
export function useHostSession(): () => HostSession {
  let made: HostSession | undefined;
  let sandbox: SandboxProcess | undefined;
  before(async () => {
    const root = extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.extensionUri ?? assert.fail('not installed');
    sandbox = createSandboxProcess(Uri.joinPath(root, 'dist', 'sandbox.js').fsPath);
    made = await makeSession(sandbox);
  });
  after(async () => {
    made?.parts.following.dispose();
    made?.parts.runs.dispose();
    made?.parts.sessions.dispose();
    made?.contexts.dispose();
    sandbox?.dispose();
    await rm(made?.folder ?? '', { recursive: true, force: true });
  });
  return () => made ?? assert.fail('not made yet');
}
