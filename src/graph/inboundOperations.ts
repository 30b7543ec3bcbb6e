import type { Operation } from './operation';
import {
  betaDirectoryManagement,
  entityOptions,
  inboundUser,
  listOptions,
  permissionsTo,
  sharedProfileRead,
  sharedProfileRemoval,
} from './operationParts';

const cmdlet = { module: betaDirectoryManagement, whatIf: false, list: false } as const;

/** People of other organisations whose profile is stored in this tenant. */
export const inboundOperations = {
  listInboundSharedUserProfiles: {
    ...sharedProfileRead,
    id: 'listInboundSharedUserProfiles',
    title: 'List inbound shared user profiles',
    path: '/directory/inboundSharedUserProfiles',
    openApiPath: '/directory/inboundSharedUserProfiles',
    queryOptions: listOptions,
    answer: { kind: 'collection', status: 200, of: 'inboundSharedUserProfile' },
    permissions: permissionsTo.readAll,
    cmdlet: { ...cmdlet, name: 'Get-MgBetaDirectoryInboundSharedUserProfile', list: true },
  },
  getInboundSharedUserProfile: {
    ...sharedProfileRead,
    id: 'getInboundSharedUserProfile',
    title: 'Get an inbound shared user profile',
    path: '/directory/inboundSharedUserProfiles/{userId}',
    openApiPath: '/directory/inboundSharedUserProfiles/{inboundSharedUserProfile-userId}',
    pathParameters: [inboundUser],
    queryOptions: entityOptions,
    answer: { kind: 'entity', status: 200, of: 'inboundSharedUserProfile' },
    permissions: permissionsTo.readOne,
    cmdlet: { ...cmdlet, name: 'Get-MgBetaDirectoryInboundSharedUserProfile' },
  },
  exportInboundPersonalData: {
    ...sharedProfileRead,
    id: 'exportInboundPersonalData',
    title: 'Export the personal data of an inbound shared user profile',
    method: 'POST',
    path: '/directory/inboundSharedUserProfiles/{userId}/exportPersonalData',
    openApiPath: '/directory/inboundSharedUserProfiles/{inboundSharedUserProfile-userId}/exportPersonalData',
    pathParameters: [inboundUser],
    bodyParameters: [{ name: 'storageLocation', cmdlet: 'StorageLocation', secret: true }],
    queryOptions: [],
    answer: { kind: 'accepted', status: 202, poll: 'getDataPolicyOperation' },
    permissions: permissionsTo.readAll,
    cmdlet: { ...cmdlet, name: 'Export-MgBetaDirectoryInboundSharedUserProfilePersonalData', whatIf: true },
    effect: 'export',
    repeat: 'notExecuted',
  },
  removeInboundPersonalData: {
    ...sharedProfileRemoval,
    id: 'removeInboundPersonalData',
    title: 'Remove the personal data of an inbound shared user profile',
    path: '/directory/inboundSharedUserProfiles/{userId}/removePersonalData',
    openApiPath: '/directory/inboundSharedUserProfiles/{inboundSharedUserProfile-userId}/removePersonalData',
    pathParameters: [inboundUser],
    ownDataPermissions: [],
    cmdlet: { ...cmdlet, name: 'Remove-MgBetaDirectoryInboundSharedUserProfilePersonalData', whatIf: true },
  },
} as const satisfies Record<string, Operation>;
