import type { SignInError } from '../graph/errors';
import type { Context, LostContext, Remembered } from './context';
import { signInError } from './failure';

/** Gives what may lie in plain sight of a context; the name of its tenant may be known from before. */
export function rememberedOf(context: Context, before: unknown): Remembered {
  const { id, environment, tenantId, clientId, tokenCredentialType, label, colour } = context;
  const tenantDisplayName = context.tenantDisplayName ?? (isRemembered(before) ? before.tenantDisplayName : undefined);
  return { id, environment, tenantId, tenantDisplayName, clientId, tokenCredentialType, label, colour };
}

/** Whether something read from beside the secret store is that. */
export function isRemembered(value: unknown): value is Remembered {
  const { id, environment, tenantId, clientId, tokenCredentialType, colour } = (value ?? {}) as Partial<Record<keyof Remembered, unknown>>;
  const texts = [id, tenantId, clientId, tokenCredentialType, colour].every((each) => typeof each === 'string');
  return texts && typeof environment === 'object' && environment !== null;
}

/** Gives the error that a lost sign-in stands for. */
export function lostError({ why }: Pick<LostContext, 'why'>): SignInError {
  return why === 'missing'
    ? signInError({ reason: 'expired', condition: 'signInLost' })
    : signInError({ reason: 'refused', condition: 'secretStoreFailed' });
}
