import type { Directory, DirectoryApp, DirectoryTenant, DirectoryUser, Membership } from '../directory';
import { appNotFound, refusal, tenantNotFound } from './refusals';

export function findTenant(directory: Directory, name: string): DirectoryTenant | undefined {
  const wanted = name.toLowerCase();
  return directory.tenants.find(
    ({ tenantId, defaultDomainName }) => tenantId.toLowerCase() === wanted || defaultDomainName.toLowerCase() === wanted,
  );
}

/** `organizations` and `common` stand for the home of whoever signs in. */
export const isAnyTenant = (name: string): boolean => ['organizations', 'common'].includes(name.toLowerCase());

export function findUser(directory: Directory, userPrincipalName: string | null | undefined): DirectoryUser | undefined {
  const wanted = userPrincipalName?.trim().toLowerCase();
  return directory.users.find((user) => user.userPrincipalName.toLowerCase() === wanted);
}

export function membershipOf(user: DirectoryUser | undefined, tenantId: string): Membership | undefined {
  return user?.memberships.find((each) => each.tenantId === tenantId);
}

/** The tenant of an address, for a person: the home one where any will do. Throws OAuthError 90002 or, where nobody is at home, 50059. */
export function tenantFor(directory: Directory, name: string, user: DirectoryUser | undefined): DirectoryTenant {
  if (isAnyTenant(name) && user === undefined) {
    throw refusal(50059);
  }
  const tenant = findTenant(directory, isAnyTenant(name) ? (user?.homeTenantId ?? name) : name);
  if (tenant === undefined) {
    throw tenantNotFound(name);
  }
  return tenant;
}

/** The app a request names, as far as it is in the tenant that is asked. Throws OAuthError. */
export function findApp(directory: Directory, clientId: string | null, tenantName: string): DirectoryApp {
  if (clientId === null || clientId === '') {
    throw refusal(900144, "The request body must contain the following parameter: 'client_id'.");
  }
  const app = directory.apps.find((each) => each.clientId === clientId.toLowerCase());
  if (app === undefined) {
    throw appNotFound(clientId, tenantName);
  }
  const only = app.kind === 'public' ? app.onlyTenantId : undefined;
  if (only !== undefined && isAnyTenant(tenantName)) {
    throw refusal(50194, `Application '${clientId}' (${app.displayName}) is not configured as a multi-tenant application.`);
  }
  if (only !== undefined && findTenant(directory, tenantName)?.tenantId !== only) {
    throw appNotFound(clientId, tenantName);
  }
  return app;
}
