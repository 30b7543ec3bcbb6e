import { randomUUID } from 'node:crypto';
import type { Permission } from '../graph/permissions';
import { readAccessToken } from './accessToken';
import type { ConnectRequest, Credential } from './connectRequest';
import type { ContextRecord, Kept } from './contextRecord';
import { signInError } from './failure';
import { grantByPerson, grantUnattended, type Getting } from './grants';
import type { Presenter } from './host';
import { newContext } from './newContext';
import { requireTokenOf } from './provenToken';
import { readingPermissions, scopesOf } from './scopes';
import type { Place } from './service';
import type { SignedInAccount } from './tokenClient';
import { withConsent } from './consent';

/** Where the account decides about the tenant; personal accounts cannot have these permissions. */
const anyTenant = 'organizations';

type ByPerson = Extract<Credential, { readonly kind: 'browser' | 'deviceCode' }>;

interface FirstGrant {
  readonly token: string;
  readonly kept: Kept;
  readonly account?: SignedInAccount | undefined;
}

const isByPerson = (credential: Credential): credential is ByPerson => credential.kind === 'browser' || credential.kind === 'deviceCode';

function keptOf(credential: Exclude<Credential, ByPerson>): Exclude<Kept, { readonly kind: 'person' }> {
  return credential.kind === 'certificate' ? { ...credential, passphrase: credential.passphrase } : credential;
}

async function personGrant(
  getting: Getting,
  request: ConnectRequest,
  place: Place,
  permissions: readonly Permission[],
  presenter: Presenter,
  signal: AbortSignal,
): Promise<FirstGrant> {
  const { credential, environment } = request;
  const loginHint = credential.kind === 'browser' ? credential.loginHint : undefined;
  const ask = { scopes: scopesOf(environment, permissions), loginHint, selectAccount: loginHint === undefined };
  const by = credential.kind === 'deviceCode' ? 'DeviceCode' : 'InteractiveBrowser';
  const { accessToken, account, cache } = await grantByPerson(getting, place, { by, ask, presenter }, signal);
  return { token: accessToken, account, kept: { kind: 'person', cache, permissions } };
}

/** Signs in for the first time. Gives what is to be kept, and the access token. Throws SignInError and CancelledError. */
export async function firstSignIn(
  getting: Getting,
  request: ConnectRequest,
  presenter: Presenter,
  signal: AbortSignal,
): Promise<{ readonly record: ContextRecord; readonly token: string }> {
  const { credential, environment, clientId } = request;
  const tenantId = request.tenant === undefined ? undefined : await getting.service.tenantId(environment, request.tenant, signal);
  if (tenantId === undefined && ['certificate', 'clientSecret', 'password'].includes(credential.kind)) {
    throw signInError({ reason: 'refused', condition: 'tenantNotFound' });
  }
  const place = { environment, tenant: tenantId ?? anyTenant, clientId };
  const permissions = readingPermissions(environment, request.reading);
  try {
    const grant = isByPerson(credential)
      ? await personGrant(getting, request, place, permissions, presenter, signal)
      : await keepGrant(getting, place, keptOf(credential), signal);
    const facts = readAccessToken(grant.token);
    const context = newContext(request, facts, { tenantId, account: grant.account });
    requireTokenOf(context, facts, grant.account);
    return { record: { session: randomUUID(), context, kept: grant.kept }, token: grant.token };
  } catch (error) {
    throw withConsent(error, place, permissions);
  }
}

async function keepGrant(
  getting: Getting,
  place: Place,
  kept: Exclude<Kept, { readonly kind: 'person' }>,
  signal: AbortSignal,
): Promise<FirstGrant> {
  return { kept, token: await grantUnattended(getting, place, kept, undefined, signal) };
}
