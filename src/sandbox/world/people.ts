import type { Directory, DirectoryApp, DirectoryTenant, DirectoryUser, Membership } from '../directory';
import { permissionIds, type DirectoryRole } from '../../graph/permissions';
import { guidSpace } from './guid';
import type { Organisation } from './organisations';
import { outboundIds } from './outboundUsers';

interface Cast {
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly DirectoryRole[];
  /** Roles as a guest of the other signed-in tenant. */
  readonly guestRoles?: readonly DirectoryRole[];
}

const casts: readonly (readonly Cast[])[] = [
  [
    { name: 'adele', displayName: 'Adele Fontaine', roles: ['Global Administrator'], guestRoles: ['Global Reader'] },
    { name: 'bruno', displayName: 'Bruno Keller', roles: ['Global Reader'] },
    { name: 'chandra', displayName: 'Chandra Iyer', roles: [] },
  ],
  [
    { name: 'dalia', displayName: 'Dalia Haddad', roles: ['Global Administrator'] },
    { name: 'emre', displayName: 'Emre Aydın', roles: ['Global Reader'] },
    { name: 'farah', displayName: 'Farah Nasser', roles: [] },
  ],
];

/** The public client of Graph PowerShell, which its users are used to. */
const graphCommandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** Says plainly that it protects nothing. */
const sandboxPassword = 'sandbox';

const reading = [
  'CrossTenantUserProfileSharing.Read.All',
  'CrossTenantInformation.ReadBasic.All',
  'User.Export.All',
  'Organization.Read.All',
] as const;

function everyApplicationPermission(): readonly string[] {
  return Object.entries(permissionIds)
    .filter(([, ids]) => 'application' in ids)
    .map(([permission]) => permission);
}

function usersOf(seed: number, tenants: readonly DirectoryTenant[], tenant: number): readonly DirectoryUser[] {
  const home = tenants[tenant];
  const other = tenants[1 - tenant];
  const guests = guidSpace(seed, 70 + tenant);
  return (casts[tenant] ?? []).map(({ name, displayName, roles, guestRoles }, index) => {
    const member: Membership = {
      tenantId: home?.tenantId ?? '',
      objectId: outboundIds(seed, tenant).at(index),
      userType: 'Member',
      roles,
    };
    const guest: Membership = { tenantId: other?.tenantId ?? '', objectId: guests.at(index), userType: 'Guest', roles: guestRoles ?? [] };
    return {
      userPrincipalName: `${name}@${home?.defaultDomainName ?? ''}`,
      displayName,
      homeTenantId: member.tenantId,
      password: sandboxPassword,
      memberships: guestRoles ? [member, guest] : [member],
    };
  });
}

function appsOf(seed: number, tenants: readonly DirectoryTenant[]): readonly DirectoryApp[] {
  const ids = guidSpace(seed, 72);
  const confidential = (index: number, displayName: string, clientSecret: string, roles: readonly string[]): DirectoryApp => ({
    kind: 'confidential',
    clientId: ids.at(index),
    displayName,
    clientSecret,
    servicePrincipals: tenants.map(({ tenantId }, tenant) => ({ tenantId, objectId: ids.at(100 + 10 * index + tenant), roles })),
  });
  return [
    confidential(0, 'Sandbox app with every permission', 'sandbox-every-permission', everyApplicationPermission()),
    confidential(1, 'Sandbox app that only reads', 'sandbox-only-reads', reading),
    confidential(2, 'Sandbox app without permissions', 'sandbox-no-permissions', []),
    { kind: 'public', clientId: ids.at(3), displayName: 'Shared Profiles' },
    { kind: 'public', clientId: graphCommandLineTools, displayName: 'Microsoft Graph Command Line Tools' },
    ...tenants.slice(0, 1).map(({ tenantId, displayName }): DirectoryApp => ({
      kind: 'public',
      clientId: ids.at(4),
      displayName: `Shared Profiles of ${displayName} alone`,
      onlyTenantId: tenantId,
    })),
  ];
}

export function createDirectory(seed: number, organisations: readonly Organisation[]): Directory {
  const tenants = organisations.map(({ tenantId, displayName, defaultDomainName }) => ({ tenantId, displayName, defaultDomainName }));
  return {
    tenants,
    users: tenants.flatMap((_, tenant) => usersOf(seed, tenants, tenant)),
    apps: appsOf(seed, tenants),
  };
}
