import assert from 'node:assert/strict';
import {
  AuthError,
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-node';
import type { AuthenticationResult, Configuration } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { selfSigned } from '../../support/certificate';
import { authOptions } from '../../support/msalSandbox';
import { openBrowser, type SignInBrowser } from '../../support/signInBrowser';
import { useSandbox } from '../../support/sandbox';
import { inboundList } from './collect';

const everything = 'https://graph.microsoft.com/.default';
const reading = 'https://graph.microsoft.com/CrossTenantUserProfileSharing.Read.All';
const removing = 'https://graph.microsoft.com/CrossTenantUserProfileSharing.ReadWrite.All';
const redirectUri = 'http://localhost:54321';

interface SigningIn {
  readonly scopes?: string[];
  readonly browser?: SignInBrowser;
  readonly claims?: string;
}

describe('MSAL, unchanged, against the sign-in service of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });

  const personClient = (tenant: string, more: Partial<Configuration['auth']> = {}): PublicClientApplication => {
    const { loginEndpoint, publicClients } = sandbox().descriptor;
    const clientId = publicClients[0]?.clientId ?? '';
    return new PublicClientApplication({ auth: { ...authOptions({ loginEndpoint, tenant, clientId }), ...more } });
  };

  const signIn = async (client: PublicClientApplication, person: string, signingIn: SigningIn = {}): Promise<AuthenticationResult> => {
    const { scopes = [reading], browser = openBrowser(), claims } = signingIn;
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const asked = { scopes, redirectUri, ...(claims === undefined ? {} : { claims }) };
    const url = await client.getAuthCodeUrl({ ...asked, codeChallenge: challenge, codeChallengeMethod: 'S256', prompt: 'select_account' });
    const chosen = await (await browser.open(url)).press(person);
    const back = chosen.title === 'Permissions requested' ? await chosen.press('Accept') : chosen;
    const code = back.location?.searchParams.get('code') ?? '';
    return client.acquireTokenByCode({ ...asked, code, codeVerifier: verifier });
  };

  const appClient = (credential: Partial<Configuration['auth']>): ConfidentialClientApplication => {
    const { loginEndpoint, clients } = sandbox().descriptor;
    const { clientId = '', tenantId: tenant = '' } = clients[0] ?? {};
    return new ConfidentialClientApplication({ auth: { ...authOptions({ loginEndpoint, tenant, clientId }), ...credential } });
  };

  const listed = async (token: string | undefined): Promise<number> => (await sandbox().graph(inboundList, token)).status;

  it('signs an app in by its secret, and Graph takes the token', async () => {
    const app = appClient({ clientSecret: sandbox().descriptor.clients[0]?.clientSecret ?? '' });
    const result = await app.acquireTokenByClientCredential({ scopes: [everything] });
    assert.equal(await listed(result?.accessToken), 200);
  });

  it('signs an app in by a certificate, and refuses one it does not know', async () => {
    const { certificate, privateKey, sha256 } = selfSigned('sandbox app');
    const app = appClient({ clientCertificate: { thumbprintSha256: sha256, privateKey } });
    await assert.rejects(app.acquireTokenByClientCredential({ scopes: [everything] }), /700027/);
    await sandbox().addCertificate(sandbox().descriptor.clients[0]?.clientId ?? '', certificate);
    const result = await app.acquireTokenByClientCredential({ scopes: [everything] });
    assert.equal(await listed(result?.accessToken), 200);
  });

  it('signs a person in by browser and code, and knows the account', async () => {
    const result = await signIn(personClient('organizations'), 'Adele');
    assert.equal(await listed(result.accessToken), 200);
    const adele = sandbox().descriptor.users.find(({ userPrincipalName }) => userPrincipalName.startsWith('adele@'));
    assert.ok(adele && result.account);
    assert.equal(result.account.homeAccountId, `${adele.objectId}.${adele.tenantId}`);
    assert.equal(result.account.username, adele.userPrincipalName);
    assert.equal(result.tenantId, adele.tenantId);
    assert.ok(result.scopes.includes(reading));
  });

  it('signs a person in interactively over its own loopback server, and hears when the person refuses or cancels', async () => {
    const outcome = async (...buttons: readonly string[]): Promise<string | undefined> => {
      let shown: Promise<unknown> = Promise.resolve();
      const walk = async (url: string): Promise<void> => {
        let page = await openBrowser().open(url);
        for (const button of [...buttons, 'Continue']) {
          page = await page.press(button);
        }
      };
      const result = await personClient('organizations')
        .acquireTokenInteractive({
          scopes: [removing],
          prompt: 'select_account',
          openBrowser: async (url) => {
            shown = walk(url);
          },
        })
        .then(({ account }) => account?.username)
        .catch((error: unknown) => (error instanceof AuthError ? error.errorCode : undefined));
      await shown;
      return result;
    };
    assert.equal(await outcome('Adele', 'Accept'), 'adele@fabrikam.onmicrosoft.com');
    assert.equal(await outcome('Dalia', 'Refuse'), 'access_denied');
    assert.equal(await outcome('Cancel'), 'access_denied');
  });

  it('signs a person in with a device code', async () => {
    let shown: Promise<unknown> = Promise.resolve();
    const result = await personClient('organizations').acquireTokenByDeviceCode({
      scopes: [reading],
      deviceCodeCallback: ({ verificationUri, userCode }) => {
        shown = openBrowser()
          .open(verificationUri)
          .then((page) => page.press('Next', userCode.toLowerCase()))
          .then((page) => page.press('Bruno'));
      },
    });
    await shown;
    assert.equal(result?.account?.username, 'bruno@fabrikam.onmicrosoft.com');
    assert.equal(await listed(result.accessToken), 200);
  });

  it('renews in silence, again and again', async () => {
    const client = personClient('organizations');
    const { account, accessToken } = await signIn(client, 'Adele');
    assert.ok(account);
    const first = await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    const second = await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    assert.equal(new Set([accessToken, first.accessToken, second.accessToken]).size, 3);
    assert.equal(await listed(second.accessToken), 200);
    const { signIn: counted } = await sandbox().ledger();
    assert.deepEqual(counted.byEndpoint['token']?.grants, { authorization_code: 1, refresh_token: 2 });
  });

  it('renews where every refresh token is good once only', async () => {
    await sandbox().changeSettings({ refreshTokensOnce: true });
    const client = personClient('organizations');
    const { account } = await signIn(client, 'Adele');
    assert.ok(account);
    for (let round = 0; round < 3; round += 1) {
      await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    }
    assert.equal((await sandbox().ledger()).signIn.byEndpoint['token']?.statuses['200'], 4);
  });

  it('takes one account to another tenant, where the person is a guest', async () => {
    const { account } = await signIn(personClient(sandbox().tenantId('Fabrikam')), 'Adele');
    const contoso = sandbox().tenantId('Contoso');
    const result = await signIn(personClient(contoso), 'Adele');
    assert.equal(result.account?.homeAccountId, account?.homeAccountId);
    assert.equal(result.tenantId, contoso);
    assert.notEqual(result.account?.localAccountId, account?.localAccountId);
    const claims = decodeJwt(result.accessToken);
    assert.equal(claims['tid'], contoso);
    assert.equal(claims['idp'], `https://sts.windows.net/${sandbox().tenantId('Fabrikam')}/`);
  });

  it('gets a token of the other tenant in silence when it is asked for with that tenant in account and authority', async () => {
    const [fabrikam, contoso] = [sandbox().tenantId('Fabrikam'), sandbox().tenantId('Contoso')];
    const client = personClient(fabrikam);
    const { account } = await signIn(client, 'Adele');
    assert.ok(account);
    const authority = `https://login.sandbox.invalid/${contoso}`;
    const wrong = await client.acquireTokenSilent({ account, authority, scopes: [reading] });
    assert.equal(decodeJwt(wrong.accessToken)['tid'], fabrikam, 'as is known of it: the home token from the cache');
    const right = await client.acquireTokenSilent({ account: { ...account, tenantId: contoso }, authority, scopes: [reading] });
    assert.equal(decodeJwt(right.accessToken)['tid'], contoso);
  });

  it('asks for consent when it steps up, and is told when it is missing', async () => {
    const client = personClient('organizations');
    const { account } = await signIn(client, 'Adele');
    assert.ok(account);
    await assert.rejects(client.acquireTokenSilent({ account, scopes: [removing] }), (error: unknown) => {
      assert.ok(error instanceof InteractionRequiredAuthError);
      assert.equal(error.subError, 'consent_required');
      return true;
    });
    const { accessToken } = await signIn(client, 'Adele', { scopes: [removing] });
    assert.match(String(decodeJwt(accessToken)['scp']), /ReadWrite\.All/);
  });

  it('answers a challenge of Graph with a new token that brings the claims', async () => {
    const client = personClient('organizations', { clientCapabilities: ['CP1'] });
    const { account, accessToken } = await signIn(client, 'Adele');
    assert.ok(account);
    assert.deepEqual(decodeJwt(accessToken)['xms_cc'], ['CP1']);
    await sandbox().addFaults({ fault: 'claimsChallenge', onlyCapable: true });
    const refused = await sandbox().graph(inboundList, accessToken);
    assert.equal(refused.status, 401);
    const claims = /claims="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '';
    const decoded = Buffer.from(claims, 'base64').toString('utf8');
    const renewed = await client.acquireTokenSilent({ account, scopes: [reading], claims: decoded });
    assert.equal(await listed(renewed.accessToken), 200);
  });

  it('is asked to sign in again by a conditional access rule, with the claims it has to bring', async () => {
    const client = personClient('organizations');
    const { account } = await signIn(client, 'Adele');
    assert.ok(account);
    await sandbox().addLoginFaults({ fault: 'refused', code: 50076, endpoint: 'token', until: 'claims' });
    let claims = '';
    await assert.rejects(client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true }), (error: unknown) => {
      assert.ok(error instanceof InteractionRequiredAuthError);
      claims = error.claims;
      return true;
    });
    assert.deepEqual(JSON.parse(claims), { access_token: { acrs: { essential: true, value: 'c1' } } });
    await signIn(client, 'Adele', { claims });
    const renewed = await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    assert.equal(await listed(renewed.accessToken), 200);
  });

  it('accepts, and hands out, tokens of another tenant or account than was asked for: only reading them helps', async () => {
    const [fabrikam, contoso] = [sandbox().tenantId('Fabrikam'), sandbox().tenantId('Contoso')];
    const client = personClient(fabrikam);
    const { account } = await signIn(client, 'Adele');
    assert.ok(account);
    await sandbox().addLoginFaults({ fault: 'wrongToken', token: { tenantId: contoso }, count: 1 });
    const foreign = await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    assert.equal(decodeJwt(foreign.accessToken)['tid'], contoso);
    await sandbox().addLoginFaults({ fault: 'wrongToken', token: { userPrincipalName: 'bruno@fabrikam.onmicrosoft.com' }, count: 1 });
    const other = await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    assert.equal(decodeJwt(other.accessToken)['upn'], 'bruno@fabrikam.onmicrosoft.com');
    await sandbox().addLoginFaults({ fault: 'wrongToken', token: { permissions: ['User.Read'] }, count: 1 });
    const fewer = await client.acquireTokenSilent({ account, scopes: [reading], forceRefresh: true });
    assert.ok(!fewer.scopes.includes(reading));
  });
});
