import type { Permission } from '../../graph/permissions';
import type { DirectoryUser, Membership } from '../directory';
import { accountRefusal } from './accounts';
import { answersChallenge } from './claimsParameter';
import { refusalOf } from './faultReply';
import type { OAuthError } from './oauthError';
import { membershipOf } from './people';
import { refusal } from './refusals';
import { tenantIdFor } from './scene';
import { adminScopes, askedScopes } from './scopes';
import type { SignIns } from './signIns';
import type { Visit } from './visit';

function refusalOnDemand({ faults }: SignIns, visit: Visit, user: DirectoryUser, tenantId: string): OAuthError | undefined {
  const { userPrincipalName } = user;
  const { clientId, claims } = visit;
  const occasion = { tenantId, userPrincipalName, clientId, withClaims: answersChallenge(claims), claims: [claims] };
  const rule = faults.strike({ endpoint: 'authorize', ...occasion }, ['refused']);
  return rule && refusalOf(rule);
}

/** Why a person may not sign in where the visit leads, if so. */
export function refusalAtSignIn(signIns: SignIns, visit: Visit, user: DirectoryUser): OAuthError | undefined {
  const tenantId = tenantIdFor(signIns, visit, user);
  if (membershipOf(user, tenantId) === undefined) {
    return refusal(
      50020,
      `User account '${user.userPrincipalName}' does not exist in tenant '${visit.tenantName}' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first.`,
    );
  }
  const code = accountRefusal(signIns.accounts.of(user.userPrincipalName));
  return code === undefined ? refusalOnDemand(signIns, visit, user, tenantId) : refusal(code);
}

/** What the person has to be asked for: what is missing, or everything when the app wants it asked again. */
export function toConsent({ consents }: SignIns, visit: Visit, { tenantId, objectId }: Membership): readonly Permission[] {
  if (visit.purpose.kind === 'adminConsent') {
    return adminScopes(visit.scope);
  }
  const asked = askedScopes(visit.scope).permissions;
  const granted = consents.granted(tenantId, visit.clientId, objectId);
  return visit.prompt === 'consent' ? asked : asked.filter((permission) => !granted.includes(permission));
}

/** What of it nobody has granted yet. */
export function notYetGranted(signIns: SignIns, visit: Visit, membership: Membership): readonly Permission[] {
  const { tenantId, objectId } = membership;
  const granted = signIns.consents.granted(tenantId, visit.clientId, objectId);
  return toConsent(signIns, visit, membership).filter((each) => visit.purpose.kind === 'adminConsent' || !granted.includes(each));
}
