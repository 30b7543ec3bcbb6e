import { inboundOperations } from './inboundOperations';
import type { Operation, OperationId } from './operation';
import { outboundOperations } from './outboundOperations';
import { tenantOperations } from './tenantOperations';

/**
 * Every Graph operation this product uses, a row each. Permissions are least first.
 * Sources: the Graph permissions files, the beta metadata and SDK, the API reference and the Graph PowerShell cmdlet pages (2026-08).
 */
export const operations = {
  ...inboundOperations,
  ...outboundOperations,
  ...tenantOperations,
} as const satisfies { readonly [Id in OperationId]: Operation & { readonly id: Id } };

export const operationIds = Object.keys(operations) as readonly OperationId[];

/** The row of an operation, as the general type. */
export function operation(id: OperationId): Operation {
  return operations[id];
}
