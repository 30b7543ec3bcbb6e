import { clouds } from '../graph/clouds';
import { operationIds, operation } from '../graph/operations';
import type { Permission } from '../graph/permissions';
import type { ReadingOf } from './connectRequest';
import type { Environment } from './context';
import { cloudOf, endpointsOf } from './environment';

const reading: Readonly<Record<ReadingOf, readonly Permission[]>> = {
  everyone: ['CrossTenantUserProfileSharing.Read.All', 'CrossTenantInformation.ReadBasic.All'],
  ownData: ['CrossTenantUserProfileSharing.Read'],
};

function existsIn(environment: Environment, permission: Permission): boolean {
  const cloud = cloudOf(environment);
  return operationIds.some((id) => {
    const { clouds: there, permissions } = operation(id);
    return there.includes(cloud) && [...permissions.delegated, ...permissions.application].includes(permission);
  });
}

/** What connecting asks for: reading only, and only what the cloud has. */
export function readingPermissions(environment: Environment, of: ReadingOf = 'everyone'): readonly Permission[] {
  const there = reading[of].filter((permission) => existsIn(environment, permission));
  return there.length > 0 ? there : reading.everyone.filter((permission) => existsIn(environment, permission));
}

/** The resource whose permissions are asked for. The sandbox stands in for the global Graph. */
function resourceOf(environment: Environment): string {
  return environment.kind === 'cloud' ? endpointsOf(environment).graphEndpoint : clouds.Global.graphEndpoint;
}

/** Permissions as scopes of Graph in the environment. */
export function scopesOf(environment: Environment, permissions: readonly Permission[]): readonly string[] {
  return permissions.map((permission) => `${resourceOf(environment)}/${permission}`);
}

/** What an app asks for: everything that it has been granted. */
export function appScopes(environment: Environment): readonly string[] {
  return [`${resourceOf(environment)}/.default`];
}

/**
 * The page on which an administrator grants these permissions to the app, for the whole tenant.
 * Source: admin consent endpoint of the Microsoft identity platform.
 */
export function adminConsentUrl(place: {
  readonly environment: Environment;
  readonly tenantId: string;
  readonly clientId: string;
  readonly permissions: readonly Permission[];
}): string {
  const { environment, tenantId, clientId, permissions } = place;
  const query = new URLSearchParams({
    client_id: clientId,
    scope: scopesOf(environment, permissions).join(' '),
    redirect_uri: 'http://localhost',
  });
  return `${endpointsOf(environment).loginEndpoint}/${encodeURIComponent(tenantId)}/v2.0/adminconsent?${query.toString()}`;
}
