import type { DirectoryRole } from '../../graph/permissions';
import type { Operation } from '../../graph/operation';
import type { Caller, Refusal } from '../login/caller';
import { ApiError } from './apiError';

export const missingScope = new ApiError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
export const missingRole = new ApiError(
  403,
  'Authorization_RequestDenied',
  'The signed-in user does not have a directory role that is allowed to do this.',
);

const satisfying: Readonly<Record<DirectoryRole, readonly DirectoryRole[]>> = {
  'Global Reader': ['Global Reader', 'Global Administrator'],
  'Global Administrator': ['Global Administrator'],
};

/** 401 with the challenge header. `authority` is the sign-in service's address. */
export function unauthorized(refusal: Refusal, authority: string): ApiError {
  const begin = `Bearer realm="", authorization_uri="${authority}/common/oauth2/authorize"`;
  const challenge =
    refusal.claims === undefined
      ? `${begin}, client_id="00000003-0000-0000-c000-000000000000"`
      : `${begin}, error="insufficient_claims", claims="${Buffer.from(refusal.claims, 'utf8').toString('base64')}"`;
  return new ApiError(401, 'InvalidAuthenticationToken', refusal.message, { 'WWW-Authenticate': challenge });
}

function isOwnData(operation: Operation, caller: Caller, values: Readonly<Record<string, string>>): boolean {
  return operation.ownDataPermissions.length > 0 && values['userId']?.toLowerCase() === caller.objectId.toLowerCase();
}

/** Holds a caller to the operation table: permissions for apps and people, roles for people, except for their own data. Throws ApiError 403. */
export function authorise(operation: Operation, caller: Caller, values: Readonly<Record<string, string>>): void {
  const allowed: readonly string[] = caller.kind === 'app' ? operation.permissions.application : operation.permissions.delegated;
  if (!caller.permissions.some((permission) => allowed.includes(permission))) {
    throw missingScope;
  }
  if (caller.kind === 'app' || operation.role === undefined || isOwnData(operation, caller, values)) {
    return;
  }
  const enough = satisfying[operation.role];
  if (!caller.directoryRoles.some((role) => enough.includes(role))) {
    throw missingRole;
  }
}
