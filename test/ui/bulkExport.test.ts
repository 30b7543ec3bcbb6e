import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { containerNameOf, startAzurite, type Azurite } from '../support/azurite';
import { choosePath } from '../support/caseWork';
import { useProfilesView } from '../support/profilesView';
import { until } from '../support/until';

describe('an export of several people in a real VS Code', () => {
  const view = useProfilesView(['--inbound', '1000', '--export-duration', '1000']);
  const exported = async () => (await view.sandbox().ledger()).changes.filter(({ kind }) => kind === 'export');
  let storage: Azurite | undefined;
  let labels: readonly string[] = [];
  before('start a storage emulator', async function () {
    this.timeout(60_000);
    storage = await startAzurite();
  });
  after(() => storage?.stop());

  /** So many containers' addresses with their signatures. */
  async function list(count: number): Promise<readonly string[]> {
    return Promise.all(Array.from({ length: count }, () => storage?.newSasUrl() ?? assert.fail('no storage')));
  }

  /** Selects so many people, and gives the row of one of them. */
  async function select(count: number): Promise<string> {
    await view.tree().select(...labels.slice(0, count));
    await view.workbench().page.locator('.tab.active', { hasText: '.md' }).waitFor();
    return labels[1] ?? '';
  }

  async function confirm(count: number): Promise<void> {
    const { dialog, quickInput } = view.workbench();
    const before = (await exported()).length;
    assert.match(await dialog.text(), new RegExp(`Export the personal data of ${count} people\\?`));
    await dialog.press('Export Personal Data');
    for (const [index, answer] of ['relecloud.onmicrosoft.com', String(count)].entries()) {
      await quickInput.box.getByText(`(${index + 1}/2)`).waitFor();
      await quickInput.answer(answer);
    }
    await until(async () => (await exported()).length === before + count);
  }

  it('makes a container for each in the account whose signature it was given, after the question', async () => {
    const { quickInput } = view.workbench();
    await view.connect();
    const tree = await view.open(/^Fabrikam/, /^Inbound/, /^Relecloud,/);
    const rows = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => tree.items(4).nth(index).getAttribute('aria-label')));
    labels = rows.map((label) => label ?? '');
    await view.act(await select(2), 'Export Personal Data…');
    await quickInput.pick(/^One storage account/);
    await quickInput.answer(storage?.accountSasUrl() ?? '');
    await confirm(2);
  });

  it('takes the containers from a list in a file, and tells in one message how many exports ended', async () => {
    const containers = await list(4);
    const file = join(view.workbench().server.userData, 'containers.txt');
    await writeFile(file, `${containers.join('\n')}\n`);
    await view.act(await select(4), 'Export Personal Data…');
    await view.workbench().quickInput.pick(/^A list in a file/);
    await choosePath(view.workbench(), file);
    await confirm(4);
    await view.message(/Exports ended: complete: 4\. Hand the data over/);
    await view.workbench().screenshot('exportsEnded');
    const used = (await exported()).slice(2).map(({ container = '' }) => container.split('/').at(-1) ?? '');
    assert.deepEqual(used.sort(), containers.map(containerNameOf).sort());
  });

  it('takes the containers from a list in the clipboard, and shows each of them without its signature', async () => {
    const containers = await list(4);
    await view.clearMessages();
    await view.workbench().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(containers.join('\n'))})`);
    await view.tree().choose(await select(4), 'What If: Export Personal Data…');
    await view.workbench().quickInput.pick(/^A list in the clipboard/);
    await view.giveReason();
    await view.workbench().page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    const text = await view.workbench().editorText(/Plan: export the personal data of 4 inbound profiles/);
    assert.ok(containers.every((container) => text.includes(containerNameOf(container))));
    assert.doesNotMatch(text, /sig=[^*…]/);
    assert.equal((await exported()).length, 6);
  });

  it('asks before it sends an export again whose answer was lost, and shows what the journal has of that person', async () => {
    const { quickInput, dialog } = view.workbench();
    const row = labels[4] ?? '';
    await view.clearMessages();
    await view.sandbox().addFaults({ fault: 'unavailable', operations: ['exportInboundPersonalData'], count: 1 });
    await view.act(row, 'Export Personal Data…');
    await quickInput.answer((await list(1))[0] ?? '');
    await dialog.press('Export Personal Data');
    await view.message(/answers to 1 calls were lost/);
    assert.equal((await exported()).length, 6);
    await view.answerMessage(/answers to 1 calls were lost/, 'Decide…');
    await quickInput.pick(/^Send again…/);
    await quickInput.pick(/id ends in/);
    await quickInput.accept();
    assert.match(await dialog.text(), /Send 1 calls again whose answers were lost\?/);
    assert.equal(await dialog.focusedButton(), 'Cancel');
    await dialog.press('Send the Export Again');
    await until(async () => (await exported()).length === 7);
    await view.tree().select(row);
    await view.workbench().page.locator('.tab.active', { hasText: '.md' }).waitFor();
    await view.tree().choose(row, 'Show Timeline');
    await view.workbench().page.locator('.tab.active', { hasText: 'timeline' }).waitFor();
    await view.workbench().editorText(/Only user id/);
    await view.workbench().screenshot('timelineOfPerson');
  });

  it('removes nobody who was not exported before, where the policy of the tenant asks for it', async () => {
    await view.clearMessages();
    await view.workbench().run('Shared Profiles: Edit Removal Policy');
    await view.workbench().page.locator('.tab.active', { hasText: 'policy.json' }).waitFor();
    const kept = join(view.workbench().server.userData, 'User', 'globalStorage');
    const policy = (await readdir(kept, { recursive: true })).find((name) => /actions.*policy\.json$/.test(name));
    await writeFile(join(kept, policy ?? assert.fail('no policy')), '{ "exportBeforeRemove": true }');
    await view.act(labels[5] ?? '', 'Remove Personal Data…');
    await view.message(/nobody left to do it for\. the person was not exported before/);
  });
});
