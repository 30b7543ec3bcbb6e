import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { extensions, Uri } from 'vscode';
import manifest from '../../package.json';
import { createMemoryVault } from '../../src/actions/storageVault';
import { createContexts, type Contexts } from '../../src/signin/contexts';
import { VerbConsole } from '../../src/ui/console/verbConsole';
import { ActionPages } from '../../src/ui/plans/actionPages';
import { ExportFollowing } from '../../src/ui/plans/exportFollowing';
import { RunsUnderWay } from '../../src/ui/plans/runsUnderWay';
import { createSandboxProcess, type SandboxProcess } from '../../src/ui/sandboxProcess';
import { sandboxIdentities } from '../../src/ui/sandboxIdentities';
import { TenantSessions } from '../../src/ui/tenantSessions';

const noSecrets = {
  get: () => Promise.resolve(undefined),
  store: () => Promise.resolve(),
  delete: () => Promise.resolve(),
  onDidChange: () => ({ dispose: () => undefined }),
};
const ours = /\x1b\[(?:31|36|90|0)m|\x1b\[K|\x1b\[\d+D/g;

describe('the verb console over a sandbox of its own', () => {
  let sandbox: SandboxProcess;
  let contexts: Contexts;
  let sessions: TenantSessions;
  let runs: RunsUnderWay;
  let following: ExportFollowing;
  let terminal: VerbConsole;
  let folder: string;
  let screen = '';

  before(async () => {
    const root = extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.extensionUri ?? assert.fail('not installed');
    sandbox = createSandboxProcess(Uri.joinPath(root, 'dist', 'sandbox.js').fsPath);
    folder = await mkdtemp(path.join(os.tmpdir(), 'console-'));
    contexts = createContexts({
      secrets: noSecrets,
      lockDirectory: '',
      log: () => undefined,
      now: Date.now,
      environmentVariable: () => undefined,
      interact: () => Promise.resolve(undefined),
    });
    sessions = new TenantSessions(contexts, () => undefined);
    runs = new RunsUnderWay();
    const files = { directory: path.join(folder, 'actions'), vault: createMemoryVault() };
    const errors = { show: () => undefined, showExplanation: () => undefined };
    following = new ExportFollowing(sessions, files, errors);
    terminal = new VerbConsole({ contexts, sessions, files, errors, runs, following, actionPages: new ActionPages() }, undefined);
    terminal.onDidWrite((text) => (screen += text));
    terminal.open({ columns: 200, rows: 50 });
  });

  after(async () => {
    terminal.close();
    following.dispose();
    runs.dispose();
    sessions.dispose();
    contexts.dispose();
    sandbox.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a line makes the console write until it asks for the next one. */
  async function run(line: string): Promise<string> {
    terminal.handleInput(line);
    screen = '';
    const answered = new Promise<void>((resolve) => {
      const listening = terminal.onDidWrite(() => {
        if (/\r\x1b\[K.*> \x1b\[0m$/.test(screen)) {
          listening.dispose();
          resolve();
        }
      });
    });
    terminal.handleInput('\r');
    await answered;
    assert.doesNotMatch(screen.replace(ours, ''), /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]/, 'nothing but our own colours and moves');
    return screen.replace(ours, '').replaceAll('\r', '');
  }

  it('asks to connect first, and explains itself without it', async () => {
    assert.match(await run('Get-MgBetaDirectoryInboundSharedUserProfile'), /Authentication needed\. Please call Connect-MgGraph\./);
    assert.match(await run('Get-Help Get-MgOrganization'), /GET \/organization/);
    assert.match(await run('Format-Disk'), /no cmdlet Format-Disk/);
  });

  it('works in the tenant that it was told, and says who is there', async () => {
    const [first] = await sandboxIdentities(await sandbox.start());
    const presenter = { openExternal: () => Promise.resolve(false), showDeviceCode: () => undefined };
    const context = await contexts.connect(first?.request ?? assert.fail(), presenter, new AbortController().signal);
    assert.match(await run('Get-MgContext'), /Call Connect-MgGraph/, 'it does not choose a tenant by itself');
    assert.match(await run(`Connect-MgGraph -TenantId ${context.tenantId}`), new RegExp(`TenantId +${context.tenantId}`));
    assert.match(await run('get-mgcontext'), /Scopes +\S*CrossTenantUserProfileSharing/);
  });

  it('lists the first page, or every one with -All, and hands rows to JSON and CSV', async () => {
    const page = await run('Get-MgBetaDirectoryInboundSharedUserProfile');
    assert.match(page, /displayName +userPrincipalName +userId +homeTenantId/);
    const whole = await run('Get-MgBetaDirectoryInboundSharedUserProfile -All | ConvertTo-Json');
    const people = JSON.parse(whole.slice(whole.indexOf('['), whole.lastIndexOf(']') + 1)) as readonly { readonly userId: string }[];
    const file = path.join(folder, 'people.csv');
    assert.match(await run(`Get-MgBetaDirectoryInboundSharedUserProfile -All | Export-Csv '${file}'`), /rows written to/);
    const lines = (await readFile(file, 'utf8')).split('\r\n').filter((line) => line !== '');
    assert.ok(lines.length > people.length, 'a head and a line for everybody, names with line breaks more');
    assert.match(await run(`Get-MgBetaDirectoryInboundSharedUserProfile | Export-Csv '${file}'`), /There is a file of this name already/);
    assert.ok(people.length > 900);
  });

  it('makes a plan with -WhatIf and sends nothing', async () => {
    const text = await run('Get-MgBetaDirectoryInboundSharedUserProfile | ConvertTo-Json');
    const [, userId = ''] = /"userId": "([^"]+)"/.exec(text) ?? [];
    const plan = await run(`Remove-MgBetaDirectoryInboundSharedUserProfilePersonalData -InboundSharedUserProfileUserId ${userId} -WhatIf`);
    assert.match(plan, new RegExp(`POST /beta/directory/inboundSharedUserProfiles/${userId}/removePersonalData`));
    assert.match(plan, /What If: nothing was sent\./);
    assert.match(await run(`Get-MgBetaDirectoryInboundSharedUserProfile -Inbound ${userId}`), new RegExp(userId));
  });

  it('explains a failure where it was typed, and remembers lines', async () => {
    assert.match(await run('Get-MgBetaDirectoryInboundSharedUserProfile -Inbound nobody'), /did not accept .*Check the id/);
    terminal.handleInput('\x1b[A\x15');
    assert.match(await run('Get-History'), /-Inbound nobody/);
  });

  it('never goes on in another tenant when its own is signed out', async () => {
    await contexts.disconnect(contexts.all[0]?.id ?? assert.fail());
    assert.match(await run('Get-MgOrganization'), /Authentication needed/);
  });
});
