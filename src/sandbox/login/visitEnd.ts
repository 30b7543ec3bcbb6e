import { describeError, type OAuthError } from './oauthError';
import { donePage } from './pages';
import { findUser, membershipOf } from './people';
import { refusal } from './refusals';
import { returnTo, showPage, type Reply } from './reply';
import type { Scene } from './scene';
import type { Session, SignIns } from './signIns';
import type { Visit } from './visit';

type Values = Readonly<Record<string, string>>;
type PurposeOf<Kind extends Visit['purpose']['kind']> = Extract<Visit['purpose'], { readonly kind: Kind }>;

const stateOf = (state: string | undefined): Values => (state === undefined ? {} : { state });

/** Who is at home where: what MSAL builds an account from. */
export function clientInfoOf({ directory }: SignIns, userPrincipalName: string): string {
  const user = findUser(directory, userPrincipalName);
  const home = membershipOf(user, user?.homeTenantId ?? '');
  return Buffer.from(JSON.stringify({ uid: home?.objectId ?? '', utid: user?.homeTenantId ?? '' })).toString('base64url');
}

function giveCode({ signIns, ids }: Scene, purpose: PurposeOf<'code'>, session: Session): Reply {
  const { redirectUri, codeChallenge, nonce, responseMode, state, clientInfo } = purpose;
  const code = signIns.codes.issue({ session, redirectUri, codeChallenge, nonce });
  const info: Values = clientInfo ? { client_info: clientInfoOf(signIns, session.userPrincipalName) } : {};
  return returnTo(redirectUri, responseMode, { code, ...info, ...stateOf(state), session_state: ids.traceId });
}

function settleDevice(signIns: SignIns, deviceCode: string, session: Session | undefined): void {
  const device = signIns.devices.find(deviceCode);
  if (device !== undefined) {
    const state = session === undefined ? ({ kind: 'declined' } as const) : ({ kind: 'approved', session } as const);
    signIns.devices.replace(deviceCode, { ...device, state });
  }
}

/** Ends a visit that was not refused: the app gets what it asked for. */
export function finish(scene: Scene, visit: Visit, ticket: string): Reply {
  const { signIns, browser } = scene;
  const { account, purpose, clientId, scope, claims } = visit;
  if (account === undefined) {
    return leave(scene, visit, ticket, refusal(65004));
  }
  signIns.visits.take(ticket);
  browser.remember(account.userPrincipalName);
  const session: Session = { ...account, clientId, scope, claims, signIn: signIns.nextSignIn() };
  switch (purpose.kind) {
    case 'code':
      return giveCode(scene, purpose, session);
    case 'device':
      settleDevice(signIns, purpose.deviceCode, session);
      return showPage(donePage('You are signed in', 'Close this page and go back to the app on the other device.'));
    case 'adminConsent': {
      const given = { admin_consent: 'True', tenant: session.tenantId, scope, ...stateOf(purpose.state) };
      return purpose.redirectUri === undefined
        ? showPage(donePage('Consent granted', 'The app may now be used by everyone in the organization.'))
        : returnTo(purpose.redirectUri, 'query', given);
    }
  }
}

/** Ends a visit with a refusal, which the app is told. `more` goes along with it. */
export function leave(scene: Scene, visit: Visit, ticket: string, error: OAuthError, more: Values = {}): Reply {
  const { signIns, ids } = scene;
  signIns.visits.take(ticket);
  const { purpose } = visit;
  const told = { error: error.word, ...more, error_description: describeError(error, ids, signIns.clock.now()) };
  switch (purpose.kind) {
    case 'code': {
      const { suberror, claims } = error.details;
      const details: Values = { ...(suberror === undefined ? {} : { suberror }), ...(claims === undefined ? {} : { claims }) };
      return returnTo(purpose.redirectUri, purpose.responseMode, { ...told, ...details, ...stateOf(purpose.state) });
    }
    case 'device':
      settleDevice(signIns, purpose.deviceCode, undefined);
      return showPage(donePage('You declined', 'The app on the other device is told. Close this page.'));
    case 'adminConsent':
      return purpose.redirectUri === undefined
        ? showPage(donePage('Consent was not granted', 'Nothing has changed. Close this page.'))
        : returnTo(purpose.redirectUri, 'query', { ...told, error: 'permission_denied', ...stateOf(purpose.state) });
  }
}
