import { decodeJwt } from 'jose';
import { graphResourceAppId, directoryRoleIds, permissionIds, type DirectoryRole, type Permission } from '../graph/permissions';
import { SignInError } from '../graph/errors';
import type { Granted } from './context';

/** What an access token for Graph says of itself. Times in milliseconds since the epoch. Source: Entra access token claims reference. */
export interface TokenFacts {
  readonly tenantId: string | undefined;
  readonly audience: string | undefined;
  readonly objectId: string | undefined;
  readonly clientId: string | undefined;
  readonly appDisplayName: string | undefined;
  readonly username: string | undefined;
  readonly appOnly: boolean;
  readonly scopes: readonly string[];
  readonly roleIds: readonly string[] | undefined;
  readonly expiresAt: number;
  readonly issuedAt: number | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return decodeJwt(token);
  } catch (cause) {
    throw new SignInError('The sign-in service gave something that is not a readable access token.', 'refused', {
      cause,
      condition: 'tokenUnreadable',
    });
  }
}

/** Reads an access token without trusting it: nothing is verified but its form. Throws SignInError `refused` when it is not a readable JWT. */
export function readAccessToken(token: string): TokenFacts {
  const claims = claimsOf(token);
  const scp = text(claims['scp']);
  const roles = texts(claims['roles']) ?? [];
  if (typeof claims['exp'] !== 'number') {
    throw new SignInError('The access token does not say when it ends.', 'refused', { condition: 'tokenUnreadable' });
  }
  return {
    tenantId: text(claims['tid'])?.toLowerCase(),
    audience: text(claims['aud']),
    objectId: text(claims['oid'])?.toLowerCase(),
    clientId: (text(claims['appid']) ?? text(claims['azp']))?.toLowerCase(),
    appDisplayName: text(claims['app_displayname']),
    username: text(claims['upn']) ?? text(claims['preferred_username']) ?? text(claims['unique_name']),
    appOnly: claims['idtyp'] === 'app' || scp === undefined,
    scopes: scp === undefined ? roles : scp.split(' ').filter((scope) => scope !== ''),
    roleIds: texts(claims['wids']),
    expiresAt: claims['exp'] * 1000,
    issuedAt: typeof claims['iat'] === 'number' ? claims['iat'] * 1000 : undefined,
  };
}

/** Whether an audience is Graph: its application id, or the address of the environment's Graph. */
export function isGraphAudience(audience: string | undefined, graphEndpoint: string): boolean {
  return audience === graphResourceAppId || audience?.replace(/\/$/, '') === graphEndpoint;
}

function isPermission(scope: string): scope is Permission {
  return Object.hasOwn(permissionIds, scope);
}

function rolesOf(ids: readonly string[]): readonly DirectoryRole[] {
  const names = Object.keys(directoryRoleIds) as readonly DirectoryRole[];
  return names.filter((name) => ids.includes(directoryRoleIds[name]));
}

/** Gives what a token was granted, whatever was asked for. */
export function grantedBy(facts: TokenFacts): Granted {
  return {
    permissions: facts.scopes.filter(isPermission),
    otherScopes: facts.scopes.filter((scope) => !isPermission(scope)),
    roles: facts.roleIds === undefined ? undefined : rolesOf(facts.roleIds),
    expiresOn: new Date(facts.expiresAt),
    appDisplayName: facts.appDisplayName,
  };
}
