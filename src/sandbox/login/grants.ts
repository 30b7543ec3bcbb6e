import { createHash } from 'node:crypto';
import type { Subject } from './tokenClaims';
import { appSubject, proveApp } from './appSubjects';
import { checkClaims } from './claimsParameter';
import { findApp, findTenant, findUser, isAnyTenant, tenantFor } from './people';
import { refusal, tenantNotFound } from './refusals';
import type { Session, SignIns } from './signIns';
import { passwordSubject, sessionSubject } from './subjects';

/** What a token request is answered with: for whom, and from which sign-in. */
export interface Grant {
  readonly subject: Subject;
  readonly session: Session | undefined;
  readonly scope: string;
  readonly nonce: string | undefined;
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

function checkStillGood({ accounts }: SignIns, session: Session): void {
  const { voidUntil } = accounts.of(session.userPrincipalName);
  if (voidUntil !== undefined && session.signIn <= voidUntil.signIn) {
    throw refusal(voidUntil.code);
  }
}

function fromSession(signIns: SignIns, session: Session, form: URLSearchParams, nonce?: string): Grant {
  checkStillGood(signIns, session);
  const scope = form.get('scope') ?? session.scope;
  return { subject: sessionSubject(signIns, session, scope, form.get('claims')), session, scope, nonce };
}

async function checkClient(signIns: SignIns, tenantName: string, form: URLSearchParams): Promise<string> {
  if (!isAnyTenant(tenantName) && findTenant(signIns.directory, tenantName) === undefined) {
    throw tenantNotFound(tenantName);
  }
  const app = findApp(signIns.directory, form.get('client_id'), tenantName);
  await proveApp(signIns, app, findTenant(signIns.directory, tenantName)?.tenantId ?? tenantName, form);
  return app.clientId;
}

async function byCode(signIns: SignIns, tenantName: string, form: URLSearchParams): Promise<Grant> {
  const clientId = await checkClient(signIns, tenantName, form);
  const code = signIns.codes.take(form.get('code') ?? '');
  if (code === undefined) {
    throw refusal(54005);
  }
  if (code.session.clientId !== clientId) {
    throw refusal(70000, 'The authorization code was issued to another application.');
  }
  if (code.redirectUri !== form.get('redirect_uri')) {
    throw refusal(50011, 'The redirect URI is not the one of the authorization request.', { word: 'invalid_grant' });
  }
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (code.codeChallenge !== challenge) {
    throw refusal(501481);
  }
  return fromSession(signIns, code.session, form, code.nonce);
}

/** A refresh token of one tenant also serves for another one that the person is in, as the real service has it. */
async function byRefreshToken(signIns: SignIns, tenantName: string, form: URLSearchParams): Promise<Grant> {
  const clientId = await checkClient(signIns, tenantName, form);
  const ticket = form.get('refresh_token') ?? '';
  const found = signIns.refreshTokens.find(ticket);
  if (found === undefined) {
    throw signIns.refreshTokens.hasEnded(ticket) ? refusal(700082) : refusal(70000);
  }
  if (found.clientId !== clientId) {
    throw refusal(70000, 'The refresh token was issued to another application.');
  }
  const tenantId = isAnyTenant(tenantName) ? undefined : findTenant(signIns.directory, tenantName)?.tenantId;
  const grant = fromSession(signIns, { ...found, tenantId: tenantId ?? found.tenantId }, form);
  if (signIns.settings().refreshTokensOnce) {
    signIns.refreshTokens.take(ticket);
  }
  return grant;
}

async function byDeviceCode(signIns: SignIns, tenantName: string, form: URLSearchParams): Promise<Grant> {
  await checkClient(signIns, tenantName, form);
  const name = form.get('device_code') ?? '';
  const device = signIns.devices.find(name);
  if (device === undefined) {
    throw refusal(70020);
  }
  switch (device.state.kind) {
    case 'pending':
      throw refusal(70016);
    case 'declined':
      throw refusal(70018);
    case 'approved':
      signIns.devices.take(name);
      return fromSession(signIns, device.state.session, form);
  }
}

/** Holds a token request to what it presents. Throws OAuthError. */
export async function grantOf(signIns: SignIns, tenantName: string, form: URLSearchParams): Promise<Grant> {
  checkClaims(form.get('claims'));
  const scope = form.get('scope') ?? '';
  const tenant = (): ReturnType<typeof tenantFor> =>
    tenantFor(signIns.directory, tenantName, findUser(signIns.directory, form.get('username')));
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return byCode(signIns, tenantName, form);
    case 'refresh_token':
      return byRefreshToken(signIns, tenantName, form);
    case deviceGrant:
    case 'device_code':
      return byDeviceCode(signIns, tenantName, form);
    case 'client_credentials':
      return { subject: await appSubject(signIns, tenant(), form), session: undefined, scope, nonce: undefined };
    case 'password':
      return { subject: passwordSubject(signIns, tenant(), form), session: undefined, scope, nonce: undefined };
    case null:
      throw refusal(900144, "The request body must contain the following parameter: 'grant_type'.");
    default:
      throw refusal(70003);
  }
}

/** The sign-in behind a token request, as far as it can be known before it is answered. */
export function sessionBehind(signIns: SignIns, form: URLSearchParams): Session | undefined {
  const device = signIns.devices.find(form.get('device_code') ?? '');
  return (
    signIns.refreshTokens.find(form.get('refresh_token') ?? '') ??
    signIns.codes.find(form.get('code') ?? '')?.session ??
    (device?.state.kind === 'approved' ? device.state.session : undefined)
  );
}
