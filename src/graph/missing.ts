import type { Operation } from './operation';
import type { DirectoryRole, Permission } from './permissions';

/** What a token was granted. Permissions or roles are undefined where it does not tell; app-only tokens have no roles and need none. */
export interface GrantedTo {
  readonly kind: 'delegated' | 'application';
  readonly permissions: readonly Permission[] | undefined;
  readonly roles: readonly DirectoryRole[] | undefined;
}

export type MissingPermissions =
  | { readonly kind: 'none' }
  /** One of `anyOf` is needed, least first; `unknown` when the token does not tell what it has. */
  | { readonly kind: 'missing' | 'unknown'; readonly anyOf: readonly [Permission, ...Permission[]] }
  /** No permission allows this for this kind of sign-in. */
  | { readonly kind: 'impossible' };

export type MissingRole =
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly role: DirectoryRole }
  /** The token does not tell the roles: this one, or a custom role that allows it, is needed. */
  | { readonly kind: 'unknown'; readonly role: DirectoryRole };

export interface Missing {
  readonly permissions: MissingPermissions;
  readonly role: MissingRole;
  /** The call would be allowed on the signed-in person's own data, without a role. */
  readonly ownDataAllowed: boolean;
}

/**
 * Which permission, least first, and which role an operation still needs. Pure, from the operation table.
 * A batch needs what the calls inside need, and nothing itself. Source: the Graph permissions files; roles from the API reference. Global Administrator includes Global Reader; a custom role may do as well.
 */
export function missingFor(operation: Operation, granted: GrantedTo): Missing {
  const { ownDataPermissions } = operation;
  return {
    permissions: operation.id === 'batch' ? { kind: 'none' } : missingPermissions(operation.permissions[granted.kind], granted.permissions),
    role: granted.kind === 'application' ? { kind: 'none' } : missingRole(operation.role, granted.roles),
    ownDataAllowed:
      granted.kind === 'delegated' && granted.permissions?.some((permission) => ownDataPermissions.includes(permission)) === true,
  };
}

function missingPermissions(wanted: readonly Permission[], granted: readonly Permission[] | undefined): MissingPermissions {
  const [least, ...higher] = wanted;
  if (least === undefined) {
    return { kind: 'impossible' };
  }
  if (granted?.some((permission) => wanted.includes(permission)) === true) {
    return { kind: 'none' };
  }
  return { kind: granted === undefined ? 'unknown' : 'missing', anyOf: [least, ...higher] };
}

function missingRole(role: DirectoryRole | undefined, roles: readonly DirectoryRole[] | undefined): MissingRole {
  if (role === undefined || roles?.includes(role) === true || roles?.includes('Global Administrator') === true) {
    return { kind: 'none' };
  }
  return { kind: roles === undefined ? 'unknown' : 'missing', role };
}
