import type { Operation } from './operation';
import {
  betaDirectoryManagement,
  entityOptions,
  listOptions,
  outboundTenant,
  outboundUser,
  permissionsTo,
  sharedProfileRead,
  sharedProfileRemoval,
} from './operationParts';

const cmdlet = { module: betaDirectoryManagement, whatIf: false, list: false } as const;

/** People of this tenant whose profile is stored in other organisations. */
export const outboundOperations = {
  listOutboundSharedUserProfiles: {
    ...sharedProfileRead,
    id: 'listOutboundSharedUserProfiles',
    title: 'List outbound shared user profiles',
    path: '/directory/outboundSharedUserProfiles',
    openApiPath: '/directory/outboundSharedUserProfiles',
    queryOptions: listOptions,
    answer: { kind: 'collection', status: 200, of: 'outboundSharedUserProfile' },
    permissions: permissionsTo.readOne,
    cmdlet: { ...cmdlet, name: 'Get-MgBetaDirectoryOutboundSharedUserProfile', list: true },
  },
  getOutboundSharedUserProfile: {
    ...sharedProfileRead,
    id: 'getOutboundSharedUserProfile',
    title: 'Get an outbound shared user profile',
    path: '/directory/outboundSharedUserProfiles/{userId}',
    openApiPath: '/directory/outboundSharedUserProfiles/{outboundSharedUserProfile-userId}',
    pathParameters: [outboundUser],
    queryOptions: entityOptions,
    answer: { kind: 'entity', status: 200, of: 'outboundSharedUserProfile' },
    permissions: permissionsTo.readOne,
    ownDataPermissions: ['CrossTenantUserProfileSharing.Read'],
    cmdlet: { ...cmdlet, name: 'Get-MgBetaDirectoryOutboundSharedUserProfile' },
  },
  listOutboundTenants: {
    ...sharedProfileRead,
    id: 'listOutboundTenants',
    title: 'List the tenants of an outbound shared user profile',
    path: '/directory/outboundSharedUserProfiles/{userId}/tenants',
    openApiPath: '/directory/outboundSharedUserProfiles/{outboundSharedUserProfile-userId}/tenants',
    pathParameters: [outboundUser],
    queryOptions: listOptions,
    answer: { kind: 'collection', status: 200, of: 'tenantReference' },
    permissions: permissionsTo.readOne,
    ownDataPermissions: ['CrossTenantUserProfileSharing.Read'],
    cmdlet: { ...cmdlet, name: 'Get-MgBetaDirectoryOutboundSharedUserProfileTenant', list: true },
  },
  removeOutboundPersonalData: {
    ...sharedProfileRemoval,
    id: 'removeOutboundPersonalData',
    title: 'Remove the personal data of an outbound shared user profile in one tenant',
    path: '/directory/outboundSharedUserProfiles/{userId}/tenants/{tenantId}/removePersonalData',
    openApiPath:
      '/directory/outboundSharedUserProfiles/{outboundSharedUserProfile-userId}/tenants/{tenantReference-tenantId}/removePersonalData',
    pathParameters: [outboundUser, outboundTenant],
    ownDataPermissions: ['CrossTenantUserProfileSharing.ReadWrite'],
    cmdlet: { ...cmdlet, name: 'Remove-MgBetaDirectoryOutboundSharedUserProfileTenantPersonalData', whatIf: true },
  },
} as const satisfies Record<string, Operation>;
