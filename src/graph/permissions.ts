export type Permission =
  | 'CrossTenantUserProfileSharing.Read'
  | 'CrossTenantUserProfileSharing.Read.All'
  | 'CrossTenantUserProfileSharing.ReadWrite'
  | 'CrossTenantUserProfileSharing.ReadWrite.All'
  | 'CrossTenantInformation.ReadBasic.All'
  | 'User.Export.All'
  | 'User.Read.All'
  | 'User.Read'
  | 'Organization.Read.All';

export interface PermissionIds {
  readonly delegated: string;
  readonly application?: string;
  readonly adminConsent: boolean;
}

/** Application id of Microsoft Graph itself, the resource every permission belongs to. */
export const graphResourceAppId = '00000003-0000-0000-c000-000000000000';

/** Ids for app registrations. Source: the Graph permissions files (microsoft-graph-devx-content). */
export const permissionIds = {
  'CrossTenantUserProfileSharing.Read': { delegated: 'cb1ba48f-d22b-4325-a07f-74135a62ee41', adminConsent: true },
  'CrossTenantUserProfileSharing.Read.All': {
    delegated: '759dcd16-3c90-463c-937e-abf89f991c18',
    application: '8b919d44-6192-4f3d-8a3b-f86f8069ae3c',
    adminConsent: true,
  },
  'CrossTenantUserProfileSharing.ReadWrite': { delegated: 'eed0129d-dc60-4f30-8641-daf337a39ffd', adminConsent: true },
  'CrossTenantUserProfileSharing.ReadWrite.All': {
    delegated: '64dfa325-cbf8-48e3-938d-51224a0cac01',
    application: '306785c5-c09b-4ba0-a4ee-023f3da165cb',
    adminConsent: true,
  },
  'CrossTenantInformation.ReadBasic.All': {
    delegated: '81594d25-e88e-49cf-ac8c-fecbff49f994',
    application: 'cac88765-0581-4025-9725-5ebc13f729ee',
    adminConsent: true,
  },
  'User.Export.All': {
    delegated: '405a51b5-8d8d-430b-9842-8be4b0e9f324',
    application: '405a51b5-8d8d-430b-9842-8be4b0e9f324',
    adminConsent: true,
  },
  'User.Read.All': {
    delegated: 'a154be20-db9c-4678-8ab7-66f6cc099a59',
    application: 'df021288-bdef-4463-88db-98f22de89214',
    adminConsent: true,
  },
  'User.Read': { delegated: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', adminConsent: false },
  'Organization.Read.All': {
    delegated: '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    application: '498476ce-e0fe-48b0-b801-37ba7e2685c6',
    adminConsent: true,
  },
} as const satisfies Record<Permission, PermissionIds>;

export type DirectoryRole = 'Global Reader' | 'Global Administrator';

/** Role template ids as they stand in the `wids` claim of a token. Source: Entra built-in roles page. */
export const directoryRoleIds = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
} as const satisfies Record<DirectoryRole, string>;
