import type { DirectoryRole } from '../graph/permissions';

/** Who can sign in: what the sign-in half of the sandbox knows of the world. */
export interface Directory {
  readonly tenants: readonly DirectoryTenant[];
  readonly users: readonly DirectoryUser[];
  readonly apps: readonly DirectoryApp[];
}

export interface DirectoryTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomainName: string;
}

/** A person and every signed-in tenant the person is in: at home as a member, elsewhere as a guest with an object id of its own. */
export interface DirectoryUser {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly homeTenantId: string;
  readonly password: string;
  readonly memberships: readonly Membership[];
}

export interface Membership {
  readonly tenantId: string;
  readonly objectId: string;
  readonly userType: 'Member' | 'Guest';
  readonly roles: readonly DirectoryRole[];
}

/** An app registration. A confidential one has a secret and holds application permissions in its tenants; a public one signs people in. */
export type DirectoryApp =
  | {
      readonly kind: 'confidential';
      readonly clientId: string;
      readonly displayName: string;
      readonly clientSecret: string;
      readonly servicePrincipals: readonly ServicePrincipal[];
    }
  | {
      readonly kind: 'public';
      readonly clientId: string;
      readonly displayName: string;
      /** Absent: registered for every organisation. */
      readonly onlyTenantId?: string;
    };

export interface ServicePrincipal {
  readonly tenantId: string;
  readonly objectId: string;
  readonly roles: readonly string[];
}
