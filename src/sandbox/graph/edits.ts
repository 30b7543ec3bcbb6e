import { isGuid } from '../world/guid';

/** What a directory says of a person from now on, where it is not what was generated. */
export interface Edit {
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  readonly homeTenantId?: string;
}

/** People who were changed while the sandbox runs: a renamed one, one who moved to another organisation. */
export interface Edits {
  readonly size: number;
  edit(resourceTenantId: string, userId: string, edit: Edit): void;
  of(resourceTenantId: string, userId: string): Edit | undefined;
  clear(): void;
}

export class EditError extends Error {
  readonly kind = 'edit';
}

export function createEdits(): Edits {
  const edits = new Map<string, Edit>();
  const keyOf = (resourceTenantId: string, userId: string): string => `${resourceTenantId} ${userId.toLowerCase()}`;
  return {
    get size() {
      return edits.size;
    },
    edit: (resourceTenantId, userId, edit) => {
      const key = keyOf(resourceTenantId, userId);
      edits.set(key, { ...edits.get(key), ...edit });
    },
    of: (resourceTenantId, userId) => edits.get(keyOf(resourceTenantId, userId)),
    clear: () => edits.clear(),
  };
}

export interface PersonEdit {
  readonly tenantId: string;
  readonly userId: string;
  readonly edit: Edit;
}

const editable: readonly string[] = ['userPrincipalName', 'displayName', 'homeTenantId'];

/** `{ tenantId, userId, … }` with what is to change. Throws EditError. */
export function readPersonEdit(value: unknown): PersonEdit {
  const { tenantId, userId, ...edit } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isRight = Object.entries(edit).every(([name, text]) => editable.includes(name) && typeof text === 'string');
  if (typeof tenantId !== 'string' || typeof userId !== 'string' || !isGuid(userId) || !isRight) {
    throw new EditError(`A change names tenantId and userId, and of ${editable.join(', ')} what changes.`);
  }
  return { tenantId, userId, edit };
}
