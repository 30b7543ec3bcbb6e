import type { IncomingMessage } from 'node:http';
import { readBody } from '../httpBody';
import type { LoginEndpoint } from './loginFault';

/** A request of the sign-in service, as far as its address and its form say. */
export interface LoginCall {
  readonly method: string;
  /** What is asked for; of pages that end a visit, too. */
  readonly endpoint: LoginEndpoint | 'visit' | 'device' | 'adminconsent' | 'logout';
  /** Tenant of the path, as it was written. */
  readonly tenantName: string;
  /** Address that the tenant's name follows. */
  readonly root: string;
  readonly form: URLSearchParams;
}

const bodyLimitBytes = 65_536;

const endpoints: Readonly<Record<string, LoginCall['endpoint']>> = {
  'get oauth2/v2.0/authorize': 'authorize',
  'post oauth2/v2.0/authorize': 'authorize',
  'post oauth2/v2.0/token': 'token',
  'post oauth2/v2.0/devicecode': 'devicecode',
  'get oauth2/v2.0/logout': 'logout',
  'get v2.0/adminconsent': 'adminconsent',
  'get adminconsent': 'adminconsent',
  'get v2.0/.well-known/openid-configuration': 'configuration',
  'get discovery/v2.0/keys': 'keys',
  'get discovery/instance': 'instance',
  'post visit': 'visit',
};

/** MSAL takes the first part of a path for the tenant, as it is at the real service: each address is there without /login too. */
const address = /^(\/login)?\/([^/]+)\/(.+)$/i;

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Reads a request. Undefined when its address is none of sign-in's. */
export async function readLoginCall(request: IncomingMessage, url: URL): Promise<LoginCall | undefined> {
  const method = request.method ?? 'GET';
  const [, login = '', tenantName = '', rest = ''] = address.exec(url.pathname) ?? [];
  const isDevicePage = /^\/login\/device\/?$/i.test(url.pathname) && ['GET', 'POST'].includes(method);
  const endpoint = isDevicePage ? 'device' : endpoints[`${method} ${rest}`.toLowerCase()];
  if (endpoint === undefined) {
    return undefined;
  }
  const form = method === 'POST' ? new URLSearchParams(await readBody(request, bodyLimitBytes)) : url.searchParams;
  return { method, endpoint, tenantName: decoded(tenantName), root: `${url.origin}${login.toLowerCase()}`, form };
}
