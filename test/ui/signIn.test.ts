import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useProfilesView } from '../support/profilesView';
import { pageOpenedBy, press, signInOnPage } from '../support/signInPage';
import { until } from '../support/until';

const removing = 'CrossTenantUserProfileSharing.ReadWrite.All';

describe('signing in, in a real browser page', () => {
  const view = useProfilesView(['--inbound', '2500', '--outbound', '20']);
  const row = (name: RegExp) => view.tree().item(name);

  async function connectTo(tenant: string, ...buttons: readonly RegExp[]): Promise<void> {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.pick(/Sign In to the Sandbox with the Browser/);
    await quickInput.fill(tenant);
    await signInOnPage(view.workbench(), () => quickInput.accept(), ...buttons);
  }

  const scopesOf = async (): Promise<string> => {
    await view.workbench().run('Shared Profiles: Show Context');
    await view.workbench().page.locator('.tab.active', { hasText: /\.md/ }).waitFor();
    return view.workbench().editorText();
  };

  it('signs one person in to two tenants, and a second person to one of them', async () => {
    await view.workbench().openSideBar();
    await connectTo('', /^Adele/);
    await row(/^Fabrikam, adele@fabrikam/).waitFor();
    await connectTo('contoso.onmicrosoft.com', /^Adele/);
    await row(/^Contoso, adele@fabrikam/).waitFor();
    await connectTo('fabrikam.onmicrosoft.com', /^Bruno/);
    await row(/^Fabrikam, bruno@fabrikam/).waitFor();
    assert.equal(await view.tree().items(1).count(), 3);
    await view.workbench().screenshot('three-contexts');
  });

  it('says what a context is and may do, and acts in the one that is selected', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Select Context…');
    await quickInput.pick(/^Contoso/);
    await view.workbench().page.locator('.part.statusbar').getByText('Contoso').waitFor();
    const text = await scopesOf();
    assert.match(text, /# Contoso/);
    assert.match(text, /adele@fabrikam\.onmicrosoft\.com/);
    assert.match(text, /Delegated\s+\(InteractiveBrowser\)/);
    assert.doesNotMatch(text, /eyJ/);
    await view.workbench().run('Shared Profiles: Select Context…');
    await quickInput.pick(/Ask each time/);
  });

  it('steps up on another page when a removal is about to happen, and reads that refusing it stops there', async () => {
    await view.open(/^Fabrikam, adele/, /^Inbound/, /^Northwind Traders,/);
    const person = /^[^,]+, [^,]+@northwindtraders\.onmicrosoft\.com$/;
    const refused = await pageOpenedBy(view.workbench(), () => view.act(person, 'Remove Personal Data…'));
    assert.match(await refused.content(), new RegExp(removing.replaceAll('.', '\\.')));
    assert.equal(await press(refused, /^Refuse/), 'You are not signed in');
    await view.message(/Consent was declined for .*ReadWrite\.All/);
    await view.clearMessages();
    await view
      .workbench()
      .page.locator('.part.statusbar')
      .getByText(/Fabrikam 1[45]:\d\d/)
      .waitFor();

    await signInOnPage(view.workbench(), () => view.act(person, 'Remove Personal Data…'), /^Accept/);
    const { dialog } = view.workbench();
    assert.match(await dialog.text(), /Acted in: Fabrikam/);
    await dialog.press('Cancel');
    assert.equal((await view.sandbox().calls()).filter(({ operation }) => operation === 'removeInboundPersonalData').length, 0);
  });

  it('says that an administrator is needed, and has the text for one', async () => {
    await view.open(/^Fabrikam, bruno/, /^Inbound/, /^Northwind Traders,/);
    const person = /^[^,]+, [^,]+@northwindtraders\.onmicrosoft\.com$/;
    const page = await pageOpenedBy(view.workbench(), () => view.act(person, 'Remove Personal Data…'));
    assert.equal(await press(page, /Back to the app/), 'You are not signed in');
    const message = await view.message(/Only an administrator can consent to .*ReadWrite\.All/);
    await message.getByRole('button', { name: 'Copy Text for an Administrator' }).click();
    const text = await view.workbench().takeClipboard();
    assert.match(text, new RegExp(`- ${removing.replaceAll('.', '\\.')}`));
    assert.match(text, /adminconsent\?client_id=/);
    await view.clearMessages();
  });

  it('goes on in the middle of a list after more proof was asked for', async () => {
    await view.sandbox().addFaults({ fault: 'claimsChallenge', operations: ['listInboundSharedUserProfiles'], nth: 2, count: 1 });
    await view.open(/^Fabrikam, adele/);
    await view.tree().pressInline(/^Inbound/, 'Refresh');
    const challenged = async (): Promise<number> => (await view.sandbox().signInCalls()).filter(({ withClaims }) => withClaims).length;
    await until(async () => (await challenged()) > 0);
    await row(/^Inbound, 2,500 people, \d+ tenants$/).waitFor();
    assert.equal(await challenged(), 1);
  });

  it('is still signed in, in all three, after the window was loaded again', async () => {
    await view.workbench().reload();
    await view.signedInAgain();
    await row(/^Contoso, adele@fabrikam/).waitFor();
    await row(/^Fabrikam, bruno@fabrikam/).waitFor();
    assert.equal(await view.tree().items(1).count(), 3);
  });

  it('disconnects one and leaves the others', async () => {
    await view.tree().choose(/^Fabrikam, bruno/, 'Disconnect');
    await row(/^Fabrikam, bruno/).waitFor({ state: 'detached' });
    await view.workbench().reload();
    await view.signedInAgain();
    assert.equal(await view.tree().items(1).count(), 2);
  });

  it('asks for less when only own data are wanted', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.pick(/Sign In for Only My Own Data/);
    await quickInput.fill('contoso.onmicrosoft.com');
    await signInOnPage(view.workbench(), () => quickInput.accept(), /^Adele/);
    const asked = (await view.sandbox().signInCalls()).filter(({ grant }) => grant === 'authorization_code').at(-1);
    assert.match(asked?.scope ?? '', /CrossTenantUserProfileSharing\.Read( |$)/);
    assert.doesNotMatch(asked?.scope ?? '', /\.All/);
    await row(/^Contoso, adele@fabrikam/).waitFor();
    assert.equal(await view.tree().items(1).count(), 2);
  });
});
