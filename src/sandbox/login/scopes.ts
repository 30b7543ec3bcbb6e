import { permissionIds, type Permission } from '../../graph/permissions';
import { refusal } from './refusals';

const openIdScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];
const graphHost =
  /^https?:\/\/(graph\.microsoft\.com|graph\.microsoft\.us|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn|127\.0\.0\.1(:\d+)?|localhost(:\d+)?)\/+/i;

interface AskedScopes {
  readonly permissions: readonly Permission[];
  readonly everythingConsented: boolean;
  readonly openId: readonly string[];
  readonly unknown: readonly string[];
}

const isPermission = (name: string): name is Permission => Object.hasOwn(permissionIds, name);
const everyPermission = Object.keys(permissionIds).filter(isPermission);

function permissionOf(name: string): Permission | undefined {
  return everyPermission.find((permission) => permission.toLowerCase() === name.toLowerCase());
}

/** Reads the `scope` parameter: Graph permissions by short name or by address of Graph, `.default`, and those of OpenID Connect. */
export function askedScopes(scope: string): AskedScopes {
  const names = scope
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => name.replace(graphHost, ''));
  const rest = names.filter((name) => !openIdScopes.includes(name) && name !== '.default');
  return {
    permissions: rest.map(permissionOf).filter((name) => name !== undefined),
    everythingConsented: names.includes('.default'),
    openId: names.filter((name) => openIdScopes.includes(name)),
    unknown: rest.filter((name) => permissionOf(name) === undefined),
  };
}

/** What an administrator is asked for: what the request names, or everything there is. */
export function adminScopes(scope: string): readonly Permission[] {
  const { permissions } = askedScopes(scope);
  return permissions.length > 0 ? permissions : everyPermission;
}

/** Throws OAuthError when a scope is none that Graph has. */
export function checkScope(scope: string): void {
  const { unknown } = askedScopes(scope);
  if (unknown.length > 0) {
    const foreign = unknown.find((name) => name.includes('://'));
    throw foreign === undefined
      ? refusal(70011, `The provided value for the input parameter 'scope' is not valid. The scope '${unknown.join(' ')}' is not known.`)
      : refusal(500011, `The resource principal named '${foreign}' was not found in the tenant.`);
  }
}

/** In the words that were asked in: with the address of Graph before the names, or without. */
export function scopeAnswer(scope: string, permissions: readonly string[]): string {
  const prefix = /(?:^|\s)(https?:\/\/[^/\s]+\/+)/.exec(scope)?.[1] ?? '';
  const openId = askedScopes(scope).openId.filter((name) => name !== 'offline_access');
  return [...permissions.map((name) => `${prefix}${name}`), ...openId].join(' ');
}
