import type { IncomingMessage, ServerResponse } from 'node:http';
import { permissionIds } from '../../graph/permissions';
import type { Clock } from '../clock';
import type { Directory, DirectoryTenant } from '../directory';
import { readBody, sendJson } from '../httpBody';
import { createAccessTokens, type Subject } from './accessTokens';
import type { Caller, Refusal } from './caller';

export interface LoginOptions {
  /** Where this sign-in service stands, without a slash at the end. */
  readonly loginEndpoint: string;
  readonly clock: Clock;
  readonly tokenLifetimeSeconds: number;
}

export interface Login {
  /** Answers a sign-in request. False, and nothing answered, when the path is none of sign-in's. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  authenticate(authorization: string | undefined): Promise<Caller | Refusal>;
}

interface OAuthError {
  readonly error: string;
  readonly error_description: string;
}

const refused = (error: string, code: string, message: string): OAuthError => ({ error, error_description: `${code}: ${message}` });

interface AskedClaims {
  readonly capabilities: readonly string[];
  readonly answered: Readonly<Record<string, string>>;
}

function askedClaims(claims: string | null): AskedClaims {
  if (claims === null) {
    return { capabilities: [], answered: {} };
  }
  const asked = (JSON.parse(claims) as { access_token?: Record<string, { value?: string; values?: string[] } | null> }).access_token ?? {};
  const answered = Object.entries(asked).flatMap(([name, claim]) =>
    typeof claim?.value === 'string' ? [[name, claim.value] as const] : [],
  );
  return { capabilities: asked['xms_cc']?.values ?? [], answered: Object.fromEntries(answered) };
}

function grantedScopes(scope: string): readonly string[] {
  const asked = scope.split(' ').map((item) => item.replace(/^https:\/\/graph\.microsoft\.com\//, ''));
  const known = Object.keys(permissionIds);
  return asked.includes('.default') ? known : known.filter((permission) => asked.includes(permission));
}

function appSubject(directory: Directory, tenant: DirectoryTenant, form: URLSearchParams): Subject | OAuthError {
  const app = directory.apps.find((each) => each.clientId === form.get('client_id'));
  const principal = app?.kind === 'confidential' ? app.servicePrincipals.find((each) => each.tenantId === tenant.tenantId) : undefined;
  if (app?.kind !== 'confidential' || !principal) {
    return refused('unauthorized_client', 'AADSTS700016', 'The application was not found in the directory.');
  }
  if (app.clientSecret !== form.get('client_secret')) {
    return refused('invalid_client', 'AADSTS7000215', 'Invalid client secret provided.');
  }
  const { capabilities, answered } = askedClaims(form.get('claims'));
  return {
    kind: 'app',
    tenantId: tenant.tenantId,
    objectId: principal.objectId,
    clientId: app.clientId,
    appDisplayName: app.displayName,
    permissions: principal.roles,
    directoryRoles: [],
    capabilities,
    answeredClaims: answered,
  };
}

function userSubject(directory: Directory, tenant: DirectoryTenant, form: URLSearchParams): Subject | OAuthError {
  const name = form.get('username')?.toLowerCase();
  const user = directory.users.find((each) => each.userPrincipalName.toLowerCase() === name);
  const membership = user?.memberships.find((each) => each.tenantId === tenant.tenantId);
  const app = directory.apps.find((each) => each.clientId === form.get('client_id'));
  if (!user || !membership || user.password !== form.get('password')) {
    return refused('invalid_grant', 'AADSTS50126', 'Error validating credentials due to invalid username or password.');
  }
  if (!app) {
    return refused('unauthorized_client', 'AADSTS700016', 'The application was not found in the directory.');
  }
  const { capabilities, answered } = askedClaims(form.get('claims'));
  return {
    kind: 'user',
    tenantId: tenant.tenantId,
    objectId: membership.objectId,
    clientId: app.clientId,
    appDisplayName: app.displayName,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    permissions: grantedScopes(form.get('scope') ?? ''),
    directoryRoles: membership.roles,
    capabilities,
    answeredClaims: answered,
  };
}

function subjectOf(directory: Directory, tenant: DirectoryTenant, form: URLSearchParams): Subject | OAuthError {
  switch (form.get('grant_type')) {
    case 'client_credentials':
      return appSubject(directory, tenant, form);
    case 'password':
      return userSubject(directory, tenant, form);
    default:
      return refused('unsupported_grant_type', 'AADSTS70003', 'The app requested an unsupported grant type.');
  }
}

function openIdConfiguration(base: string): Readonly<Record<string, unknown>> {
  return {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function findTenant(directory: Directory, name: string): DirectoryTenant | undefined {
  return directory.tenants.find(({ tenantId, defaultDomainName }) => tenantId === name || defaultDomainName === name);
}

/** The tenant of the address; `organizations` and `common` mean the home of whoever signs in. */
function tenantOf(directory: Directory, name: string, form: URLSearchParams): DirectoryTenant | undefined {
  if (name === 'organizations' || name === 'common') {
    const domain = form.get('username')?.split('@').at(-1)?.toLowerCase();
    return domain === undefined ? undefined : findTenant(directory, domain);
  }
  return findTenant(directory, name);
}

/** The sign-in service: tokens for the apps and people of the directory, signed with a key of this run. */
export async function createLogin(directory: Directory, options: LoginOptions): Promise<Login> {
  const tokens = await createAccessTokens((tenantId) => `${options.loginEndpoint}/${tenantId}/v2.0`, options.clock);
  const token = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
    const form = new URLSearchParams(await readBody(request, 65_536));
    const tenant = tenantOf(directory, name, form);
    const subject = tenant ? subjectOf(directory, tenant, form) : refused('invalid_tenant', 'AADSTS90002', 'Tenant not found.');
    if ('error' in subject) {
      sendJson(response, subject.error === 'invalid_client' ? 401 : 400, subject, { 'Cache-Control': 'no-store' });
      return;
    }
    const lifetime = options.tokenLifetimeSeconds;
    const scope = subject.kind === 'user' ? { scope: subject.permissions.join(' ') } : {};
    const body = { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, ...scope };
    sendJson(response, 200, { ...body, access_token: await tokens.sign(subject, lifetime) }, { 'Cache-Control': 'no-store' });
  };

  return {
    authenticate: (authorization) => tokens.verify(authorization),
    handle: async (request, response, url) => {
      // MSAL takes the first part of a path for the tenant, as it is at the real service: each address is there without /login too.
      const [, name = '', rest] = /^(?:\/login)?\/([^/]+)\/(.+)$/.exec(url.pathname.toLowerCase()) ?? [];
      switch (`${request.method ?? ''} ${rest ?? ''}`) {
        case 'POST oauth2/v2.0/token':
          await token(request, response, name);
          return true;
        case 'GET v2.0/.well-known/openid-configuration':
          sendJson(response, 200, openIdConfiguration(`${options.loginEndpoint}/${name}`));
          return true;
        case 'GET discovery/v2.0/keys':
          sendJson(response, 200, tokens.jwks);
          return true;
        default:
          return false;
      }
    },
  };
}
