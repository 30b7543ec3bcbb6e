import type { CollectionRows, EntityAnswers } from '../../graph/client';
import type { OperationId } from '../../graph/operation';

export type ReadOperationId = keyof CollectionRows | keyof EntityAnswers;

/** What is shown of a row, in this order. A storage location is not among it: it may hold a signature. */
const fields = {
  listInboundSharedUserProfiles: ['displayName', 'userPrincipalName', 'userId', 'homeTenantId'],
  getInboundSharedUserProfile: ['displayName', 'userPrincipalName', 'userId', 'homeTenantId'],
  listOutboundSharedUserProfiles: ['userId'],
  getOutboundSharedUserProfile: ['userId'],
  listOutboundTenants: ['tenantId'],
  listOrganization: ['id', 'displayName'],
  findTenantInformationByTenantId: ['tenantId', 'displayName', 'defaultDomainName', 'federationBrandName'],
  findTenantInformationByDomainName: ['tenantId', 'displayName', 'defaultDomainName', 'federationBrandName'],
  getDataPolicyOperation: ['id', 'status', 'progress', 'userId', 'submittedDateTime', 'completedDateTime'],
  getMe: ['id', 'displayName', 'userPrincipalName'],
} as const satisfies Record<ReadOperationId, readonly string[]>;

export type ConsoleRow = Readonly<Record<string, unknown>>;

export function fieldsOf(id: ReadOperationId): readonly string[] {
  return fields[id];
}

export function isRead(id: OperationId): id is ReadOperationId {
  return id in fields;
}

/** A field as text; what is no text or number is left out rather than shown as something else. */
export function cellOf(row: ConsoleRow, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
