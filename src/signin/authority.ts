import type { Environment } from './context';
import { endpointsOf } from './environment';

/** Where MSAL signs in, and what it must know of the place beforehand. */
export interface Authority {
  readonly url: string;
  readonly host: string;
  /** OpenID configuration as JSON: nothing is discovered, so nobody else is asked where to sign in. */
  readonly metadata: string;
}

/**
 * A name that no resolver knows: MSAL wants https, and takes every address of a sandbox from the metadata. It puts the first part of
 * the authority's path in place of the first part of theirs, so both begin with the same one.
 */
const sandboxHost = 'login.sandbox.invalid';
const sandboxPath = 'login';

/** Source: the endpoints of the Microsoft identity platform, the same in every cloud. */
function metadataOf(base: string): string {
  return JSON.stringify({
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    issuer: `${base}/v2.0`,
  });
}

/** The authority of one tenant; `organizations` where the account is to decide. Throws SignInError `notSupported`. */
export function authorityOf(environment: Environment, tenant: string): Authority {
  const { loginEndpoint } = endpointsOf(environment);
  const path = encodeURIComponent(tenant);
  const metadata = metadataOf(`${loginEndpoint}/${path}`);
  return environment.kind === 'cloud'
    ? { url: `${loginEndpoint}/${path}`, host: new URL(loginEndpoint).host, metadata }
    : { url: `https://${sandboxHost}/${sandboxPath}/${path}`, host: sandboxHost, metadata };
}
