import type { SignInError } from '../graph/errors';
import type { TokenFacts } from './accessToken';
import type { ConnectRequest } from './connectRequest';
import type { AuthType, Context, Identity, TokenCredentialType } from './context';
import { contextIdOf } from './contextId';
import { signInError } from './failure';
import type { SignedInAccount } from './tokenClient';

const credentialTypes = {
  browser: 'InteractiveBrowser',
  deviceCode: 'DeviceCode',
  certificate: 'ClientCertificate',
  clientSecret: 'ClientSecret',
  accessToken: 'UserProvidedAccessToken',
  environmentVariable: 'UserProvidedAccessToken',
  password: 'InteractiveBrowser',
} as const satisfies Record<ConnectRequest['credential']['kind'], TokenCredentialType>;

const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** The home tenant is the second part of the home account id. Source: client_info of the Microsoft identity platform. */
function homeTenantOf(account: SignedInAccount | undefined, tenantId: string): string {
  const home = account?.homeAccountId.split('.').at(-1)?.toLowerCase() ?? '';
  return guid.test(home) ? home : tenantId;
}

function identityOf(facts: TokenFacts, account: SignedInAccount | undefined, tenantId: string): Identity {
  return facts.appOnly || facts.objectId === undefined
    ? { kind: 'app', displayName: facts.appDisplayName }
    : {
        kind: 'user',
        objectId: facts.objectId,
        homeAccountId: account?.homeAccountId ?? `${facts.objectId}.${tenantId}`,
        homeTenantId: homeTenantOf(account, tenantId),
        username: account?.username ?? facts.username ?? facts.objectId,
      };
}

function wrongTenant(expected: string | undefined, answered: string | undefined): SignInError {
  return signInError({ reason: 'wrongTenant' }, { expectedTenantId: expected, answeredTenantId: answered });
}

/** Whose token each way in may bring. */
const actsAs: Readonly<Record<ConnectRequest['credential']['kind'], readonly ('person' | 'app')[]>> = {
  browser: ['person'],
  deviceCode: ['person'],
  certificate: ['app'],
  clientSecret: ['app'],
  accessToken: ['person', 'app'],
  environmentVariable: ['person', 'app'],
  password: ['person'],
};

const isNamed = (account: SignedInAccount | undefined, { objectId }: TokenFacts): boolean =>
  account === undefined || account.objectId === objectId;

const isHinted = (hint: string | undefined, username: string | undefined): boolean =>
  hint === undefined || username === undefined || hint.toLowerCase() === username.toLowerCase();

/**
 * Makes the context of a first sign-in from what was asked for, never from the token alone: `tenantId` is the tenant asked for, `account`
 * whom the id token names. Throws SignInError `wrongTenant` or `wrongAccount` when the access token says otherwise.
 */
export function newContext(
  request: ConnectRequest,
  facts: TokenFacts,
  asked: { readonly tenantId: string | undefined; readonly account: SignedInAccount | undefined },
): Context {
  const { account } = asked;
  const tenantId = asked.tenantId ?? account?.tenantId ?? facts.tenantId;
  if (tenantId === undefined || facts.tenantId !== tenantId) {
    throw wrongTenant(tenantId, facts.tenantId);
  }
  const hint = request.credential.kind === 'browser' ? request.credential.loginHint : undefined;
  const kinds = actsAs[request.credential.kind];
  if (!kinds.includes(facts.appOnly ? 'app' : 'person') || !isNamed(account, facts) || !isHinted(hint, account?.username)) {
    throw signInError({ reason: 'wrongAccount' });
  }
  const identity = identityOf(facts, account, tenantId);
  const given = request.credential.kind === 'accessToken' || request.credential.kind === 'environmentVariable';
  const clientId = (given ? facts.clientId : undefined) ?? request.clientId;
  const authType: AuthType = given ? 'UserProvidedAccessToken' : identity.kind === 'app' ? 'AppOnly' : 'Delegated';
  const parts = { environment: request.environment, tenantId, clientId, identity };
  return {
    ...parts,
    id: contextIdOf(parts),
    tenantDisplayName: undefined,
    defaultDomainName: undefined,
    authType,
    tokenCredentialType: credentialTypes[request.credential.kind],
    label: request.label,
    colour: request.colour ?? 'blue',
  };
}
