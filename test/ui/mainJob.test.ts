import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { containerNameOf, startAzurite, type Azurite } from '../support/azurite';
import { useProfilesView } from '../support/profilesView';
import { signInOnPage } from '../support/signInPage';
import { doUntil, until } from '../support/until';
import { appears } from '../support/widgets';

const changes = async (view: ReturnType<typeof useProfilesView>) => (await view.sandbox().ledger()).changes;

describe('the main job in a real VS Code', () => {
  const view = useProfilesView(['--inbound', '3000', '--export-duration', '1200000']);
  let storage: Azurite | undefined;
  const azurite = (): Azurite => storage ?? assert.fail('no storage');

  before('start a storage emulator', async function () {
    this.timeout(60_000);
    storage = await startAzurite();
  });
  after(() => storage?.stop());

  it('says what to do while nobody is signed in', async () => {
    const sideBar = await view.workbench().openSideBar();
    await sideBar.getByRole('button', { name: 'Connect to the Sandbox' }).waitFor();
    assert.deepEqual((await view.sandbox().ledger()).requests.total, 0);
  });

  it('connects with one click and one in the browser', async () => {
    const sideBar = await view.workbench().openSideBar();
    const button = sideBar.getByRole('button', { name: 'Connect to the Sandbox' });
    await signInOnPage(view.workbench(), () => button.click(), /^Adele/);
    await view
      .tree()
      .item(/^Fabrikam, adele@fabrikam\.onmicrosoft\.com/)
      .waitFor();
    await view
      .tree()
      .item(/^Inbound, 3,000 people, 37 tenants$/)
      .waitFor();
  });

  it('goes on as somebody who may do everything at once', async () => {
    await view.workbench().run('Shared Profiles: Connect…');
    await view.workbench().quickInput.pick(/As Somebody of the Sandbox/);
    await view.workbench().quickInput.pick(/^adele@/);
    await until(async () => (await view.sandbox().signInCalls()).some(({ grant }) => grant === 'password'));
    await view.signedInAgain();
    assert.equal(await view.tree().items(1).count(), 1);
  });

  it('lists the people of other organisations by home tenant, never more than 201 at once', async () => {
    const tree = await view.open(/^Fabrikam/, /^Inbound/, /^Northwind Traders,/);
    await tree.item(/^[^,]+, [^,]+@northwindtraders\.onmicrosoft\.com$/).waitFor();
    await tree.reveal(/^Load more, 200 of 5\d\d shown$/);
    await tree.expand(/^Load more, 200 of/);
    await tree.reveal(/^Load more, 400 of/);
  });

  it('lists our users with the organisations that hold their data, and the other way round', async () => {
    const tree = await view.open(/^Fabrikam/, /^Outbound/);
    await tree.item(/^Outbound, 200 users, 37 tenants$/).waitFor();
    const user = tree.item(/^[0-9a-f-]{36}, 1 tenant$/);
    const name = (await user.getAttribute('aria-label')) ?? '';
    await tree.expand(name);
    await tree.items(4).first().waitFor();
    const several = (await tree.item(/^[0-9a-f-]{36}, ([2-9]|\d\d) tenants$/).getAttribute('aria-label')) ?? '';
    await tree.choose(several, 'What If: Remove Personal Data…');
    await view.giveReason();
    await view.workbench().page.locator('.tab.active', { hasText: '.plan.txt' }).waitFor();
    const count = / (\d+) tenants$/.exec(several)?.[1] ?? '';
    await view.workbench().editorText(new RegExp(`Plan: remove ${count} outbound references`));
    await view.workbench().run('Shared Profiles: Group Outbound by Tenant');
    await tree.item(/^Adventure Works, \d+, adventureworks\.onmicrosoft\.com$/).waitFor();
    await tree.expand(/^Adventure Works,/);
    await tree.item(/^[0-9a-f-]{36}$/).waitFor();
  });

  it('shows a profile as a read-only document with what the service sent', async () => {
    await view.workbench().run('Shared Profiles: Show Profile');
    await view.workbench().quickInput.pick(/^Inbound/);
    await view.workbench().quickInput.fill('dalia contoso');
    await view.workbench().quickInput.pick(/^Dalia Haddad/);
    await view.workbench().page.locator('.tab.active', { hasText: '.md' }).waitFor();
    const text = await view.workbench().editorText(/Display name +Dalia Haddad\n/);
    assert.match(text, /Home tenant +Contoso\n/);
    assert.match(text, /"userPrincipalName": "dalia@contoso\.onmicrosoft\.com"/);
    const refused = view.workbench().page.getByText('Cannot edit in read-only editor').first();
    await doUntil(
      () => view.workbench().page.keyboard.type('x'),
      () => appears(refused),
    );
    await view.workbench().page.keyboard.press('Escape');
  });

  it('exports one person into a container, follows the export into the next window and to its end, and the data is there', async () => {
    const location = await azurite().newSasUrl();
    await view.open(/^Fabrikam/, /^Inbound/, /^Litware,/);
    await view.act(/@litware/, 'Export Personal Data…');
    const { quickInput, dialog } = view.workbench();
    await quickInput.fill('https://account.blob.core.windows.net/container');
    await quickInput.message().filter({ hasText: 'no shared access signature' }).waitFor();
    await quickInput.fill(location);
    assert.equal(await quickInput.field.getAttribute('type'), 'password');
    await quickInput.accept();

    const question = await dialog.text();
    assert.match(question, /Export the personal data of /);
    assert.match(question, /Acted in: Fabrikam \(fabrikam\.onmicrosoft\.com\)/);
    assert.ok(question.includes(containerNameOf(location)));
    assert.doesNotMatch(question, /sig=/);
    assert.equal(await dialog.focusedButton(), 'Cancel');
    await dialog.press('Export Personal Data');

    await view.tree().reveal(/^Exports, 1 running$/);
    await view.workbench().reload();
    await view.signedInAgain();
    const tree = await view.open(/^Fabrikam/, /^Exports, 1 running$/);
    await tree.item(/^[^,]+, (accepted|not started yet)$/).waitFor();
    await view.sandbox().advanceClock(1_200_000);
    await tree.pressInline(/^Exports/, /^Look at Running Exports Now/, () => appears(tree.item(/^[^,]+, complete$/)));
    await view.message(/The export is complete.*Hand it over/);
    const [blob] = await azurite().blobs(containerNameOf(location));
    const exported = (await changes(view)).filter(({ kind }) => kind === 'export');
    assert.equal(exported.length, 1);
    const written = JSON.parse(blob?.content ?? '{}') as { readonly userId?: string };
    assert.equal(written.userId, exported[0]?.userId);
    await view.clearMessages();
    await view.open(/^Fabrikam/, /^Inbound/, /^Litware,/);
  });

  it('removes nothing when the question is cancelled, by Enter, by Escape or by the button', async () => {
    const { dialog, page } = view.workbench();
    for (const cancel of [() => page.keyboard.press('Enter'), () => dialog.cancel(), () => dialog.press('Cancel')]) {
      await view.act(/@litware/, 'Remove Personal Data…');
      assert.match(await dialog.text(), /Remove the personal data of /);
      assert.equal(await dialog.focusedButton(), 'Cancel');
      await cancel();
      await dialog.box.waitFor({ state: 'hidden' });
    }
    assert.deepEqual(
      (await changes(view)).filter(({ kind }) => kind === 'remove'),
      [],
    );
  });

  it('removes one inbound profile after saying whose, where and in which direction', async () => {
    const row = view.tree().item(/@litware/);
    const label = (await row.getAttribute('aria-label')) ?? '';
    await view.act(label, 'Remove Personal Data…');
    const { dialog } = view.workbench();
    const question = await dialog.text();
    const upn = /[^ ]+@litware\.onmicrosoft\.com/.exec(label)?.[0] ?? assert.fail('no user principal name');
    for (const said of [upn, 'Home tenant: Litware', 'Acted in: Fabrikam', 'Inbound: the data that Fabrikam holds', 'cannot be undone']) {
      assert.ok(question.includes(said), said);
    }
    await dialog.press('Remove Personal Data');
    await view
      .tree()
      .item(/^[^,]+, removed, .*@litware/)
      .waitFor();
    const [removed, ...more] = (await changes(view)).filter(({ kind }) => kind === 'remove');
    assert.deepEqual(more, []);
    assert.equal(removed?.direction, 'inbound');
    assert.ok(question.includes(`User id ends in: ${removed.userId.slice(-6)}`));
  });

  it('removes the data of one of our users in one other organisation', async () => {
    await view.open(/^Fabrikam/, /^Outbound/);
    await view
      .tree()
      .item(/^Outbound, 200 users, 37 tenants$/)
      .waitFor();
    await view.tree().expand(/^Adventure Works,/);
    const userId =
      (await view
        .tree()
        .item(/^[0-9a-f-]{36}$/)
        .getAttribute('aria-label')) ?? '';
    await view.act(userId, 'Remove Personal Data…');
    const { dialog } = view.workbench();
    const question = await dialog.text();
    assert.match(question, /Data held by: Adventure Works \(adventureworks\.onmicrosoft\.com\)/);
    assert.match(question, /Outbound: the data that Adventure Works holds about our user is removed there/);
    await dialog.press('Remove Personal Data');
    await view.tree().item(`${userId}, removed`).waitFor();
    const removed = (await changes(view)).filter(({ direction }) => direction === 'outbound');
    assert.deepEqual(
      removed.map((change) => [change.kind, change.userId]),
      [['remove', userId]],
    );
  });

  it('asks for the domain and the number when several are chosen', async () => {
    const tree = await view.open(/^Fabrikam/, /^Inbound/, /^Relecloud,/);
    const rows = tree.items(4);
    const labels = [(await rows.nth(0).getAttribute('aria-label')) ?? '', (await rows.nth(1).getAttribute('aria-label')) ?? ''];
    await tree.select(...labels);
    await view.workbench().page.locator('.tab.active', { hasText: '.md' }).waitFor();
    await view.act(labels[1] ?? '', 'Remove Personal Data…', 'The project with Relecloud has ended');
    const { dialog, quickInput } = view.workbench();
    assert.match(await dialog.text(), /Remove the personal data of 2 people\?/);
    await dialog.press('Remove Personal Data');
    for (const [index, answer] of ['relecloud.onmicrosoft.com', '2'].entries()) {
      await quickInput.box.getByText(`(${index + 1}/2)`).waitFor();
      await quickInput.answer(answer);
    }
    await tree.item(/, removed, .*@relecloud/).waitFor();
    const removed = (await changes(view)).filter(({ kind, direction }) => kind === 'remove' && direction === 'inbound');
    assert.equal(removed.length, 3);
    await view.clearMessages();
  });

  it('looks the people of an earlier removal up again, without sending anything', async () => {
    const sent = (await changes(view)).length;
    await view.workbench().run('Shared Profiles: Look Up Removed People Again');
    await view.workbench().quickInput.pick(/2 people/);
    await view.message('Look Up Removed People: removed: 2');
    assert.equal((await changes(view)).length, sent);
  });
});
