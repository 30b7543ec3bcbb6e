import { findTenant, isAnyTenant } from './people';
import { refusal, tenantNotFound } from './refusals';
import { sendBody, type Reply } from './reply';
import type { SignIns } from './signIns';

/** Where one tenant's addresses begin, under the address that was asked. */
function baseOf({ directory }: SignIns, root: string, tenantName: string): string {
  const tenant = findTenant(directory, tenantName);
  if (tenant === undefined && !isAnyTenant(tenantName)) {
    throw tenantNotFound(tenantName);
  }
  return `${root}/${tenant?.tenantId ?? tenantName.toLowerCase()}`;
}

/** Source: OpenID Connect discovery, and the OpenID Connect page of the Microsoft identity platform. */
export function openIdConfiguration(signIns: SignIns, root: string, tenantName: string): Reply {
  const base = baseOf(signIns, root, tenantName);
  const tenant = findTenant(signIns.directory, tenantName);
  return sendBody({
    issuer: `${signIns.loginEndpoint}/${tenant?.tenantId ?? '{tenantid}'}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials', 'urn:ietf:params:oauth:grant-type:device_code'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['pairwise'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['PS256', 'RS256'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'oid', 'ver'],
    request_uri_parameter_supported: false,
    tenant_region_scope: null,
    cloud_instance_name: new URL(root).host,
  });
}

/** Which authority names are the same cloud: this one alone. Source: authority validation in MSAL. */
export function instanceDiscovery(signIns: SignIns, root: string, form: URLSearchParams): Reply {
  const asked = form.get('authorization_endpoint') ?? '';
  const tenantName = URL.canParse(asked) ? /^\/(?:login\/)?([^/]+)\//.exec(new URL(asked).pathname)?.[1] : undefined;
  if (tenantName === undefined) {
    throw refusal(900144, "The request must contain the following parameter: 'authorization_endpoint'.");
  }
  const { host } = new URL(root);
  return sendBody({
    tenant_discovery_endpoint: `${baseOf(signIns, root, tenantName)}/v2.0/.well-known/openid-configuration`,
    'api-version': form.get('api-version') ?? '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}
