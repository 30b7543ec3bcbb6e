import type { Permission } from '../graph/permissions';
import type { Context } from './context';

/** How the tokens of a context are had again. Holds secrets: it lies in the secret store only. */
export type Kept =
  | { readonly kind: 'person'; readonly cache: string; readonly permissions: readonly Permission[] }
  | { readonly kind: 'certificate'; readonly path: string; readonly passphrase: string | undefined }
  | { readonly kind: 'clientSecret'; readonly secret: string }
  | { readonly kind: 'accessToken'; readonly value: string }
  | { readonly kind: 'environmentVariable'; readonly name: string }
  | { readonly kind: 'password'; readonly username: string; readonly password: string };

/** A context and its way to tokens. `session` is new at every sign-in: what began before it does not write into it. */
export interface ContextRecord {
  readonly session: string;
  readonly context: Context;
  readonly kept: Kept;
}

/** Whether something read from the secret store is such a record. */
export function isContextRecord(value: unknown): value is ContextRecord {
  const { session, context, kept } = (value ?? {}) as Partial<Record<keyof ContextRecord, unknown>>;
  const { id, tenantId, clientId, environment, identity } = (context ?? {}) as Partial<Record<keyof Context, unknown>>;
  const { kind } = (kept ?? {}) as { readonly kind?: unknown };
  const texts = [session, id, tenantId, clientId, kind].every((each) => typeof each === 'string');
  return texts && [environment, identity].every((each) => typeof each === 'object' && each !== null);
}
