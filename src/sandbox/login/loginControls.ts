import { permissionIds, type Permission } from '../../graph/permissions';
import type { AccountChange } from './accounts';
import { readLoginFaults } from './loginFault';
import { findTenant, findUser } from './people';
import type { SignIns } from './signIns';

/** What was asked of a control makes no sense. */
export class LoginControlError extends Error {
  readonly kind = 'loginControl';
}

/** Of one tenant: permissions granted to an app for everyone, or taken back from all apps. */
export interface ConsentChange {
  readonly clientId?: string;
  readonly grantToEveryone?: readonly Permission[];
  readonly withdraw?: readonly Permission[];
  readonly withdrawAll?: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
type Kind = 'text' | 'flag' | 'count' | 'permissions';

const isPermissions = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' && Object.hasOwn(permissionIds, item));

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0;
    case 'permissions':
      return isPermissions(value);
  }
}

function read(body: unknown, kinds: Readonly<Record<string, Kind>>): Fields {
  const fields: Fields = typeof body === 'object' && body !== null ? (body as Fields) : {};
  for (const [name, value] of Object.entries(fields)) {
    const kind = kinds[name];
    if (kind === undefined || !isOf(kind, value)) {
      throw new LoginControlError(`The field ${name} is unknown or has a wrong value; there are ${Object.keys(kinds).join(', ')}.`);
    }
  }
  return fields;
}

function changeAccount(signIns: SignIns, body: unknown): unknown {
  const flags = ['enabled', 'assigned', 'locked', 'passwordExpired', 'changePassword', 'revokeSessions', 'expireRefreshTokens'];
  const fields = read(body, { userPrincipalName: 'text', ...Object.fromEntries(flags.map((name) => [name, 'flag' as const])) });
  const change = fields as unknown as AccountChange;
  const user = findUser(signIns.directory, change.userPrincipalName);
  if (user === undefined) {
    throw new LoginControlError('There is no such account.');
  }
  return signIns.accounts.change({ ...change, userPrincipalName: user.userPrincipalName }, signIns.lastSignIn());
}

const consentFields = {
  tenantId: 'text',
  clientId: 'text',
  grantToEveryone: 'permissions',
  withdraw: 'permissions',
  withdrawAll: 'flag',
} as const;

function changeConsents({ directory, consents }: SignIns, body: unknown): unknown {
  const fields = read(body, consentFields);
  const { clientId = '', grantToEveryone, withdraw, withdrawAll } = fields as ConsentChange;
  const tenant = findTenant(directory, String(fields['tenantId']));
  if (tenant === undefined) {
    throw new LoginControlError('There is no such tenant.');
  }
  if (withdrawAll === true || withdraw !== undefined) {
    consents.withdraw(tenant.tenantId, withdraw);
  }
  if (grantToEveryone !== undefined) {
    consents.grant(tenant.tenantId, clientId, 'everyone', grantToEveryone);
  }
  return { tenantId: tenant.tenantId };
}

function addCertificate({ certificates }: SignIns, body: unknown): unknown {
  const { clientId, certificate } = read(body, { clientId: 'text', certificate: 'text' });
  const id = String(clientId).toLowerCase();
  certificates.set(id, [...(certificates.get(id) ?? []), String(certificate)]);
  return { clientId: id, certificates: certificates.get(id)?.length };
}

function changeSettings(signIns: SignIns, body: unknown): unknown {
  const seconds = ['accessTokenSeconds', 'refreshTokenSeconds', 'deviceCodeSeconds', 'deviceCodeIntervalSeconds'];
  const kinds = { ...Object.fromEntries(seconds.map((name) => [name, 'count' as const])), refreshTokensOnce: 'flag' as const };
  return signIns.change(read(body, kinds));
}

type Action = (body: unknown) => unknown;

/** What a test may ask of the sign-in service besides signing in, under /sandbox/login. */
export function loginControls(signIns: SignIns): Readonly<Record<string, Action>> {
  const { faults, ledger, keyring, tokens } = signIns;
  return {
    'GET /sandbox/login/faults': () => faults.states(),
    'POST /sandbox/login/faults': (body) => {
      faults.add(readLoginFaults(body));
      return faults.states();
    },
    'DELETE /sandbox/login/faults': () => {
      faults.clear();
      return faults.states();
    },
    'POST /sandbox/login/accounts': (body) => changeAccount(signIns, body),
    'POST /sandbox/login/consents': (body) => changeConsents(signIns, body),
    'POST /sandbox/login/certificates': (body) => addCertificate(signIns, body),
    'GET /sandbox/login/settings': () => signIns.settings(),
    'POST /sandbox/login/settings': (body) => changeSettings(signIns, body),
    'POST /sandbox/login/keys': async (body) => {
      const kid = await keyring.rollOver(read(body, { keepOld: 'flag' })['keepOld'] !== false);
      tokens.clear();
      return { kid };
    },
    'GET /sandbox/ledger/signIns': () => ledger.calls(),
  };
}
