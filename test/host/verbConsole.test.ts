import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { VerbConsole } from '../../src/ui/console/verbConsole';
import { useHostSession } from '../support/hostSession';

const ours = /\x1b\[(?:31|36|90|0)m|\x1b\[K|\x1b\[\d+D/g;

describe('the verb console over a sandbox of its own', () => {
  const session = useHostSession();
  let terminal: VerbConsole;
  let screen = '';

  before(() => {
    terminal = new VerbConsole(session().parts, undefined);
    terminal.onDidWrite((text) => (screen += text));
    terminal.open({ columns: 200, rows: 50 });
  });

  after(() => terminal.close());

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
    const context = await session().connect();
    assert.match(await run('Get-MgContext'), /Call Connect-MgGraph/, 'it does not choose a tenant by itself');
    assert.match(await run(`Connect-MgGraph -TenantId ${context.tenantId}`), new RegExp(`TenantId +${context.tenantId}`));
    assert.match(await run('get-mgcontext'), /Scopes +\S*CrossTenantUserProfileSharing/);
  });

  it('lists the first page, or every one with -All, and hands rows to JSON and CSV', async () => {
    const page = await run('Get-MgBetaDirectoryInboundSharedUserProfile');
    assert.match(page, /displayName +userPrincipalName +userId +homeTenantId/);
    const whole = await run('Get-MgBetaDirectoryInboundSharedUserProfile -All | ConvertTo-Json');
    const people = JSON.parse(whole.slice(whole.indexOf('['), whole.lastIndexOf(']') + 1)) as readonly { readonly userId: string }[];
    const file = path.join(session().folder, 'people.csv');
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
    const { contexts } = session();
    await contexts.disconnect(contexts.all[0]?.id ?? assert.fail());
    assert.match(await run('Get-MgOrganization'), /Authentication needed/);
  });
});
