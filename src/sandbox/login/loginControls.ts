import { accountFlags, addCertificate, changeAccount, changeConsents, changeSettings, rollKeysOver, secondsFields } from './loginDeeds';
import { loginEndpoints, loginFaultNames, readLoginFaults } from './loginFault';
import type { SignIns } from './signIns';

interface LoginControl {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly what: string;
  readonly act: (signIns: SignIns, body: unknown) => unknown;
}

/** What a test may ask of the sign-in service besides signing in. */
const controls: readonly LoginControl[] = [
  {
    method: 'POST',
    path: '/sandbox/login/faults',
    what: `Adds faults: ${loginFaultNames.join(', ')}; by endpoint (${loginEndpoints.join(', ')}), grant, tenantId, userPrincipalName, clientId, withClaims, nth, count, until (signIn, claims). Of throttled and unavailable: retryAfterSeconds; of slow: durationMs; of htmlErrorPage: status; of refused: code, error, suberror, claims; of wrongToken: token with tenantId, userPrincipalName, objectId, clientId, audience, permissions, appOnly, lifetimeSeconds.`,
    act: ({ faults }, body) => {
      faults.add(readLoginFaults(body));
      return faults.states();
    },
  },
  {
    method: 'GET',
    path: '/sandbox/login/faults',
    what: 'The faults in force and how often each struck.',
    act: ({ faults }) => faults.states(),
  },
  {
    method: 'DELETE',
    path: '/sandbox/login/faults',
    what: 'Ends all of them.',
    act: ({ faults }) => {
      faults.clear();
      return faults.states();
    },
  },
  {
    method: 'POST',
    path: '/sandbox/login/accounts',
    what: `Changes the account userPrincipalName: ${accountFlags.join(', ')} (true or false).`,
    act: changeAccount,
  },
  {
    method: 'POST',
    path: '/sandbox/login/consents',
    what: 'In the tenant tenantId: withdraw (permissions), withdrawAll, grantToEveryone (permissions, with clientId).',
    act: changeConsents,
  },
  {
    method: 'POST',
    path: '/sandbox/login/certificates',
    what: 'Lets the app clientId sign its requests with a certificate (PEM).',
    act: addCertificate,
  },
  {
    method: 'POST',
    path: '/sandbox/login/settings',
    what: `Sets ${secondsFields.join(', ')}, refreshTokensOnce (true or false).`,
    act: changeSettings,
  },
  { method: 'GET', path: '/sandbox/login/settings', what: 'The settings in force.', act: (signIns) => signIns.settings() },
  {
    method: 'POST',
    path: '/sandbox/login/keys',
    what: 'Signs with a new key; keepOld: false ends what was signed before.',
    act: rollKeysOver,
  },
  { method: 'GET', path: '/sandbox/ledger/signIns', what: 'Every call of the sign-in service.', act: ({ ledger }) => ledger.calls() },
];

export const loginControlTexts = controls.map(({ method, path, what }) => ({ method, path, what }));

/** The controls by method and path. */
export function loginControls(signIns: SignIns): Readonly<Record<string, (body: unknown) => unknown>> {
  return Object.fromEntries(controls.map(({ method, path, act }) => [`${method} ${path}`, (body: unknown) => act(signIns, body)]));
}
