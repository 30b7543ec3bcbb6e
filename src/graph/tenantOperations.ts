import type { Operation } from './operation';
import { directoryManagement, entityOptions, everywhereRead, globalOnly, listOptions } from './operationParts';

const findTenant = {
  ...everywhereRead,
  answer: { kind: 'entity', status: 200, of: 'tenantInformation' },
  permissions: {
    delegated: ['CrossTenantInformation.ReadBasic.All'],
    application: ['CrossTenantInformation.ReadBasic.All'],
  },
} as const satisfies Partial<Operation>;

const invoke = { name: 'Invoke-MgGraphRequest', module: 'Microsoft.Graph.Authentication', whatIf: false, list: false } as const;

/** What is asked about tenants, exports under way and the one who is signed in. */
export const tenantOperations = {
  findTenantInformationByTenantId: {
    ...findTenant,
    id: 'findTenantInformationByTenantId',
    title: 'Find tenant information by tenant id',
    path: "/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')",
    openApiPath: "/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')",
    pathParameters: [{ name: 'tenantId', openApi: 'tenantId', cmdlet: 'TenantId' }],
    cmdlet: {
      name: 'Find-MgTenantRelationshipTenantInformationByTenantId',
      module: directoryManagement,
      whatIf: false,
      list: false,
    },
  },
  findTenantInformationByDomainName: {
    ...findTenant,
    id: 'findTenantInformationByDomainName',
    title: 'Find tenant information by domain name',
    path: "/tenantRelationships/findTenantInformationByDomainName(domainName='{domainName}')",
    openApiPath: "/tenantRelationships/findTenantInformationByDomainName(domainName='{domainName}')",
    pathParameters: [{ name: 'domainName', openApi: 'domainName', cmdlet: 'DomainName' }],
    cmdlet: {
      name: 'Find-MgTenantRelationshipTenantInformationByDomainName',
      module: directoryManagement,
      whatIf: false,
      list: false,
    },
  },
  getDataPolicyOperation: {
    ...everywhereRead,
    id: 'getDataPolicyOperation',
    title: 'Get a data policy operation (the progress of an export)',
    path: '/dataPolicyOperations/{dataPolicyOperationId}',
    openApiPath: '/dataPolicyOperations/{dataPolicyOperation-id}',
    pathParameters: [{ name: 'dataPolicyOperationId', openApi: 'dataPolicyOperation-id', cmdlet: 'DataPolicyOperationId' }],
    queryOptions: entityOptions,
    answer: { kind: 'entity', status: 200, of: 'dataPolicyOperation' },
    permissions: { delegated: ['User.Export.All', 'User.Read.All'], application: ['User.Export.All', 'User.Read.All'] },
    role: 'Global Administrator',
    clouds: globalOnly,
    cmdlet: { name: 'Get-MgBetaDataPolicyOperation', module: 'Microsoft.Graph.Beta.Identity.SignIns', whatIf: false, list: false },
  },
  getMe: {
    ...everywhereRead,
    id: 'getMe',
    title: 'Get the signed-in user',
    path: '/me',
    openApiPath: '/me',
    queryOptions: entityOptions,
    select: ['id', 'displayName', 'userPrincipalName'],
    answer: { kind: 'entity', status: 200, of: 'user' },
    permissions: { delegated: ['User.Read', 'User.Read.All'], application: [] },
    cmdlet: invoke,
  },
  listOrganization: {
    ...everywhereRead,
    id: 'listOrganization',
    title: 'Get the organization (the tenant signed in to)',
    path: '/organization',
    openApiPath: '/organization',
    queryOptions: listOptions,
    select: ['id', 'displayName', 'verifiedDomains'],
    answer: { kind: 'collection', status: 200, of: 'organization' },
    permissions: { delegated: ['User.Read', 'Organization.Read.All'], application: ['Organization.Read.All'] },
    cmdlet: { name: 'Get-MgOrganization', module: directoryManagement, whatIf: false, list: true },
  },
  batch: {
    ...everywhereRead,
    id: 'batch',
    title: 'Send several requests in one',
    method: 'POST',
    path: '/$batch',
    openApiPath: '/$batch',
    bodyParameters: [{ name: 'requests', cmdlet: 'Body', secret: false }],
    answer: { kind: 'entity', status: 200, of: 'batchResponse' },
    permissions: { delegated: [], application: [] },
    cmdlet: invoke,
  },
} as const satisfies Record<string, Operation>;
