import assert from 'node:assert/strict';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { authOptions } from '../../support/msalSandbox';
import { useSandbox } from '../../support/sandbox';
import { inboundList } from './collect';

const everything = 'https://graph.microsoft.com/.default';

describe('MSAL, unchanged, against the sign-in service of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 20, outbound: 5 });

  it('signs an app in by its secret, and Graph takes the token', async () => {
    const { loginEndpoint, clients } = sandbox().descriptor;
    const [client] = clients;
    assert.ok(client);
    const { clientId, clientSecret, tenantId: tenant } = client;
    const app = new ConfidentialClientApplication({ auth: { ...authOptions({ loginEndpoint, tenant, clientId }), clientSecret } });
    const result = await app.acquireTokenByClientCredential({ scopes: [everything] });
    assert.equal((await sandbox().graph(inboundList, result?.accessToken)).status, 200);
  });
});
