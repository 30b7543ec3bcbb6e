import { SignInError } from '../graph/errors';
import { isGraphAudience, type TokenFacts } from './accessToken';
import type { Context } from './context';
import { endpointsOf } from './environment';

function audienceError(context: Context, facts: TokenFacts): SignInError | undefined {
  return isGraphAudience(facts.audience, endpointsOf(context.environment).graphEndpoint)
    ? undefined
    : new SignInError('The access token is not for Microsoft Graph. Nothing was sent.', 'wrongAudience');
}

function tenantError(context: Context, facts: TokenFacts): SignInError | undefined {
  return facts.tenantId === context.tenantId.toLowerCase()
    ? undefined
    : new SignInError(
        `The access token is for tenant ${facts.tenantId ?? 'unknown'}, but this context is tenant ${context.tenantId}. Nothing was sent.`,
        'wrongTenant',
      );
}

function identityError(context: Context, facts: TokenFacts): SignInError | undefined {
  const { identity } = context;
  const same =
    identity.kind === 'user'
      ? !facts.appOnly && facts.objectId === identity.objectId.toLowerCase()
      : facts.appOnly && facts.clientId === context.clientId.toLowerCase();
  return same
    ? undefined
    : new SignInError('The access token belongs to another account than this context. Nothing was sent.', 'wrongAccount');
}

/**
 * Holds an access token against the context it is to be used in, before its first use.
 * MSAL accepts, and hands out, tokens of another tenant or account than was asked for; nothing else stands between them and a call.
 * Throws SignInError `wrongAudience`, `wrongTenant` or `wrongAccount`.
 */
export function requireTokenOf(context: Context, facts: TokenFacts): void {
  const error = audienceError(context, facts) ?? tenantError(context, facts) ?? identityError(context, facts);
  if (error !== undefined) {
    throw error;
  }
}
