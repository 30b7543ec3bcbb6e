import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { graphResourceAppId } from '../../src/graph/permissions';

export interface OidcService {
  readonly origin: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly objectId: string;
  readonly username: string;
  close(): Promise<void>;
}

const tenantId = '5a6f2f0e-6d5c-4a77-9d52-0c1d8f0b7a01';
const clientId = '5a6f2f0e-6d5c-4a77-9d52-0c1d8f0b7a02';
const objectId = '5a6f2f0e-6d5c-4a77-9d52-0c1d8f0b7a03';
const username = 'adele@tailspin.example';
const graph = 'https://graph.microsoft.com';
const permissions = ['CrossTenantUserProfileSharing.Read.All', 'CrossTenantInformation.ReadBasic.All'];
const scopes = permissions.map((permission) => `${graph}/${permission}`);

const account = { oid: objectId, tid: tenantId, preferred_username: username };

/** Entra's manners, as far as tokens for Graph have them: JWT, short scope names, tenant and object id. */
const configuration: Configuration = {
  clients: [
    {
      client_id: clientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['http://localhost'],
    },
  ],
  claims: { openid: ['sub', 'oid', 'tid', 'preferred_username'] },
  conformIdTokenClaims: false,
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...account }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  scopes: ['openid', 'offline_access', 'profile', ...scopes],
  pkce: { required: () => true },
  routes: {
    authorization: '/oauth2/v2.0/authorize',
    token: '/oauth2/v2.0/token',
    jwks: '/discovery/v2.0/keys',
  },
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => graph,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        audience: graphResourceAppId,
        scope: scopes.join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
      }),
    },
  },
  extraTokenClaims: (_ctx: KoaContextWithOIDC, token) => ({
    oid: objectId,
    tid: tenantId,
    appid: clientId,
    scp: ('scope' in token ? (token.scope ?? '') : '').replaceAll(`${graph}/`, ''),
  }),
};

/** A sign-in service that was not written here, at the addresses of a tenant of Entra. */
export async function startOidcService(): Promise<OidcService> {
  const { default: Provider } = await import('oidc-provider');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = `/login/${tenantId}`;
  const provider = new Provider(`${origin}${base}/v2.0`, configuration);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { url = '/' } = request;
    const path = url.startsWith(base) ? url.slice(base.length) : url;
    // It gives offline access only to those who ask for consent anew.
    const mounted = path.replace(/^\/v2\.0\/\.well-known/, '/.well-known').replace('/authorize?', '/authorize?prompt=consent&');
    Object.assign(request, { originalUrl: url, url: mounted, baseUrl: base });
    void answer(request, response);
  });
  return {
    origin,
    tenantId,
    clientId,
    objectId,
    username,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
