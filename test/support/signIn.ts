import { createHash, randomBytes } from 'node:crypto';
import type { TestSandbox } from './sandbox';
import type { Sight, SignInBrowser } from './signInBrowser';

export interface Asking {
  /** Tenant id, domain, `organizations` or `common`. */
  readonly tenant?: string;
  readonly scope?: string;
  /** More parameters of the authorize address, or other values; undefined leaves one out. */
  readonly more?: Readonly<Record<string, string | undefined>>;
}

export interface SignInRequest {
  readonly url: URL;
  readonly verifier: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly tenant: string;
}

export interface TokenBody {
  readonly access_token: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly client_info?: string;
  readonly scope?: string;
  readonly expires_in: number;
  readonly error?: string;
  readonly error_description?: string;
  readonly error_codes?: readonly number[];
  readonly suberror?: string;
  readonly claims?: string;
  readonly trace_id?: string;
  readonly correlation_id?: string;
  readonly timestamp?: string;
}

export interface TokenResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: TokenBody;
}

const graphScope = 'https://graph.microsoft.com/CrossTenantUserProfileSharing.Read.All';
export const readingScope = `openid profile offline_access ${graphScope}`;

/** An address of the authorize endpoint, as an app with PKCE on loopback writes it. */
export function signInRequest(
  sandbox: TestSandbox,
  { tenant = 'organizations', scope = readingScope, more = {} }: Asking = {},
): SignInRequest {
  const verifier = randomBytes(32).toString('base64url');
  const clientId = sandbox.descriptor.publicClients[0]?.clientId ?? '';
  const redirectUri = 'http://localhost:54321/';
  const given: Readonly<Record<string, string | undefined>> = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state: 'the state',
    nonce: 'the nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  const url = new URL(`${sandbox.descriptor.loginEndpoint}/${tenant}/oauth2/v2.0/authorize`);
  Object.entries(given).forEach(([name, value]) => value !== undefined && url.searchParams.set(name, value));
  return { url, verifier, clientId, redirectUri, tenant };
}

/** Asks the token endpoint. */
export async function askToken(
  sandbox: TestSandbox,
  tenant: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenResponse> {
  const url = `${sandbox.descriptor.loginEndpoint}/${tenant}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenBody };
}

/** Redeems the code that a browser came back with. */
export function redeem(
  sandbox: TestSandbox,
  { verifier, clientId, redirectUri, tenant }: SignInRequest,
  { location }: Sight,
  more: Readonly<Record<string, string>> = {},
): Promise<TokenResponse> {
  const code = location?.searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: redirectUri, code_verifier: verifier };
  return askToken(sandbox, tenant, { ...form, ...more });
}

/** Signs a person in through the pages, by the name shown there, and gives the tokens. */
export async function signIn(sandbox: TestSandbox, browser: SignInBrowser, person: string, asking: Asking = {}): Promise<TokenBody> {
  const request = signInRequest(sandbox, { ...asking, more: { prompt: 'select_account', ...asking.more } });
  const page = await browser.open(request.url);
  const { body } = await redeem(sandbox, request, await page.press(person));
  return body;
}

export function renew(
  sandbox: TestSandbox,
  refreshToken: string | undefined,
  {
    tenant = 'organizations',
    scope = readingScope,
    more = {},
  }: { readonly tenant?: string; readonly scope?: string; readonly more?: Readonly<Record<string, string>> } = {},
): Promise<TokenResponse> {
  const client_id = sandbox.descriptor.publicClients[0]?.clientId ?? '';
  return askToken(sandbox, tenant, { grant_type: 'refresh_token', client_id, refresh_token: refreshToken ?? '', scope, ...more });
}
