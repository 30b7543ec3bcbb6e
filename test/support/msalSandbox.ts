import type { Configuration } from '@azure/msal-node';

/** A name that no resolver knows: MSAL must take every address from the metadata that it is given. */
const authorityHost = 'login.sandbox.invalid';

interface SignInService {
  readonly loginEndpoint: string;
  /** Tenant id or domain; or `organizations`. */
  readonly tenant: string;
  readonly clientId: string;
}

/**
 * Points MSAL, unchanged, at the sign-in service of a sandbox. MSAL puts the authority's tenant in the place of the first part of every
 * path, so the addresses without `/login` are given.
 */
export function authOptions({ loginEndpoint, tenant, clientId }: SignInService): Configuration['auth'] {
  const base = `${new URL(loginEndpoint).origin}/${tenant}`;
  return {
    clientId,
    authority: `https://${authorityHost}/${tenant}`,
    knownAuthorities: [authorityHost],
    authorityMetadata: JSON.stringify({
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      issuer: `${base}/v2.0`,
    }),
  };
}
