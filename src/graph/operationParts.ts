import type { CloudName } from './clouds';
import type { Operation, PathParameter, QueryOption } from './operation';

export const globalOnly: readonly CloudName[] = ['Global'];
const everyCloud: readonly CloudName[] = ['Global', 'USGov', 'USGovDoD', 'China'];

export const listOptions: readonly QueryOption[] = ['$top', '$skip', '$search', '$filter', '$count', '$orderby', '$select', '$expand'];
export const entityOptions: readonly QueryOption[] = ['$select', '$expand'];

export const inboundUser: PathParameter = {
  name: 'userId',
  openApi: 'inboundSharedUserProfile-userId',
  cmdlet: 'InboundSharedUserProfileUserId',
};
export const outboundUser: PathParameter = {
  name: 'userId',
  openApi: 'outboundSharedUserProfile-userId',
  cmdlet: 'OutboundSharedUserProfileUserId',
};
export const outboundTenant: PathParameter = {
  name: 'tenantId',
  openApi: 'tenantReference-tenantId',
  cmdlet: 'TenantReferenceTenantId',
};

const read = 'CrossTenantUserProfileSharing.Read';
const readAll = 'CrossTenantUserProfileSharing.Read.All';
const readWrite = 'CrossTenantUserProfileSharing.ReadWrite';
const readWriteAll = 'CrossTenantUserProfileSharing.ReadWrite.All';

export const permissionsTo = {
  readAll: { delegated: [readAll, readWriteAll], application: [readAll, readWriteAll] },
  readOne: { delegated: [read, readAll, readWrite, readWriteAll], application: [readAll, readWriteAll] },
  remove: { delegated: [readWrite, readWriteAll], application: [readWriteAll] },
} as const satisfies Record<string, Operation['permissions']>;

const sharedProfiles = { versions: ['beta'], clouds: globalOnly, pathParameters: [], bodyParameters: [], select: [] } as const;

export const sharedProfileRead = {
  ...sharedProfiles,
  method: 'GET',
  role: 'Global Reader',
  ownDataPermissions: [],
  effect: 'read',
  repeat: 'safe',
} as const satisfies Partial<Operation>;

export const sharedProfileRemoval = {
  ...sharedProfiles,
  method: 'POST',
  queryOptions: [],
  answer: { kind: 'empty', status: 204 },
  permissions: permissionsTo.remove,
  role: 'Global Administrator',
  effect: 'remove',
  repeat: 'notExecuted',
} as const satisfies Partial<Operation>;

/** Operations that every cloud has, in both versions, and that need no directory role. */
export const everywhereRead = {
  method: 'GET',
  versions: ['v1.0', 'beta'],
  pathParameters: [],
  bodyParameters: [],
  queryOptions: [],
  select: [],
  role: undefined,
  ownDataPermissions: [],
  clouds: everyCloud,
  effect: 'read',
  repeat: 'safe',
} as const satisfies Partial<Operation>;

export const betaDirectoryManagement = 'Microsoft.Graph.Beta.Identity.DirectoryManagement';
export const directoryManagement = 'Microsoft.Graph.Identity.DirectoryManagement';
