import {
  ConfidentialClientApplication,
  CryptoProvider,
  LogLevel,
  PublicClientApplication,
  type AccountInfo,
  type AuthenticationResult,
  type Configuration,
  type DeviceCodeRequest,
} from '@azure/msal-node';
import type { DeviceCode, Log } from './host';
import type {
  AppClient,
  AppProof,
  BrowserVisit,
  Grant,
  PersonAsk,
  PersonClient,
  SignedInAccount,
  TokenAsk,
  TokenClientSettings,
} from './tokenClient';

export { readPfx } from './msalPfx';

/** Source: continuous access evaluation in client applications; without it the service sends no claims challenges but long-lived refusals. */
const clientCapabilities = ['CP1'];

function logged(log: Log): NonNullable<NonNullable<Configuration['system']>['loggerOptions']> {
  return {
    piiLoggingEnabled: false,
    logLevel: LogLevel.Warning,
    loggerCallback: (level, message, containsPii) => {
      if (!containsPii) {
        log(level === LogLevel.Error || level === LogLevel.Warning ? 'warning' : 'debug', message);
      }
    },
  };
}

function configurationOf({ authority, clientId, network, log }: TokenClientSettings): Configuration {
  return {
    auth: {
      clientId,
      authority: authority.url,
      knownAuthorities: [authority.host],
      clientCapabilities,
      authorityMetadata: authority.metadata,
    },
    system: { networkClient: network, loggerOptions: logged(log), disableInternalRetries: true },
  };
}

function accountOf(account: AccountInfo | null): SignedInAccount | undefined {
  return account === null
    ? undefined
    : {
        homeAccountId: account.homeAccountId,
        tenantId: account.tenantId.toLowerCase(),
        objectId: account.localAccountId.toLowerCase(),
        username: account.username,
      };
}

const claimsOf = ({ claims }: TokenAsk): { readonly claims?: string } => (claims === undefined ? {} : { claims });

type GrantOf = (result: AuthenticationResult) => Grant;

async function visit(
  client: PublicClientApplication,
  grantOf: GrantOf,
  ask: PersonAsk,
  redirectUri: string,
  state: string,
): Promise<BrowserVisit> {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const request = { scopes: [...ask.scopes], redirectUri, state, ...claimsOf(ask) };
  const url = await client.getAuthCodeUrl({
    ...request,
    responseMode: 'form_post',
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    ...(ask.loginHint === undefined ? {} : { loginHint: ask.loginHint }),
    ...(ask.selectAccount === true ? { prompt: 'select_account' } : {}),
  });
  const redeem = async (code: string, clientInfo = ''): Promise<Grant> =>
    grantOf(await client.acquireTokenByCode({ ...request, code, codeVerifier: verifier, clientInfo }));
  return { url, redeem };
}

async function byDeviceCode(
  client: PublicClientApplication,
  ask: TokenAsk,
  show: (code: DeviceCode) => void,
  signal: AbortSignal,
): Promise<AuthenticationResult | null> {
  const request: DeviceCodeRequest = {
    scopes: [...ask.scopes],
    ...claimsOf(ask),
    deviceCodeCallback: ({ userCode, verificationUri, expiresIn }) =>
      show({ userCode, verificationUri, expiresOn: Date.now() + expiresIn * 1000 }),
    cancel: false,
  };
  signal.addEventListener('abort', () => (request.cancel = true), { once: true });
  return client.acquireTokenByDeviceCode(request);
}

/** Gives a public client for one person in one tenant, with its own cache. */
export function personClient(settings: TokenClientSettings): PersonClient {
  const client = new PublicClientApplication(configurationOf(settings));
  const store = client.getTokenCache();
  if (settings.cache !== undefined) {
    store.deserialize(settings.cache);
  }
  const cache = (): string => store.serialize();
  const grantOf: GrantOf = ({ accessToken, account }) => ({ accessToken, account: accountOf(account), cache: cache() });
  return {
    cache,
    visit: (ask, redirectUri, state) => visit(client, grantOf, ask, redirectUri, state),
    byDeviceCode: async (ask, show, signal) => {
      const result = await byDeviceCode(client, ask, show, signal);
      return result === null ? undefined : grantOf(result);
    },
    silently: async ({ homeAccountId, tenantId }, ask) => {
      const known = (await store.getAllAccounts()).find((account) => account.homeAccountId === homeAccountId);
      if (known === undefined) {
        return undefined;
      }
      // The realm of the cache comes from the account, not from the authority: without its tenant the home token is handed out.
      const account = { ...known, tenantId };
      return grantOf(await client.acquireTokenSilent({ account, scopes: [...ask.scopes], forceRefresh: ask.fresh, ...claimsOf(ask) }));
    },
  };
}

function proofOf(proof: AppProof): Partial<Configuration['auth']> {
  return proof.kind === 'secret'
    ? { clientSecret: proof.secret }
    : { clientCertificate: { privateKey: proof.privateKey, thumbprintSha256: proof.thumbprintSha256, x5c: proof.certificate } };
}

/** Gives a confidential client for one app in one tenant. It keeps nothing: every call asks the service. */
export function appClient(settings: TokenClientSettings, proof: AppProof): AppClient {
  const configuration = configurationOf(settings);
  const client = new ConfidentialClientApplication({ ...configuration, auth: { ...configuration.auth, ...proofOf(proof) } });
  return {
    byProof: async (ask) => {
      const result = await client.acquireTokenByClientCredential({ scopes: [...ask.scopes], ...claimsOf(ask) });
      return result === null ? undefined : { accessToken: result.accessToken, account: undefined, cache: '' };
    },
  };
}
