import { permissionIds } from '../../graph/permissions';
import type { DirectoryTenant } from '../directory';
import { accountRefusal } from './accounts';
import { askedClaims, type AskedClaims } from './claimsParameter';
import type { WrongToken } from './loginFault';
import { findApp, findUser, membershipOf } from './people';
import { consentMissing, refusal } from './refusals';
import { askedScopes, checkScope } from './scopes';
import type { Session, SignIns } from './signIns';
import type { Subject } from './tokenClaims';

const everyPermission = Object.keys(permissionIds);

/** What the call asks for, on top of what the sign-in behind it has already satisfied. */
function claimsFor(asked: string | null, session: string | undefined): AskedClaims {
  const [now, before] = [askedClaims(asked), askedClaims(session)];
  return {
    capabilities: now.capabilities.length > 0 ? now.capabilities : before.capabilities,
    answered: { ...before.answered, ...now.answered },
  };
}

/** The person of a session as a token tells: with everything that was consented to, as long as it covers what is asked. Throws OAuthError. */
export function sessionSubject(signIns: SignIns, session: Session, scope: string, claims: string | null): Subject {
  const user = findUser(signIns.directory, session.userPrincipalName);
  const membership = membershipOf(user, session.tenantId);
  const app = findApp(signIns.directory, session.clientId, session.tenantId);
  if (user === undefined || membership === undefined) {
    throw refusal(50020);
  }
  const refused = accountRefusal(signIns.accounts.of(user.userPrincipalName));
  if (refused !== undefined) {
    throw refusal(refused);
  }
  checkScope(scope);
  const granted = signIns.consents.granted(session.tenantId, session.clientId, membership.objectId);
  const asked = askedScopes(scope);
  if (asked.permissions.some((permission) => !granted.includes(permission)) || (asked.everythingConsented && granted.length === 0)) {
    throw consentMissing(app.clientId, app.displayName);
  }
  const { capabilities, answered } = claimsFor(claims, session.claims);
  return {
    kind: 'user',
    tenantId: session.tenantId,
    objectId: membership.objectId,
    clientId: app.clientId,
    appDisplayName: app.displayName,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    homeTenantId: user.homeTenantId,
    signIn: session.signIn,
    permissions: granted,
    directoryRoles: membership.roles,
    capabilities,
    answeredClaims: answered,
  };
}

/** A person by name and password, with no page between: for programs that cannot open one. Everything asked for counts as consented. */
export function passwordSubject(signIns: SignIns, tenant: DirectoryTenant, form: URLSearchParams): Subject {
  const user = findUser(signIns.directory, form.get('username'));
  if (user === undefined || membershipOf(user, tenant.tenantId) === undefined || user.password !== form.get('password')) {
    throw refusal(50126);
  }
  const { clientId } = findApp(signIns.directory, form.get('client_id'), tenant.tenantId);
  const session = { userPrincipalName: user.userPrincipalName, tenantId: tenant.tenantId, clientId, scope: '', claims: undefined };
  const asked = askedScopes(form.get('scope') ?? '');
  const subject = sessionSubject(signIns, { ...session, signIn: signIns.nextSignIn() }, '', form.get('claims'));
  return { ...subject, permissions: asked.everythingConsented ? everyPermission : asked.permissions };
}

/** The subject of a token that the service wrongly answers with. */
export function wrongSubject(signIns: SignIns, subject: Subject, wrong: WrongToken): Subject {
  const user = findUser(signIns.directory, wrong.userPrincipalName ?? subject.userPrincipalName);
  const tenantId = wrong.tenantId ?? subject.tenantId;
  const objectId = wrong.objectId ?? membershipOf(user, tenantId)?.objectId ?? subject.objectId;
  return {
    ...subject,
    tenantId,
    objectId,
    ...(wrong.appOnly === true ? { kind: 'app' as const } : {}),
    ...(wrong.clientId === undefined ? {} : { clientId: wrong.clientId }),
    ...(user === undefined ? {} : { userPrincipalName: user.userPrincipalName, displayName: user.displayName }),
    ...(wrong.permissions === undefined ? {} : { permissions: wrong.permissions }),
  };
}
