import { SignInError } from '../graph/errors';
import { isGraphAudience, type TokenFacts } from './accessToken';
import type { Context } from './context';
import { endpointsOf } from './environment';
import type { SignedInAccount } from './tokenClient';

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
        { expectedTenantId: context.tenantId, answeredTenantId: facts.tenantId },
      );
}

function identityError(context: Context, facts: TokenFacts, account: SignedInAccount | undefined): SignInError | undefined {
  const { identity } = context;
  const named = account === undefined || (account.objectId === facts.objectId && account.tenantId === facts.tenantId);
  const client = facts.clientId === undefined || facts.clientId === context.clientId.toLowerCase();
  const same =
    identity.kind === 'user'
      ? !facts.appOnly && facts.objectId === identity.objectId.toLowerCase() && named && client
      : facts.appOnly && facts.clientId === context.clientId.toLowerCase();
  return same
    ? undefined
    : new SignInError('The access token belongs to another account than this context. Nothing was sent.', 'wrongAccount');
}

/**
 * Holds an access token against the context it is to be used in, before its first use.
 * MSAL accepts, and hands out, tokens of another tenant or account than was asked for; nothing else stands between them and a call.
 * `account` is whom the id token named, where there was one. Throws SignInError `wrongAudience`, `wrongTenant` or `wrongAccount`.
 */
export function requireTokenOf(context: Context, facts: TokenFacts, account?: SignedInAccount): void {
  const error = audienceError(context, facts) ?? tenantError(context, facts) ?? identityError(context, facts, account);
  if (error !== undefined) {
    throw error;
  }
}
