import type { CloudName } from './clouds';
import type { DirectoryRole, Permission } from './permissions';

export type OperationId =
  | 'listInboundSharedUserProfiles'
  | 'getInboundSharedUserProfile'
  | 'exportInboundPersonalData'
  | 'removeInboundPersonalData'
  | 'listOutboundSharedUserProfiles'
  | 'getOutboundSharedUserProfile'
  | 'listOutboundTenants'
  | 'removeOutboundPersonalData'
  | 'findTenantInformationByTenantId'
  | 'findTenantInformationByDomainName'
  | 'getDataPolicyOperation'
  | 'getMe'
  | 'listOrganization'
  | 'batch';

export type GraphVersion = 'v1.0' | 'beta';

export type QueryOption = '$top' | '$skip' | '$search' | '$filter' | '$count' | '$orderby' | '$select' | '$expand';

export type ResourceName =
  | 'inboundSharedUserProfile'
  | 'outboundSharedUserProfile'
  | 'tenantReference'
  | 'tenantInformation'
  | 'dataPolicyOperation'
  | 'user'
  | 'organization'
  | 'batchResponse';

export type Answer =
  | { readonly kind: 'collection'; readonly status: 200; readonly of: ResourceName }
  | { readonly kind: 'entity'; readonly status: 200; readonly of: ResourceName }
  | { readonly kind: 'accepted'; readonly status: 202; readonly poll: OperationId }
  | { readonly kind: 'empty'; readonly status: 204 };

/** A parameter of the path: its name in our template, in the OpenAPI description and in Graph PowerShell. */
export interface PathParameter {
  readonly name: string;
  readonly openApi: string;
  readonly cmdlet: string;
}

export interface BodyParameter {
  readonly name: string;
  readonly cmdlet: string;
  readonly secret: boolean;
}

export interface Cmdlet {
  readonly name: string;
  readonly module:
    | 'Microsoft.Graph.Authentication'
    | 'Microsoft.Graph.Beta.Identity.DirectoryManagement'
    | 'Microsoft.Graph.Beta.Identity.SignIns'
    | 'Microsoft.Graph.Identity.DirectoryManagement'
    | 'Microsoft.Graph.Users';
  readonly whatIf: boolean;
  readonly list: boolean;
}

/** What an operation does to the tenant; writes need an unlocked context. */
export type Effect = 'read' | 'export' | 'remove';

/** Repeating: `safe` after throttling and lost answers, `notExecuted` only when the service says it did nothing (429). */
export type Repeat = 'safe' | 'notExecuted';

export interface Operation {
  readonly id: OperationId;
  readonly title: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly openApiPath: string;
  readonly versions: readonly GraphVersion[];
  readonly pathParameters: readonly PathParameter[];
  readonly bodyParameters: readonly BodyParameter[];
  readonly queryOptions: readonly QueryOption[];
  /** Properties asked for with `$select` on every call; empty where the default answer is what we need. */
  readonly select: readonly string[];
  readonly answer: Answer;
  readonly permissions: { readonly delegated: readonly Permission[]; readonly application: readonly Permission[] };
  readonly role: DirectoryRole | undefined;
  readonly ownDataPermissions: readonly Permission[];
  readonly clouds: readonly CloudName[];
  readonly cmdlet: Cmdlet;
  readonly effect: Effect;
  readonly repeat: Repeat;
}
