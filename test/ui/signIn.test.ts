import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { noteHandedOut } from '../support/handedOut';
import { useProfilesView } from '../support/profilesView';
import { sandboxHere } from '../support/sandbox';
import { pageOpenedBy, press, signInOnPage } from '../support/signInPage';
import { assertNoneOf, holding, tracesOf } from '../support/traces';
import { becomes, until } from '../support/until';

const removing = 'CrossTenantUserProfileSharing.ReadWrite.All';
const signature = 'c2VlZGVkLXNpZ25hdHVyZS1vZi1hLWNvbnRhaW5lcg==';
const container = `https://account.blob.core.windows.net/export?sv=2026-04-06&sr=c&sp=w&se=2099-01-01T00:00:00Z&sig=${encodeURIComponent(signature)}`;

/** Readable as an access token for Graph, and long over. */
const endedToken = [
  'eyJhbGciOiJub25lIn0',
  Buffer.from(JSON.stringify({ aud: 'https://graph.microsoft.com', exp: 1, scp: 'x' })).toString('base64url'),
  'seeded',
].join('.');

describe('signing in, in a real browser page', () => {
  const handedOut = noteHandedOut();
  const view = useProfilesView(() => sandboxHere({ inbound: 2500, outbound: 20 }));
  const copied: string[] = [];
  after(() => handedOut.stop());
  const row = (name: RegExp) => view.tree().item(name);

  /** The box for the tenant stands where the list of ways was: what is typed too early is lost. */
  async function nameTenant(tenant: string): Promise<void> {
    const { quickInput } = view.workbench();
    await quickInput.box.getByText('Tenant: its id or one of its domains').waitFor();
    await quickInput.fill(tenant);
  }

  async function connectTo(tenant: string, ...buttons: readonly RegExp[]): Promise<void> {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.pick(/Sign In to the Sandbox with the Browser/);
    await nameTenant(tenant);
    await signInOnPage(view.workbench(), () => quickInput.accept(), ...buttons);
  }

  const scopesOf = async (): Promise<string> => {
    await view.workbench().run('Shared Profiles: Show Context');
    await view.workbench().page.locator('.tab.active', { hasText: /\.md/ }).waitFor();
    return view.workbench().editorText(/^# Contoso/m);
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
    await refused.getByText(removing).first().waitFor();
    assert.equal(await press(refused, /^Refuse/), 'You are not signed in');
    await view.message(/Consent was declined for .*ReadWrite\.All/);
    await view.clearMessages();
    await view
      .workbench()
      .page.locator('.part.statusbar')
      .getByText(/Fabrikam 1[0-5]:\d\d/)
      .waitFor();

    await signInOnPage(view.workbench(), () => view.act(person, 'Remove Personal Data…'), /^Accept/);
    const { dialog } = view.workbench();
    assert.match(await dialog.text(), /Acted in: Fabrikam/);
    await dialog.press('Cancel');
    assert.equal((await view.sandbox().calls()).filter(({ operation }) => operation === 'removeInboundPersonalData').length, 0);
  });

  it('asks for the permission to follow an export before it is sent, and says what it means to be without it', async () => {
    await view.open(/^Fabrikam, adele/, /^Inbound/, /^Northwind Traders,/);
    const { dialog, quickInput } = view.workbench();
    await view.act(/^[^,]+, [^,]+@northwindtraders\.onmicrosoft\.com$/, 'Export Personal Data…');
    await quickInput.box.getByText('Storage location').first().waitFor();
    await quickInput.fill(container);
    const refused = await pageOpenedBy(view.workbench(), () => quickInput.accept());
    await refused.getByText('User.Export.All').first().waitFor();
    assert.equal(await press(refused, /^Refuse/), 'You are not signed in');
    assert.match(await dialog.text(), /Export the personal data of/);
    await dialog.press('Cancel');
    await view.message(/can be sent, but not followed to its end/);
    assert.deepEqual((await view.sandbox().ledger()).changes, []);
    await view.clearMessages();
  });

  it('says that an administrator is needed, and has the text for one', async () => {
    await view.open(/^Fabrikam, bruno/, /^Inbound/, /^Northwind Traders,/);
    const person = /^[^,]+, [^,]+@northwindtraders\.onmicrosoft\.com$/;
    const page = await pageOpenedBy(view.workbench(), () => view.act(person, 'Remove Personal Data…'));
    assert.equal(await press(page, /Back to the app/), 'You are not signed in');
    await view.answerMessage(/Only an administrator can consent to .*ReadWrite\.All/, 'Copy Text for an Administrator');
    const text = await view.workbench().takeClipboard();
    copied.push(text);
    assert.match(text, new RegExp(`- ${removing.replaceAll('.', '\\.')}`));
    assert.match(text, /adminconsent\?client_id=/);
    await view.clearMessages();
  });

  it('goes on in the middle of a list after more proof was asked for', async () => {
    await view.sandbox().addFaults({ fault: 'claimsChallenge', operations: ['listInboundSharedUserProfiles'], nth: 2, count: 1 });
    await view.open(/^Fabrikam, adele/);
    const before = await view.callsOf('listInboundSharedUserProfiles');
    await view.refresh('Inbound');
    const challenged = async (): Promise<number> => (await view.sandbox().signInCalls()).filter(({ withClaims }) => withClaims).length;
    await until(async () => (await challenged()) > 0);
    await until(async () => (await view.callsOf('listInboundSharedUserProfiles')) >= before + 4);
    await row(/^Inbound, 2,500 people, \d+ tenants$/).waitFor();
    assert.equal(await challenged(), 1);
  });

  it('is still signed in, in all three, after the editor was ended and started again', async () => {
    await view.workbench().restartServer();
    await view.signedInAgain();
    await row(/^Contoso, adele@fabrikam/).waitFor();
    await row(/^Fabrikam, bruno@fabrikam/).waitFor();
    assert.equal(await view.tree().items(1).count(), 3);
  });

  it('disconnects one and leaves the others', async () => {
    await view.tree().choose(/^Fabrikam, bruno/, 'Disconnect');
    await until(async () => (await view.tree().items(1).count()) === 2);
    await view.workbench().reload();
    await view.signedInAgain();
    await row(/^Contoso, adele@fabrikam/).waitFor();
    await row(/^Fabrikam, adele@fabrikam/).waitFor();
    assert.equal(await view.tree().items(1).count(), 2);
  });

  it('asks for less when only own data are wanted', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.pick(/Sign In for Only My Own Data/);
    await nameTenant('contoso.onmicrosoft.com');
    await signInOnPage(view.workbench(), () => quickInput.accept(), /^Adele/);
    const asked = (await view.sandbox().signInCalls()).filter(({ grant }) => grant === 'authorization_code').at(-1);
    assert.match(asked?.scope ?? '', /CrossTenantUserProfileSharing\.Read( |$)/);
    assert.doesNotMatch(asked?.scope ?? '', /\.All/);
    await row(/^Contoso, adele@fabrikam/).waitFor();
    assert.equal(await view.tree().items(1).count(), 2);
  });

  it('signs in with a device code where no browser may be here, after a warning', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    const choice = quickInput.option(/Sign In to the Sandbox with a Device Code/);
    await choice.waitFor();
    assert.match(await choice.innerText(), /Many organisations block this way, because phishing uses it/);
    await quickInput.pick(/Sign In to the Sandbox with a Device Code/);
    await nameTenant('fabrikam.onmicrosoft.com');
    await quickInput.accept();
    await quickInput.box.getByText('Tenant: its id or one of its domains').waitFor({ state: 'hidden' });
    const message = await view.message(/Use it only if you asked for it yourself just now/);
    const [, code = ''] = /enter the code ([A-Z]{9})/.exec(await message.innerText()) ?? [];
    const page = await pageOpenedBy(view.workbench(), () => message.getByRole('button', { name: 'Copy Code and Open Page' }).click());
    await page.getByLabel('Code that the app shows').fill(code);
    await page.getByRole('button', { name: 'Next' }).first().click();
    assert.equal(await press(page, /^Bruno/), 'You are signed in');
    await row(/^Fabrikam, bruno@fabrikam/).waitFor();
    assert.equal(await view.workbench().takeClipboard(), code);
    await view.clearMessages();
  });

  it('refuses an access token that ends at once, and says so', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.option(/Sign In to the Sandbox with the Browser/).waitFor();
    await quickInput.fill('Paste an Access Token');
    await quickInput.pick(/Paste an Access Token/);
    await quickInput.box.getByText('Access token for Microsoft Graph').waitFor();
    await quickInput.answer(endedToken);
    await view.answerMessage(/ends within five minutes/, 'Copy Details');
    copied.push(await view.workbench().takeClipboard());
    await view.clearMessages();
  });

  it('says of every context whose sign-in the editor lost that it is lost, and brings one back', async () => {
    const { quickInput } = view.workbench();
    await view.workbench().run('Shared Profiles: Connect…');
    await quickInput.pick(/As Somebody of the Sandbox/);
    await quickInput.option(/^adele@fabrikam/).waitFor();
    await quickInput.fill('only reads');
    await quickInput.pick(/^Sandbox app that only reads, Fabrikam/);
    await row(/^Fabrikam, application/).waitFor();
    await view.workbench().page.evaluate('localStorage.removeItem("secrets.provider")');
    await view.workbench().reload();
    await view.workbench().openSideBar();
    await row(/^Contoso, sign in again, .*secret store.*keyring/).waitFor();
    assert.equal(await view.tree().items(1).count(), 4);
    await view.workbench().screenshot('lost-sign-ins');
    const inFabrikam = row(/^Fabrikam, sign in again/);
    const isAsked = (): Promise<boolean> => becomes(() => view.workbench().context.pages().length > 1, 5000);
    await signInOnPage(view.workbench(), () => view.tree().pressInline(/^Contoso, sign in again/, /^Sign In Again/, isAsked), /^Adele/);
    await row(/^Contoso, adele@fabrikam/).waitFor();
    for (let left = 3; left > 0; left -= 1) {
      await view.tree().choose(/^Fabrikam, sign in again/, 'Disconnect');
      await until(async () => (await view.tree().items(1).count()) === left);
    }
    assert.equal(await inFabrikam.count(), 0);
  });

  it('has left no token, no secret and no code anywhere but in the secret store', async () => {
    await view.workbench().run('Shared Profiles: Show Log');
    await view.workbench().reload();
    await view.signedInAgain();
    const traces = await tracesOf(view.workbench(), copied);
    const { clients } = view.sandbox().descriptor;
    const seeded = [
      ...handedOut.secrets,
      endedToken,
      signature,
      encodeURIComponent(signature),
      ...clients.map(({ clientSecret }) => clientSecret),
    ];
    assert.ok(handedOut.secrets.size > 20, `only ${handedOut.secrets.size} secrets were handed out`);
    const placesOf = (text: string) => new Set(holding(traces, text).map(({ kind }) => kind));
    assert.ok(placesOf(view.sandbox().tenantId('Contoso')).has('file'), 'files are searched');
    assert.ok(placesOf('sharedProfiles.').has('browser'), 'the state of the window is searched');
    assert.ok(placesOf('adele@fabrikam').has('page'), 'what is shown is searched');
    assert.ok(
      traces.some(({ kind, where, text }) => kind === 'file' && where.endsWith('Shared Profiles.log') && text !== ''),
      'so is the log',
    );
    assertNoneOf(seeded, traces);
  });
});
