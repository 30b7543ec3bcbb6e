import { X509Certificate } from 'node:crypto';
import { permissionIds, type Permission } from '../../graph/permissions';
import type { AccountChange } from './accounts';
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

export const accountFlags = [
  'enabled',
  'assigned',
  'locked',
  'passwordExpired',
  'changePassword',
  'revokeSessions',
  'expireRefreshTokens',
] as const;
export const secondsFields = ['accessTokenSeconds', 'refreshTokenSeconds', 'deviceCodeSeconds', 'deviceCodeIntervalSeconds'] as const;

const every = (names: readonly string[], kind: Kind): Readonly<Record<string, Kind>> =>
  Object.fromEntries(names.map((name) => [name, kind]));

export function changeAccount(signIns: SignIns, body: unknown): unknown {
  const fields = read(body, { userPrincipalName: 'text', ...every(accountFlags, 'flag') });
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

export function changeConsents({ directory, consents }: SignIns, body: unknown): unknown {
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

function certificateOf(pem: string): string {
  try {
    return new X509Certificate(pem).toString();
  } catch (cause) {
    throw new LoginControlError('This is not a certificate.', { cause });
  }
}

export function addCertificate({ certificates }: SignIns, body: unknown): unknown {
  const { clientId, certificate } = read(body, { clientId: 'text', certificate: 'text' });
  const id = String(clientId).toLowerCase();
  const kept = [...(certificates.get(id) ?? []), certificateOf(String(certificate))];
  certificates.set(id, kept);
  return { clientId: id, certificates: kept.length };
}

export function changeSettings(signIns: SignIns, body: unknown): unknown {
  return signIns.change(read(body, { ...every(secondsFields, 'count'), refreshTokensOnce: 'flag' }));
}

export async function rollKeysOver({ keyring, tokens }: SignIns, body: unknown): Promise<unknown> {
  const kid = await keyring.rollOver(read(body, { keepOld: 'flag' })['keepOld'] !== false);
  tokens.clear();
  return { kid };
}
