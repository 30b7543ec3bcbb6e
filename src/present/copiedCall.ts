import type { PathValues } from '../graph/client';
import type { Operation, OperationId } from '../graph/operation';
import { operation } from '../graph/operations';
import type { Permission } from '../graph/permissions';
import { requestUrl } from '../graph/requestUrl';
import type { AuthType, Environment } from '../signin/context';
import { endpointsOf } from '../signin/environment';

/** A call to be written down for another tool: an operation and what its path is filled with. Holds no token and no storage location. */
export interface CopiedCall {
  readonly operation: OperationId;
  readonly path: PathValues;
}

/** Where the call would go. */
export interface CopyContext {
  readonly environment: Environment;
  readonly tenantId: string;
  readonly clientId: string;
  readonly authType: AuthType;
}

/** Environment variables that a copied call reads what must not be copied from. */
export const copyVariables = { token: 'GRAPH_TOKEN', storageLocation: 'STORAGE_LOCATION', certificate: 'CERTIFICATE_THUMBPRINT' } as const;

/** The whole address of a call. Throws GraphError `invalid` for ids that cannot be sent. */
export function addressOf({ operation: id, path }: CopiedCall, { environment }: CopyContext): string {
  return requestUrl(new URL(endpointsOf(environment).graphEndpoint), operation(id), path).href;
}

/** Operations of some calls, each once. */
export function operationsOf(calls: readonly CopiedCall[]): readonly Operation[] {
  return [...new Set(calls.map((call) => call.operation))].map(operation);
}

/** The least permissions with which all of these calls can be made. */
export function leastPermissions(calls: readonly CopiedCall[], authType: AuthType): readonly Permission[] {
  const least = operationsOf(calls).map(({ permissions }) =>
    authType === 'AppOnly' ? permissions.application[0] : permissions.delegated[0],
  );
  return [...new Set(least.filter((permission) => permission !== undefined))];
}

/** The names of what goes into the body of a call. */
export function bodyOf({ operation: id }: CopiedCall): readonly string[] {
  return operation(id).bodyParameters.map(({ name }) => name);
}
