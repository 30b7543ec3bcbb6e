import assert from 'node:assert/strict';
import { clouds, cloudNames } from '../../../src/graph/clouds';
import { authorityOf } from '../../../src/signin/authority';
import type { Network } from '../../../src/signin/network';
import { personClient } from '../../../src/signin/msal';
import { adminConsentUrl, readingPermissions, scopesOf } from '../../../src/signin/scopes';

const tenantId = '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b1001';
const clientId = '0b7e7e4c-3a52-4f0e-9c11-7f6d2a4b2001';

describe('signing in to a cloud', () => {
  for (const cloud of cloudNames) {
    it(`sends the person to the tenant's own page in ${cloud}, for the Graph of that cloud, and asks nobody else`, async () => {
      const asked: string[] = [];
      const refuse = (url: string): Promise<never> => {
        asked.push(new URL(url).host);
        return Promise.reject(new Error('no network here'));
      };
      const network: Network = { last: undefined, sendGetRequestAsync: refuse, sendPostRequestAsync: refuse };
      const environment = { kind: 'cloud', cloud } as const;
      const client = personClient({ authority: authorityOf(environment, tenantId), clientId, network, log: () => undefined });
      const scopes = scopesOf(environment, readingPermissions(environment));
      const { url } = await client.visit({ scopes, loginHint: 'adele@fabrikam.example' }, 'http://localhost:1', 'state');
      const { origin, pathname, searchParams } = new URL(url);
      assert.equal(origin, new URL(clouds[cloud].loginEndpoint).origin);
      assert.equal(pathname, `/${tenantId}/oauth2/v2.0/authorize`);
      assert.equal(searchParams.get('code_challenge_method'), 'S256');
      assert.match(searchParams.get('claims') ?? '', /"xms_cc":\{"values":\["CP1"\]\}/);
      assert.ok(searchParams.get('scope')?.startsWith(`${clouds[cloud].graphEndpoint}/`));
      assert.deepEqual(asked, []);
    });
  }

  it('asks outside the global cloud for tenant lookup only, which is all there is', () => {
    assert.deepEqual(readingPermissions({ kind: 'cloud', cloud: 'China' }), ['CrossTenantInformation.ReadBasic.All']);
    assert.deepEqual(readingPermissions({ kind: 'cloud', cloud: 'Global' }, 'ownData'), ['CrossTenantUserProfileSharing.Read']);
  });

  it('gives administrators the page of the same tenant, application and permissions', () => {
    const link = new URL(
      adminConsentUrl({ environment: { kind: 'cloud', cloud: 'USGov' }, tenantId, clientId, permissions: ['User.Export.All'] }),
    );
    assert.equal(`${link.origin}${link.pathname}`, `https://login.microsoftonline.us/${tenantId}/v2.0/adminconsent`);
    assert.equal(link.searchParams.get('client_id'), clientId);
    assert.equal(link.searchParams.get('scope'), 'https://graph.microsoft.us/User.Export.All');
  });
});
