import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { openBrowser } from '../../support/signInBrowser';
import { redeem, signInRequest, readingScope } from '../../support/signIn';
import { sandboxHere, useSandbox } from '../../support/sandbox';
import { inboundList } from './collect';

const removing = `${readingScope} https://graph.microsoft.com/CrossTenantUserProfileSharing.ReadWrite.All`;

describe('the sign-in pages of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const values = (url: URL | undefined): Readonly<Record<string, string>> => Object.fromEntries(url?.searchParams ?? []);

  it('let a person pick an account and bring the app a code with its state, good once and with the right verifier', async () => {
    const request = signInRequest(sandbox());
    const page = await openBrowser().open(request.url);
    assert.equal(page.title, 'Pick an account');
    const back = await page.press('Adele Fontaine');
    assert.equal(back.status, 302);
    assert.equal(back.location?.origin, 'http://localhost:54321');
    assert.equal(back.location.searchParams.get('state'), 'the state');
    const { status, body } = await redeem(sandbox(), request, back);
    assert.equal(status, 200);
    assert.equal((await sandbox().graph(inboundList, body.access_token)).status, 200);
    const again = await redeem(sandbox(), request, back);
    assert.deepEqual([again.status, again.body.error, again.body.error_codes], [400, 'invalid_grant', [54005]]);
  });

  it('refuse a code with another verifier, another redirect address or another app', async () => {
    const cases = [
      [{ code_verifier: 'x'.repeat(43) }, 501481],
      [{ redirect_uri: 'http://localhost:1/' }, 50011],
      [{ client_id: sandbox().descriptor.publicClients[1]?.clientId ?? '' }, 70000],
    ] as const;
    for (const [more, code] of cases) {
      const request = signInRequest(sandbox());
      const page = await openBrowser().open(request.url);
      const { body } = await redeem(sandbox(), request, await page.press('Bruno Keller'), more);
      assert.deepEqual([body.error, body.error_codes], ['invalid_grant', [code]]);
    }
  });

  it('take a typed user name, and say so when there is no such account', async () => {
    const page = await openBrowser().open(signInRequest(sandbox()).url);
    const wrong = await page.press('Next', 'nobody@<b>fabrikam</b>');
    assert.equal(wrong.title, 'Pick an account');
    assert.match(wrong.html, /role="alert">There is no account nobody@&lt;b&gt;/);
    const back = await wrong.press('Next', ' DALIA@contoso.onmicrosoft.com ');
    assert.ok(back.location?.searchParams.has('code'));
  });

  it('offer everyone in any organization, and in one tenant its people and its guests', async () => {
    const names = async (tenant: string): Promise<readonly string[]> => {
      const page = await openBrowser().open(signInRequest(sandbox(), { tenant }).url);
      return page.forms[0]?.buttons.map(({ value }) => value.split('@')[0] ?? '') ?? [];
    };
    assert.deepEqual(await names('organizations'), ['adele', 'bruno', 'chandra', 'dalia', 'emre', 'farah']);
    assert.deepEqual(await names('contoso.onmicrosoft.com'), ['adele', 'dalia', 'emre', 'farah']);
    assert.deepEqual(await names(sandbox().tenantId('Fabrikam')), ['adele', 'bruno', 'chandra']);
  });

  it('tell the app that the person cancelled', async () => {
    const page = await openBrowser().open(signInRequest(sandbox()).url);
    const { error, error_subcode, error_description = '', state } = values((await page.press('Cancel')).location);
    assert.deepEqual([error, error_subcode, state], ['access_denied', 'cancel', 'the state']);
    assert.match(error_description, /^AADSTS65004: .* Trace ID: [\w-]{36} Correlation ID: [\w-]{36} Timestamp: /);
  });

  it('list what an app asks for and nobody granted; the person accepts, for one self or for everyone, or refuses', async () => {
    const refused = await (await openBrowser().open(signInRequest(sandbox(), { scope: removing }).url)).press('Adele');
    assert.equal(refused.title, 'Permissions requested');
    assert.match(refused.html, /<strong>CrossTenantUserProfileSharing\.ReadWrite\.All<\/strong>.*Needs an administrator/s);
    assert.doesNotMatch(refused.html, /<strong>CrossTenantUserProfileSharing\.Read\.All/);
    assert.deepEqual(values((await refused.press('Refuse')).location)['error'], 'access_denied');

    const request = signInRequest(sandbox(), { scope: removing });
    const page = await (await openBrowser().open(request.url)).press('Adele');
    const { body } = await redeem(sandbox(), request, await page.press('Accept', undefined, true));
    assert.match(String(decodeJwt(body.access_token)['scp']), /ReadWrite\.All/);
    assert.match(body.scope ?? '', /https:\/\/graph\.microsoft\.com\/CrossTenantUserProfileSharing\.ReadWrite\.All/);
    const colleague = await (await openBrowser().open(signInRequest(sandbox(), { scope: removing }).url)).press('Bruno');
    assert.ok(colleague.location?.searchParams.has('code'), 'granted for everyone');
  });

  it('send people without the right to consent to their administrator', async () => {
    const page = await (await openBrowser().open(signInRequest(sandbox(), { scope: removing }).url)).press('Bruno');
    assert.equal(page.title, 'Need admin approval');
    assert.match(page.html, /AADSTS90094/);
    assert.equal(values((await page.press('Back to the app')).location)['error'], 'access_denied');
  });

  it('let another account be used after a refusal', async () => {
    const page = await (await openBrowser().open(signInRequest(sandbox(), { scope: removing }).url)).press('Bruno');
    const picker = await page.press('Use another account');
    assert.equal((await picker.press('Adele')).title, 'Permissions requested');
  });

  it('answer by query, by fragment or by a form, as asked', async () => {
    const ask = async (mode: string) =>
      (await openBrowser().open(signInRequest(sandbox(), { more: { response_mode: mode } }).url)).press('Adele');
    assert.match((await ask('query')).location?.search ?? '', /code=/);
    assert.match((await ask('fragment')).location?.hash ?? '', /^#code=/);
    const page = await ask('form_post');
    assert.equal(page.forms[0]?.action, 'http://localhost:54321/');
    assert.equal(page.forms[0].fields['state'], 'the state');
    assert.ok(page.forms[0].fields['code']);
  });

  it('name the account of login_hint and wait for the person, whatever domain_hint says', async () => {
    const more = { login_hint: 'bruno@fabrikam.onmicrosoft.com', domain_hint: 'contoso.onmicrosoft.com' };
    const page = await openBrowser().open(signInRequest(sandbox(), { more }).url);
    assert.equal(page.title, 'Sign in');
    assert.match(page.html, /Bruno Keller/);
    assert.ok((await page.press('Sign in')).location?.searchParams.has('code'));
  });

  it('go on without a page where the browser is signed in with one account, and only there', async () => {
    const browser = openBrowser();
    await (await browser.open(signInRequest(sandbox()).url)).press('Adele');
    assert.ok((await browser.open(signInRequest(sandbox()).url)).location?.searchParams.has('code'));
    await (await browser.open(signInRequest(sandbox(), { more: { prompt: 'select_account' } }).url)).press('Bruno');
    assert.equal((await browser.open(signInRequest(sandbox()).url)).title, 'Pick an account', 'two accounts: a doubt');
    const more = { login_hint: 'adele@fabrikam.onmicrosoft.com' };
    assert.ok((await browser.open(signInRequest(sandbox(), { more }).url)).location?.searchParams.has('code'));
    assert.equal((await openBrowser().open(signInRequest(sandbox()).url)).title, 'Pick an account', 'another browser');
  });

  it('do not take the browser of one sandbox for that of another', async () => {
    const other = await sandboxHere({ inbound: 1, outbound: 1 });
    try {
      const browser = openBrowser();
      await (await browser.open(signInRequest(sandbox()).url)).press('Adele');
      assert.equal((await browser.open(signInRequest(other).url)).title, 'Pick an account');
      assert.equal(browser.cookies.size, 1);
    } finally {
      await other.stop();
    }
  });

  it('ask again with prompt=login and prompt=consent', async () => {
    const browser = openBrowser();
    await (await browser.open(signInRequest(sandbox()).url)).press('Adele');
    const hint = { login_hint: 'adele@fabrikam.onmicrosoft.com' };
    assert.equal((await browser.open(signInRequest(sandbox(), { more: { prompt: 'login' } }).url)).title, 'Pick an account');
    assert.equal((await browser.open(signInRequest(sandbox(), { more: { prompt: 'login', ...hint } }).url)).title, 'Sign in');
    assert.equal((await browser.open(signInRequest(sandbox(), { more: { prompt: 'consent' } }).url)).title, 'Permissions requested');
  });

  it('show nothing with prompt=none: a code, or why not', async () => {
    const browser = openBrowser();
    const silent = (scope?: string) =>
      browser.open(signInRequest(sandbox(), { more: { prompt: 'none' }, ...(scope === undefined ? {} : { scope }) }).url);
    const none = values((await silent()).location);
    assert.equal(none['error'], 'login_required');
    assert.match(none['error_description'] ?? '', /^AADSTS50058/);
    await (await browser.open(signInRequest(sandbox()).url)).press('Adele');
    assert.ok(values((await silent()).location)['code']);
    assert.equal(values((await silent(removing)).location)['error'], 'consent_required');
  });

  it('sign a browser out', async () => {
    const browser = openBrowser();
    await (await browser.open(signInRequest(sandbox()).url)).press('Adele');
    const logout = `${sandbox().descriptor.loginEndpoint}/organizations/oauth2/v2.0/logout`;
    assert.equal((await browser.open(logout)).title, 'You signed out');
    assert.equal((await browser.open(signInRequest(sandbox()).url)).title, 'Pick an account');
    const back = await browser.open(`${logout}?post_logout_redirect_uri=${encodeURIComponent('http://localhost:54321/bye')}&state=s`);
    assert.equal(back.location?.href, 'http://localhost:54321/bye?state=s');
    assert.equal((await browser.open(`${logout}?post_logout_redirect_uri=https://example.com`)).title, 'You signed out');
  });

  it('tell a request off on a page while its redirect address cannot be trusted, and at that address afterwards', async () => {
    const open = (more: Readonly<Record<string, string | undefined>>, tenant = 'organizations') =>
      openBrowser().open(signInRequest(sandbox(), { tenant, more }).url);
    for (const [more, code, tenant] of [
      [{ redirect_uri: 'https://example.com/' }, 50011, undefined],
      [{ redirect_uri: 'http://localhost.example.com:1/' }, 50011, undefined],
      [{ client_id: '00000000-0000-4000-8000-000000000000' }, 700016, undefined],
      [{ client_id: undefined }, 900144, undefined],
      [{}, 90002, 'nowhere.example'],
      [{ client_id: sandbox().descriptor.publicClients[2]?.clientId }, 50194, undefined],
      [{ client_id: sandbox().descriptor.publicClients[2]?.clientId }, 700016, 'contoso.onmicrosoft.com'],
    ] as const) {
      const page = await open(more, tenant);
      assert.equal(page.location, undefined);
      assert.match(page.html, new RegExp(`AADSTS${code}:`));
    }
    for (const [more, error] of [
      [{ code_challenge: undefined }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ scope: 'https://graph.microsoft.com/Mail.Send' }, 'invalid_scope'],
      [{ scope: 'https://vault.azure.net/.default' }, 'invalid_resource'],
      [{ prompt: 'nonsense' }, 'invalid_request'],
      [{ claims: '{' }, 'invalid_request'],
    ] as const) {
      const told = values((await open(more)).location);
      assert.deepEqual([told['error'], told['state']], [error, 'the state'], JSON.stringify(more));
    }
  });

  it('refuse an account that is not in the tenant', async () => {
    const page = await openBrowser().open(signInRequest(sandbox(), { tenant: 'contoso.onmicrosoft.com' }).url);
    const refused = await page.press('Next', 'bruno@fabrikam.onmicrosoft.com');
    assert.match(refused.html, /AADSTS50020/);
  });

  it('grant permissions for a whole organization at the admin consent address', async () => {
    const { loginEndpoint, publicClients } = sandbox().descriptor;
    const url = new URL(`${loginEndpoint}/fabrikam.onmicrosoft.com/v2.0/adminconsent`);
    url.searchParams.set('client_id', publicClients[0]?.clientId ?? '');
    url.searchParams.set('scope', removing.replaceAll('openid profile offline_access ', ''));
    url.searchParams.set('redirect_uri', 'http://localhost:54321/granted');
    url.searchParams.set('state', 's');
    assert.equal((await (await openBrowser().open(url)).press('Bruno')).title, 'Need admin approval');
    const page = await (await openBrowser().open(url)).press('Adele');
    assert.match(page.html, /granted for everyone in your organization/);
    assert.equal(values((await page.press('Refuse')).location)['error'], 'permission_denied');
    const again = await (await openBrowser().open(url)).press('Adele');
    const told = values((await again.press('Accept')).location);
    assert.deepEqual([told['admin_consent'], told['tenant'], told['state']], ['True', sandbox().tenantId('Fabrikam'), 's']);
    const bruno = await (await openBrowser().open(signInRequest(sandbox(), { scope: removing }).url)).press('Bruno');
    assert.ok(bruno.location?.searchParams.has('code'));
  });

  it('say that they are the sandbox, ask for no password, and are strict about what may run in them', async () => {
    const request = signInRequest(sandbox(), { scope: removing });
    const picker = await openBrowser().open(request.url);
    const consent = await picker.press('Adele');
    const refusal = await (await openBrowser().open(request.url)).press('Bruno');
    const device = await openBrowser().open(`${sandbox().descriptor.loginEndpoint}/device`);
    for (const page of [picker, consent, refusal, device]) {
      assert.match(page.html, /<strong>Sandbox\.<\/strong> This is not a real sign-in: never type a real password here/);
      assert.doesNotMatch(page.html, /type="password"/);
      assert.match(page.html, /<html lang="en">.*<main>.*<h1>/s);
      assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; .*frame-ancestors 'none'/);
      assert.equal(page.headers.get('cache-control'), 'no-store');
    }
  });
});
