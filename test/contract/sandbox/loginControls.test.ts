import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import type { LoginFaultRule } from '../../../src/sandbox/login/loginFault';
import { refusalCodes } from '../../../src/sandbox/login/refusals';
import { askToken, redeem, renew, signIn, signInRequest, type TokenResponse } from '../../support/signIn';
import { openBrowser } from '../../support/signInBrowser';
import { useSandbox } from '../../support/sandbox';
import { inboundList } from './collect';

const cp1 = JSON.stringify({ access_token: { xms_cc: { values: ['cp1'] } } });

describe('the controls of signing in at the sandbox', () => {
  const sandbox = useSandbox({ inbound: 60, outbound: 5, pageSize: 20 });
  const refusedWith = ({ status, body }: TokenResponse): readonly unknown[] => [status, body.error, body.error_codes?.[0]];
  const listed = async (token: string): Promise<number> => (await sandbox().graph(inboundList, token)).status;
  const signedIn = (person = 'Adele') => signIn(sandbox(), openBrowser(), person);
  const fault = (rule: LoginFaultRule): Promise<void> => sandbox().addLoginFaults(rule);
  const rawRenewal = (refreshToken = ''): Promise<Response> => {
    const { loginEndpoint, publicClients } = sandbox().descriptor;
    const form = { grant_type: 'refresh_token', client_id: publicClients[0]?.clientId ?? '', refresh_token: refreshToken };
    return fetch(`${loginEndpoint}/organizations/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });
  };

  describe('bad days of the service', () => {
    it('is throttled, with and without the time to wait', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'throttled', endpoint: 'token', retryAfterSeconds: 7, count: 1 });
      const first = await renew(sandbox(), refresh_token);
      assert.deepEqual([...refusedWith(first), first.headers.get('retry-after')], [429, 'temporarily_unavailable', 90033, '7']);
      await fault({ fault: 'throttledWithoutRetryAfter', count: 1 });
      const second = await renew(sandbox(), refresh_token);
      assert.deepEqual([second.status, second.headers.get('retry-after')], [429, null]);
      assert.equal((await renew(sandbox(), refresh_token)).status, 200);
    });

    it('is down, at the token endpoint and on the pages', async () => {
      await fault({ fault: 'unavailable', retryAfterSeconds: 3 });
      const token = await renew(sandbox(), 'any');
      assert.deepEqual([token.status, token.headers.get('retry-after')], [503, '3']);
      assert.equal((await openBrowser().open(signInRequest(sandbox()).url)).status, 503);
    });

    it('is answered for by something between: a page with any status', async () => {
      for (const status of [200, 502, 503]) {
        await fault({ fault: 'htmlErrorPage', endpoint: 'token', status, count: 1 });
        const response = await rawRenewal();
        assert.deepEqual([response.status, response.headers.get('content-type')], [status, 'text/html; charset=utf-8']);
      }
    });

    it('drops the connection before anything was done, or after', async () => {
      await sandbox().changeSettings({ refreshTokensOnce: true });
      const { refresh_token } = await signedIn();
      await fault({ fault: 'droppedBefore', endpoint: 'token', count: 1 });
      await assert.rejects(rawRenewal(refresh_token));
      await fault({ fault: 'droppedAfter', endpoint: 'token', count: 1 });
      await assert.rejects(rawRenewal(refresh_token));
      assert.deepEqual(refusedWith(await renew(sandbox(), refresh_token)), [400, 'invalid_grant', 70000], 'it had been used');
      const statuses = (await sandbox().signInCalls()).filter(({ grant }) => grant === 'refresh_token').map(({ status }) => status);
      assert.deepEqual(statuses, [0, 0, 400]);
    });

    it('is slow, and can be given up on', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'slow', endpoint: 'token', durationMs: 60_000, count: 1 });
      const { loginEndpoint } = sandbox().descriptor;
      const url = `${loginEndpoint}/organizations/oauth2/v2.0/token`;
      await assert.rejects(fetch(url, { method: 'POST', body: new URLSearchParams({}), signal: AbortSignal.timeout(50) }));
      await fault({ fault: 'slow', endpoint: 'token', durationMs: 20, count: 1 });
      assert.equal((await renew(sandbox(), refresh_token)).status, 200);
    });

    it('cuts its answer short', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'truncatedJson', endpoint: 'token' });
      await assert.rejects((await rawRenewal(refresh_token)).json(), SyntaxError);
    });

    it('strikes the nth of the calls it is for, and no others', async () => {
      const [adele, dalia] = [await signedIn(), await signedIn('Dalia')];
      await fault({ fault: 'unavailable', grant: 'refresh_token', userPrincipalName: 'dalia@contoso.onmicrosoft.com', nth: 2 });
      const statuses: number[] = [];
      for (const { refresh_token } of [dalia, adele, dalia, adele, dalia]) {
        statuses.push((await renew(sandbox(), refresh_token)).status);
      }
      assert.deepEqual(statuses, [200, 200, 503, 200, 200]);
      await fault({ fault: 'unavailable', tenantId: sandbox().tenantId('Contoso'), endpoint: 'configuration' });
      const configuration = (name: string): Promise<Response> =>
        fetch(`${sandbox().descriptor.loginEndpoint}/${name}/v2.0/.well-known/openid-configuration`);
      assert.equal((await configuration('contoso.onmicrosoft.com')).status, 503);
      assert.equal((await configuration('fabrikam.onmicrosoft.com')).status, 200);
    });
  });

  describe('refusals', () => {
    it('come with every number there is, each in the words of the service', async () => {
      const { refresh_token } = await signedIn();
      for (const code of refusalCodes) {
        await fault({ fault: 'refused', code, endpoint: 'token', count: 1 });
        const { status, body } = await renew(sandbox(), refresh_token);
        assert.deepEqual(body.error_codes, [code]);
        assert.ok(body.error_description?.startsWith(`AADSTS${code}: `));
        assert.equal(status, body.error === 'invalid_client' ? 401 : 400);
      }
    });

    it('of conditional access last until somebody signs in again', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'refused', code: 53003, until: 'signIn' });
      const { body } = await renew(sandbox(), refresh_token);
      assert.deepEqual([body.error, body.suberror], ['invalid_grant', 'message_only']);
      assert.match(body.claims ?? '', /capolids/);
      const again = await signedIn();
      assert.equal((await renew(sandbox(), again.refresh_token)).status, 200);
      assert.deepEqual(refusedWith(await renew(sandbox(), refresh_token)), [400, 'invalid_grant', 53003]);
    });

    it('of conditional access last until the claims are brought, and then they are in the token', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'refused', code: 50079, until: 'claims', claims: { acrs: 'c7' } });
      const { body } = await renew(sandbox(), refresh_token);
      assert.deepEqual([body.error, body.suberror], ['interaction_required', 'basic_action']);
      assert.deepEqual(JSON.parse(body.claims ?? ''), { access_token: { acrs: { essential: true, value: 'c7' } } });
      const request = signInRequest(sandbox(), { more: { claims: body.claims } });
      const page = await openBrowser().open(request.url);
      const { body: tokens } = await redeem(sandbox(), request, await page.press('Adele'));
      assert.deepEqual(decodeJwt(tokens.access_token)['xms_answered'], { acrs: 'c7' });
      assert.equal((await renew(sandbox(), tokens.refresh_token)).status, 200, 'the sign-in goes on satisfying it');
    });

    it('on the page are read by the person, then told to the app', async () => {
      await fault({ fault: 'refused', code: 50105, endpoint: 'authorize', userPrincipalName: 'bruno@fabrikam.onmicrosoft.com' });
      const page = await openBrowser().open(signInRequest(sandbox()).url);
      const refused = await page.press('Bruno');
      assert.match(refused.html, /role="alert">AADSTS50105/);
      const back = await refused.press('Back to the app');
      assert.match(back.location?.searchParams.get('error_description') ?? '', /^AADSTS50105/);
      const silent = signInRequest(sandbox(), { more: { prompt: 'none' } });
      assert.equal((await openBrowser().open(silent.url)).location?.searchParams.get('error'), 'login_required');
    });

    it('can be kept for calls that answer a challenge', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'refused', code: 50076, withClaims: true });
      assert.equal((await renew(sandbox(), refresh_token, { more: { claims: cp1 } })).status, 200);
      const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: '1' } } });
      assert.deepEqual(refusedWith(await renew(sandbox(), refresh_token, { more: { claims } })), [400, 'interaction_required', 50076]);
    });
  });

  describe('wrong tokens', () => {
    const renewedWith = async (token: LoginFaultRule['token']): Promise<Readonly<Record<string, unknown>>> => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'wrongToken', count: 1, ...(token === undefined ? {} : { token }) });
      return decodeJwt((await renew(sandbox(), refresh_token)).body.access_token);
    };

    it('are of another tenant, account, object, app or audience', async () => {
      const contoso = sandbox().tenantId('Contoso');
      assert.equal((await renewedWith({ tenantId: contoso }))['tid'], contoso);
      const dalia = await renewedWith({ userPrincipalName: 'dalia@contoso.onmicrosoft.com', tenantId: contoso });
      assert.deepEqual([dalia['upn'], dalia['tid']], ['dalia@contoso.onmicrosoft.com', contoso]);
      assert.equal((await renewedWith({ objectId: 'another' }))['oid'], 'another');
      assert.equal((await renewedWith({ clientId: 'another' }))['appid'], 'another');
      assert.equal((await renewedWith({ audience: 'https://vault.azure.net' }))['aud'], 'https://vault.azure.net');
      assert.equal((await renewedWith({ appOnly: true }))['idtyp'], 'app');
    });

    it('of an app are of another tenant', async () => {
      await fault({ fault: 'wrongToken', grant: 'client_credentials', token: { tenantId: sandbox().tenantId('Contoso') } });
      const claims = decodeJwt(await sandbox().appToken('every', { tenant: 'Fabrikam' }));
      assert.deepEqual([claims['tid'], claims['idtyp']], [sandbox().tenantId('Contoso'), 'app']);
    });

    it('have other permissions than were asked for', async () => {
      assert.equal((await renewedWith({ permissions: ['User.Read'] }))['scp'], 'User.Read');
      assert.equal((await renewedWith({ permissions: [] }))['scp'], '');
    });

    it('of another audience are not let in by Graph', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'wrongToken', token: { audience: 'https://vault.azure.net' } });
      assert.equal(await listed((await renew(sandbox(), refresh_token)).body.access_token), 401);
    });
  });

  describe('lifetimes and clocks', () => {
    it('end access tokens when the test says', async () => {
      await sandbox().changeSettings({ accessTokenSeconds: 120 });
      const { access_token, expires_in } = await signedIn();
      assert.equal(expires_in, 120);
      await sandbox().advanceClock(119_000);
      assert.equal(await listed(access_token), 200);
      await sandbox().advanceClock(2000);
      assert.equal(await listed(access_token), 401);
    });

    it('end refresh tokens when the test says', async () => {
      await sandbox().changeSettings({ refreshTokenSeconds: 60 });
      const { refresh_token } = await signedIn();
      await sandbox().advanceClock(61_000);
      const response = await renew(sandbox(), refresh_token);
      assert.deepEqual(refusedWith(response), [400, 'invalid_grant', 700082]);
    });

    it('show when the clock of the service is another than ours', async () => {
      await sandbox().advanceClock(3_600_000);
      const { access_token } = await signedIn();
      const ahead = (decodeJwt(access_token).iat ?? 0) - Date.now() / 1000;
      assert.ok(ahead > 3500 && ahead < 3700);
      const { headers } = await renew(sandbox(), 'any');
      assert.ok(Date.parse(headers.get('date') ?? '') - Date.now() > 3_500_000);
    });
  });

  describe('accounts', () => {
    for (const [what, change, code] of [
      ['disabled', { enabled: false }, 50057],
      ['locked', { locked: true }, 50053],
      ['whose password is expired', { passwordExpired: true }, 50055],
      ['that is no longer assigned to the app', { assigned: false }, 50105],
    ] as const) {
      it(`refuse everything to an account ${what}, and only to that`, async () => {
        const [adele, bruno] = [await signedIn(), await signedIn('Bruno')];
        await sandbox().changeAccount('adele', change);
        assert.deepEqual(refusedWith(await renew(sandbox(), adele.refresh_token)), [400, 'invalid_grant', code]);
        const page = await (await openBrowser().open(signInRequest(sandbox()).url)).press('Adele');
        assert.match(page.html, new RegExp(`AADSTS${code}`));
        assert.equal((await renew(sandbox(), bruno.refresh_token)).status, 200);
      });
    }

    for (const [what, change, code] of [
      ['the password was changed', { changePassword: true }, 50173],
      ['its sessions were revoked', { revokeSessions: true }, 50173],
      ['its refresh tokens have expired', { expireRefreshTokens: true }, 700082],
    ] as const) {
      it(`let an account sign in again after ${what}`, async () => {
        const before = await signedIn();
        await sandbox().changeAccount('adele', change);
        assert.deepEqual(refusedWith(await renew(sandbox(), before.refresh_token)), [400, 'invalid_grant', code]);
        const after = await signedIn();
        assert.equal((await renew(sandbox(), after.refresh_token)).status, 200);
      });
    }

    it('let consent be withdrawn and granted again', async () => {
      const { refresh_token } = await signedIn();
      await sandbox().changeConsents({ withdrawAll: true });
      const { body } = await renew(sandbox(), refresh_token);
      assert.deepEqual([body.error, body.error_codes, body.suberror], ['invalid_grant', [65001], 'consent_required']);
      await sandbox().changeConsents({ grantToEveryone: ['CrossTenantUserProfileSharing.Read.All'] });
      assert.equal((await renew(sandbox(), refresh_token)).status, 200);
    });
  });

  describe('continuous access evaluation', () => {
    const tokenOf = async (claims?: string): Promise<string> => {
      const { refresh_token } = await signedIn();
      return (await renew(sandbox(), refresh_token, claims === undefined ? {} : { more: { claims } })).body.access_token;
    };

    it('challenges who declared cp1 at once when the account is disabled; others keep their token', async () => {
      const [capable, other] = [await tokenOf(cp1), await tokenOf()];
      await sandbox().changeAccount('adele', { enabled: false });
      const response = await sandbox().graph(inboundList, capable);
      const header = response.headers.get('www-authenticate') ?? '';
      assert.equal(response.status, 401);
      assert.match(header, /error="insufficient_claims"/);
      const claims = Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString('utf8');
      assert.match(claims, /"access_token":\{"nbf"/);
      assert.equal(await listed(other), 200);
    });

    it('lets a new sign-in on after sessions were revoked', async () => {
      const before = await tokenOf(cp1);
      await sandbox().changeAccount('adele', { revokeSessions: true });
      assert.equal(await listed(before), 401);
      assert.equal(await listed(await tokenOf(cp1)), 200);
    });

    it('challenges in the middle of a list, and the list goes on with a token that brings the claims', async () => {
      const { refresh_token } = await signedIn();
      const token = (await renew(sandbox(), refresh_token, { more: { claims: cp1 } })).body.access_token;
      await sandbox().addFaults({ fault: 'claimsChallenge', operations: ['listInboundSharedUserProfiles'], nth: 2, onlyCapable: true });
      const first = (await (await sandbox().graph(inboundList, token)).json()) as Readonly<Record<string, string>>;
      const next = new URL(first['@odata.nextLink'] ?? '');
      const refused = await sandbox().graph(`${next.pathname}${next.search}`, token);
      assert.equal(refused.status, 401);
      const claims = /claims="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '';
      const more = { claims: Buffer.from(claims, 'base64').toString('utf8') };
      const renewed = (await renew(sandbox(), refresh_token, { more })).body.access_token;
      assert.equal((await sandbox().graph(`${next.pathname}${next.search}`, renewed)).status, 200);
    });
  });

  describe('the ledger', () => {
    it('counts signing in apart from Graph, and keeps no secret', async () => {
      const { access_token, refresh_token = '' } = await signedIn();
      await sandbox().graph(inboundList, access_token);
      await renew(sandbox(), refresh_token);
      await renew(sandbox(), 'nonsense');
      const { requests, signIn: counted } = await sandbox().ledger();
      assert.equal(requests.total, 1);
      assert.deepEqual(counted.byEndpoint['token'], {
        total: 3,
        statuses: { 200: 2, 400: 1 },
        grants: { authorization_code: 1, refresh_token: 2 },
        codes: { 70000: 1 },
      });
      assert.deepEqual([counted.byEndpoint['authorize']?.total, counted.byEndpoint['visit']?.total], [1, 1]);
      const calls = await sandbox().signInCalls();
      assert.equal(calls.length, counted.total);
      assert.ok(calls.some(({ userPrincipalName, grant }) => grant === 'authorization_code' && userPrincipalName?.startsWith('adele@')));
      const text = JSON.stringify(calls);
      assert.ok(!text.includes(access_token) && !text.includes(refresh_token) && !text.includes('nonsense'));
    });

    it('begins anew with everything else when the sandbox is reset', async () => {
      const { refresh_token } = await signedIn();
      await fault({ fault: 'unavailable' });
      await sandbox().changeAccount('bruno', { enabled: false });
      await sandbox().reset();
      assert.equal((await sandbox().ledger()).signIn.total, 0);
      assert.deepEqual(refusedWith(await renew(sandbox(), refresh_token)), [400, 'invalid_grant', 70000]);
      assert.ok((await signedIn('Bruno')).access_token);
    });
  });

  describe('their doors', () => {
    const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
      fetch(`${sandbox().descriptor.descriptor}/login/${path}`, { method: 'POST', body: JSON.stringify(body), headers });

    for (const [path, body] of [
      ['faults', { fault: 'nonsense' }],
      ['faults', { fault: 'refused' }],
      ['faults', { fault: 'refused', code: 1 }],
      ['faults', { fault: 'wrongToken', token: { tid: 'x' } }],
      ['faults', null],
      ['accounts', { userPrincipalName: 'nobody@nowhere' }],
      ['accounts', { userPrincipalName: 'adele@fabrikam.onmicrosoft.com', enabled: 'no' }],
      ['consents', { tenantId: 'nowhere' }],
      ['consents', { tenantId: 'fabrikam.onmicrosoft.com', withdraw: ['Mail.Send'] }],
      ['certificates', { clientId: 'x', certificate: 'not a certificate' }],
      ['settings', { accessTokenSeconds: -1 }],
    ] as const) {
      it(`refuse ${JSON.stringify(body)} at ${path}`, async () => {
        assert.equal((await post(path, body)).status, 400);
      });
    }

    it('are closed to pages of other sites', async () => {
      const response = await post('faults', { fault: 'unavailable' }, { origin: 'https://example.com' });
      assert.equal(response.status, 403);
    });

    it('are told by the descriptor', async () => {
      const { signIn: told } = sandbox().descriptor;
      assert.ok(told.controls.length > 0);
      for (const { method, path } of told.controls) {
        const answer = await fetch(`${sandbox().graphEndpoint}${path}`, { method, ...(method === 'POST' ? { body: '{"x":1}' } : {}) });
        assert.notEqual(answer.status, 404, path);
      }
      assert.equal((await askToken(sandbox(), 'organizations', {})).body.error_codes?.[0], 900144);
    });
  });
});
