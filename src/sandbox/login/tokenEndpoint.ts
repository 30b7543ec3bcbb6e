import { answersChallenge } from './claimsParameter';
import { grantOf, sessionBehind, type Grant } from './grants';
import type { LoginFaultRule } from './loginFault';
import type { Occasion } from './loginFaults';
import { findTenant, isAnyTenant } from './people';
import { askedScopes, scopeAnswer } from './scopes';
import type { SignIns } from './signIns';
import { wrongSubject } from './subjects';
import type { Subject } from './tokenClaims';
import { clientInfoOf } from './visitEnd';

type Body = Readonly<Record<string, unknown>>;

export interface TokenAnswer {
  readonly body: Body;
  readonly userPrincipalName: string | undefined;
}

async function personParts(signIns: SignIns, { session, scope, nonce }: Grant, subject: Subject, lifetime: number): Promise<Body> {
  if (session === undefined) {
    return subject.kind === 'user' ? { scope: subject.permissions.join(' ') } : {};
  }
  const { openId } = askedScopes(scope);
  return {
    scope: scopeAnswer(scope, subject.permissions),
    client_info: clientInfoOf(signIns, subject.userPrincipalName ?? session.userPrincipalName),
    ...(openId.includes('openid') ? { id_token: await signIns.tokens.signIdToken(subject, nonce, lifetime) } : {}),
    ...(openId.includes('offline_access') ? { refresh_token: signIns.refreshTokens.issue({ ...session, scope }) } : {}),
  };
}

/** What a token request is about, for the faults: known before it is answered. */
export function tokenOccasion(signIns: SignIns, tenantName: string, form: URLSearchParams): Occasion {
  const session = sessionBehind(signIns, form);
  const tenant = isAnyTenant(tenantName) ? undefined : findTenant(signIns.directory, tenantName);
  const claims = form.get('claims') ?? undefined;
  return {
    endpoint: 'token',
    grant: form.get('grant_type')?.replace(/^urn:ietf:params:oauth:grant-type:/, ''),
    tenantId: tenant?.tenantId ?? session?.tenantId,
    userPrincipalName: session?.userPrincipalName ?? form.get('username') ?? undefined,
    clientId: form.get('client_id') ?? undefined,
    withClaims: answersChallenge(claims),
    claims: [claims, session?.claims],
    signIn: session?.signIn,
  };
}

/** Answers a token request; `fault` may make the answer a wrong one. Throws OAuthError. */
export async function answerToken(
  signIns: SignIns,
  tenantName: string,
  form: URLSearchParams,
  fault: LoginFaultRule | undefined,
): Promise<TokenAnswer> {
  const grant = await grantOf(signIns, tenantName, form);
  const wrong = fault?.fault === 'wrongToken' ? (fault.token ?? {}) : undefined;
  const subject = wrong === undefined ? grant.subject : wrongSubject(signIns, grant.subject, wrong);
  const lifetime = wrong?.lifetimeSeconds ?? signIns.settings().accessTokenSeconds;
  const body = {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    ...(await personParts(signIns, grant, subject, lifetime)),
    access_token: await signIns.tokens.sign(subject, lifetime, wrong?.audience),
  };
  return { body, userPrincipalName: subject.userPrincipalName };
}
