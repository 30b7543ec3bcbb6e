import type { DirectoryUser } from '../directory';
import type { Browser } from './browsers';
import type { SignInIds } from './oauthError';
import type { AccountLine, Place } from './pages';
import { findTenant, findUser, isAnyTenant, membershipOf } from './people';
import type { SignIns } from './signIns';
import type { Visit } from './visit';

/** One request of a browser. */
export interface Scene {
  readonly signIns: SignIns;
  readonly browser: Browser;
  readonly ids: SignInIds;
}

/** The tenant a person signs in to: the one asked for, or the home one where any will do. */
export function tenantIdFor({ directory }: SignIns, visit: Visit, user: DirectoryUser): string {
  return isAnyTenant(visit.tenantName) ? user.homeTenantId : (findTenant(directory, visit.tenantName)?.tenantId ?? '');
}

export function placeOf({ signIns }: Scene, visit: Visit, ticket: string): Place {
  const { directory, loginEndpoint } = signIns;
  const tenant = findTenant(directory, visit.account?.tenantId ?? visit.tenantName);
  return {
    action: `${new URL(loginEndpoint).pathname}/${encodeURIComponent(visit.tenantName)}/visit`,
    ticket,
    where: tenant?.displayName ?? 'Any organization',
    appDisplayName: directory.apps.find((each) => each.clientId === visit.clientId)?.displayName ?? visit.clientId,
  };
}

export function accountLine({ signIns }: Scene, visit: Visit, user: DirectoryUser): AccountLine | undefined {
  const membership = membershipOf(user, tenantIdFor(signIns, visit, user));
  const { userPrincipalName, displayName } = user;
  const home = findTenant(signIns.directory, user.homeTenantId)?.displayName ?? '';
  const guest = membership?.userType === 'Guest' ? [`Guest from ${home}`] : [];
  return membership && { userPrincipalName, displayName, remark: [...guest, ...membership.roles].join(', ') };
}

/** Whoever can sign in where the visit leads, those that this browser knows first. */
export function accountLines(scene: Scene, visit: Visit): readonly AccountLine[] {
  const known = scene.browser.accounts();
  const lines = scene.signIns.directory.users.map((user) => accountLine(scene, visit, user)).filter((line) => line !== undefined);
  return lines.toSorted((one, other) => known.indexOf(other.userPrincipalName) - known.indexOf(one.userPrincipalName));
}

/** The account to go on with, where the browser is signed in and there is no doubt which is meant. */
export function signedInAccount(scene: Scene, visit: Visit): DirectoryUser | undefined {
  const { directory } = scene.signIns;
  const users = scene.browser
    .accounts()
    .map((name) => findUser(directory, name))
    .filter((user) => user !== undefined && accountLine(scene, visit, user) !== undefined);
  if (visit.loginHint !== undefined) {
    const hinted = findUser(directory, visit.loginHint);
    return users.find((user) => user === hinted);
  }
  return users.length === 1 ? users[0] : undefined;
}
