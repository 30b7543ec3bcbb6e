import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { selfSigned, type TestCertificate } from '../../support/certificate';
import { askToken, readingScope, renew, signIn, type TokenResponse } from '../../support/signIn';
import { openBrowser } from '../../support/signInBrowser';
import { useSandbox } from '../../support/sandbox';
import { inboundList } from './collect';

const everything = 'https://graph.microsoft.com/.default';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

describe('the token endpoint of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });
  const refusedWith = ({ status, body }: TokenResponse): readonly unknown[] => [status, body.error, body.error_codes?.[0]];
  const publicClient = (): string => sandbox().descriptor.publicClients[0]?.clientId ?? '';
  const app = () => sandbox().descriptor.clients[0] ?? { clientId: '', clientSecret: '', tenantId: '' };

  it('gives id tokens that verify with the published keys and say who, where and to whom', async () => {
    const { loginEndpoint } = sandbox().descriptor;
    const { id_token = '', client_info = '' } = await signIn(sandbox(), openBrowser(), 'Adele', { tenant: 'contoso.onmicrosoft.com' });
    const [fabrikam, contoso] = [sandbox().tenantId('Fabrikam'), sandbox().tenantId('Contoso')];
    const keys = createRemoteJWKSet(new URL(`${loginEndpoint}/${contoso}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(id_token, keys, { issuer: `${loginEndpoint}/${contoso}/v2.0`, audience: publicClient() });
    assert.deepEqual([payload['tid'], payload['nonce'], payload['ver']], [contoso, 'the nonce', '2.0']);
    assert.equal(payload['preferred_username'], 'adele@fabrikam.onmicrosoft.com');
    const home = sandbox().descriptor.users.find(
      ({ tenantId, userPrincipalName }) => tenantId === fabrikam && userPrincipalName.startsWith('adele'),
    );
    assert.deepEqual(JSON.parse(Buffer.from(client_info, 'base64url').toString('utf8')), { uid: home?.objectId, utid: fabrikam });
    assert.notEqual(payload['oid'], home?.objectId, 'a guest has another object id');
  });

  it('renews for the same and for another tenant of the person, but not where the person is unknown', async () => {
    const browser = openBrowser();
    const adele = await signIn(sandbox(), browser, 'Adele');
    const same = await renew(sandbox(), adele.refresh_token);
    assert.notEqual(same.body.refresh_token, adele.refresh_token);
    assert.equal(decodeJwt(same.body.access_token)['tid'], sandbox().tenantId('Fabrikam'));
    const other = await renew(sandbox(), same.body.refresh_token, { tenant: 'contoso.onmicrosoft.com' });
    assert.equal(decodeJwt(other.body.access_token)['tid'], sandbox().tenantId('Contoso'));
    assert.equal((await renew(sandbox(), adele.refresh_token)).status, 200, 'the first lives on, as at the real service');
    const bruno = await signIn(sandbox(), browser, 'Bruno');
    const refused = await renew(sandbox(), bruno.refresh_token, { tenant: 'contoso.onmicrosoft.com' });
    assert.deepEqual(refusedWith(refused), [400, 'invalid_grant', 50020]);
  });

  it('gives no refresh token and no id token to who did not ask', async () => {
    const body = await signIn(sandbox(), openBrowser(), 'Adele', { scope: 'https://graph.microsoft.com/.default' });
    assert.deepEqual([body.refresh_token, body.id_token], [undefined, undefined]);
    assert.ok(body.access_token);
  });

  it('makes a refresh token void once it was used, when told to', async () => {
    await sandbox().changeSettings({ refreshTokensOnce: true });
    const { refresh_token } = await signIn(sandbox(), openBrowser(), 'Adele');
    assert.equal((await renew(sandbox(), refresh_token)).status, 200);
    assert.deepEqual(refusedWith(await renew(sandbox(), refresh_token)), [400, 'invalid_grant', 70000]);
  });

  it('says in its refusals what the real service says', async () => {
    const id = randomUUID();
    const response = await askToken(sandbox(), 'organizations', { grant_type: 'nonsense' }, { 'client-request-id': id });
    const { body } = response;
    assert.deepEqual(refusedWith(response), [400, 'unsupported_grant_type', 70003]);
    assert.equal(body.correlation_id, id);
    assert.match(body.trace_id ?? '', /^[\w-]{36}$/);
    assert.match(body.timestamp ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    const ids = `Trace ID: ${body.trace_id} Correlation ID: ${id} Timestamp: ${body.timestamp}`;
    assert.ok(body.error_description?.startsWith('AADSTS70003: ') && body.error_description.endsWith(ids));
  });

  for (const [what, form, code, tenant] of [
    ['no grant type', {}, 900144, undefined],
    ['no client', { grant_type: 'refresh_token' }, 900144, undefined],
    ['an app nobody knows', { grant_type: 'refresh_token', client_id: randomUUID() }, 700016, undefined],
    ['a tenant nobody knows', { grant_type: 'client_credentials', client_id: 'x' }, 90002, 'nowhere.example'],
    [
      'an app in no tenant at all',
      { grant_type: 'client_credentials', client_id: 'app', client_secret: 'app', scope: everything },
      50059,
      'common',
    ],
    ['a refresh token nobody knows', { grant_type: 'refresh_token', client_id: 'public', refresh_token: 'x' }, 70000, undefined],
    [
      'a scope nobody knows',
      { grant_type: 'client_credentials', client_id: 'app', client_secret: 'app', scope: 'Mail.Send' },
      1002012,
      undefined,
    ],
    [
      'a wrong secret',
      { grant_type: 'client_credentials', client_id: 'app', client_secret: 'wrong', scope: everything },
      7000215,
      undefined,
    ],
    ['no secret', { grant_type: 'client_credentials', client_id: 'app', scope: everything }, 7000218, undefined],
    [
      'a public client that acts for itself',
      { grant_type: 'client_credentials', client_id: 'public', scope: everything },
      7000218,
      undefined,
    ],
    ['a public client with a secret', { grant_type: 'refresh_token', client_id: 'public', client_secret: 'x' }, 700025, undefined],
    [
      'a wrong password',
      { grant_type: 'password', client_id: 'public', username: 'adele@fabrikam.onmicrosoft.com', password: 'x' },
      50126,
      undefined,
    ],
    ['claims that are not JSON', { grant_type: 'refresh_token', client_id: 'public', claims: '{' }, 900144, undefined],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const names: Readonly<Record<string, string>> = { public: publicClient(), app: app().clientId };
      const asked: Record<string, string> = { ...form };
      asked['client_id'] = names[asked['client_id'] ?? ''] ?? asked['client_id'] ?? '';
      asked['client_secret'] = asked['client_secret'] === 'app' ? app().clientSecret : (asked['client_secret'] ?? '');
      const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
      const { status, body } = await askToken(sandbox(), tenant ?? app().tenantId, given);
      assert.deepEqual(body.error_codes, [code]);
      assert.equal(status, body.error === 'invalid_client' ? 401 : 400);
    });
  }

  describe('with a device code', () => {
    const begin = async (): Promise<Readonly<Record<string, string>>> => {
      const body = new URLSearchParams({ client_id: publicClient(), scope: readingScope });
      const url = `${sandbox().descriptor.loginEndpoint}/organizations/oauth2/v2.0/devicecode`;
      return (await (await fetch(url, { method: 'POST', body })).json()) as Readonly<Record<string, string>>;
    };
    const poll = (code: string | undefined): Promise<TokenResponse> =>
      askToken(sandbox(), 'organizations', { grant_type: deviceGrant, client_id: publicClient(), device_code: code ?? '' });

    it('waits for the person, then gives tokens, once', async () => {
      const { device_code, user_code = '', verification_uri = '', message = '' } = await begin();
      assert.ok(message.includes(verification_uri) && message.includes(user_code));
      assert.deepEqual(refusedWith(await poll(device_code)), [400, 'authorization_pending', 70016]);
      const page = await (await openBrowser().open(verification_uri)).press('Next', `${user_code.slice(0, 4)}-${user_code.slice(4)}`);
      assert.equal((await page.press('Emre')).title, 'You are signed in');
      const { body } = await poll(device_code);
      assert.equal(decodeJwt(body.access_token)['upn'], 'emre@contoso.onmicrosoft.com');
      assert.deepEqual(refusedWith(await poll(device_code)), [400, 'expired_token', 70020]);
    });

    it('says that the person declined', async () => {
      const { device_code, user_code, verification_uri = '' } = await begin();
      const page = await (await openBrowser().open(verification_uri)).press('Next', user_code);
      assert.equal((await page.press('Cancel')).title, 'You declined');
      assert.deepEqual(refusedWith(await poll(device_code)), [400, 'authorization_declined', 70018]);
    });

    it('ends when its time is over, on the page too', async () => {
      await sandbox().changeSettings({ deviceCodeSeconds: 60 });
      const { device_code, user_code, verification_uri = '' } = await begin();
      await sandbox().advanceClock(61_000);
      assert.deepEqual(refusedWith(await poll(device_code)), [400, 'expired_token', 70020]);
      const page = await (await openBrowser().open(verification_uri)).press('Next', user_code);
      assert.match(page.html, /That code did not work/);
    });
  });

  describe('with a certificate', () => {
    let known: TestCertificate;
    before(() => {
      known = selfSigned('sandbox app');
    });

    const assertion = (
      by: TestCertificate,
      claims: Readonly<Record<string, unknown>> = {},
      header = 'x5t#S256',
      alg = 'PS256',
    ): Promise<string> => {
      const now = Math.floor(Date.now() / 1000);
      const { clientId, tenantId } = app();
      const audience = `${sandbox().descriptor.loginEndpoint}/${tenantId}/oauth2/v2.0/token`;
      const named = Buffer.from(header === 'x5t' ? by.sha1 : by.sha256, 'hex').toString('base64url');
      return new SignJWT({ aud: audience, iss: clientId, sub: clientId, jti: randomUUID(), nbf: now, exp: now + 600, ...claims })
        .setProtectedHeader({ alg, typ: 'JWT', [header]: named })
        .sign(createPrivateKey(by.privateKey));
    };
    const ask = (client_assertion: string): Promise<TokenResponse> =>
      askToken(sandbox(), app().tenantId, {
        grant_type: 'client_credentials',
        client_id: app().clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
        scope: everything,
      });

    it('takes PS256 and RS256, named by SHA-256 or SHA-1', async () => {
      await sandbox().addCertificate(app().clientId, known.certificate);
      for (const [header, alg] of [
        ['x5t#S256', 'PS256'],
        ['x5t#S256', 'RS256'],
        ['x5t', 'RS256'],
      ] as const) {
        const { status, body } = await ask(await assertion(known, {}, header, alg));
        assert.equal(status, 200, `${header} ${alg}`);
        assert.equal((await sandbox().graph(inboundList, body.access_token)).status, 200);
      }
    });

    it('refuses another certificate under the known name, an unknown one, and what is meant for another place, app or time', async () => {
      await sandbox().addCertificate(app().clientId, known.certificate);
      const stranger = selfSigned('stranger');
      const now = Math.floor(Date.now() / 1000);
      for (const [what, given, code] of [
        ['forged', await assertion({ ...stranger, sha256: known.sha256 }), 700027],
        ['unknown', await assertion(stranger), 700027],
        ['another place', await assertion(known, { aud: 'https://login.example/token' }), 700027],
        ['another app', await assertion(known, { iss: randomUUID() }), 700027],
        ['too old', await assertion(known, { nbf: now - 2000, exp: now - 1000 }), 700024],
        ['not a token', 'nonsense', 700027],
      ] as const) {
        assert.deepEqual(refusedWith(await ask(given)), [401, 'invalid_client', code], what);
      }
    });

    it('refuses a certificate whose time is over', async () => {
      const old = selfSigned('old', 0);
      await sandbox().addCertificate(app().clientId, old.certificate);
      assert.deepEqual(refusedWith(await ask(await assertion(old))), [401, 'invalid_client', 700027]);
    });
  });

  describe('beside it', () => {
    const get = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
      (await (await fetch(`${sandbox().descriptor.loginEndpoint}${path}`)).json()) as Readonly<Record<string, unknown>>;

    it('the configuration is there for tenants by id and by domain, and for any organization', async () => {
      const { loginEndpoint } = sandbox().descriptor;
      const tenantId = sandbox().tenantId('Contoso');
      for (const [name, base] of [
        [tenantId, tenantId],
        ['contoso.onmicrosoft.com', tenantId],
        ['organizations', 'organizations'],
        ['common', 'common'],
      ] as const) {
        const found = await get(`/${name}/v2.0/.well-known/openid-configuration`);
        assert.equal(found['issuer'], `${loginEndpoint}/${base === tenantId ? tenantId : '{tenantid}'}/v2.0`);
        assert.equal(found['token_endpoint'], `${loginEndpoint}/${base}/oauth2/v2.0/token`);
        assert.equal(found['device_authorization_endpoint'], `${loginEndpoint}/${base}/oauth2/v2.0/devicecode`);
      }
      assert.deepEqual((await get('/nowhere.example/v2.0/.well-known/openid-configuration'))['error'], 'invalid_tenant');
    });

    it('the discovery of instances names the one there is', async () => {
      const { loginEndpoint } = sandbox().descriptor;
      const asked = encodeURIComponent(`${loginEndpoint}/common/oauth2/v2.0/authorize`);
      const found = await get(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`);
      const { host } = new URL(loginEndpoint);
      assert.deepEqual(found['metadata'], [{ preferred_network: host, preferred_cache: host, aliases: [host] }]);
      assert.equal(found['tenant_discovery_endpoint'], `${loginEndpoint}/common/v2.0/.well-known/openid-configuration`);
    });

    it('the keys roll over: the old one goes on verifying, or does not', async () => {
      const kids = async (): Promise<readonly string[]> =>
        ((await get('/common/discovery/v2.0/keys'))['keys'] as readonly { readonly kid: string }[]).map(({ kid }) => kid);
      const before = await sandbox().appToken();
      await sandbox().rollKeysOver(true);
      const between = await sandbox().appToken();
      assert.equal((await kids()).length, 2);
      assert.equal((await sandbox().graph(inboundList, before)).status, 200);
      await sandbox().rollKeysOver(false);
      assert.equal((await kids()).length, 1);
      for (const token of [before, between]) {
        assert.equal((await sandbox().graph(inboundList, token)).status, 401);
      }
      assert.equal((await sandbox().graph(inboundList, await sandbox().appToken())).status, 200);
    });
  });
});
