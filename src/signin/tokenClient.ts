import type { Authority } from './authority';
import type { DeviceCode, Log } from './host';
import type { Network } from './network';

/** How an app proves that it is the app. */
export type AppProof =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly privateKey: string; readonly certificate: string; readonly thumbprintSha256: string };

export interface TokenClientSettings {
  readonly authority: Authority;
  readonly clientId: string;
  readonly network: Network;
  readonly log: Log;
  /** What an earlier client of the same context left, see `Grant.cache`. */
  readonly cache?: string | undefined;
}

export interface TokenAsk {
  readonly scopes: readonly string[];
  /** Decoded claims of a challenge. */
  readonly claims?: string | undefined;
}

export interface PersonAsk extends TokenAsk {
  readonly loginHint?: string | undefined;
  /** Lets the person choose the account, whoever is signed in already. */
  readonly selectAccount?: boolean | undefined;
}

/** The account that signed in, as the id token says: `tenantId` is the tenant that answered. */
export interface SignedInAccount {
  readonly homeAccountId: string;
  readonly tenantId: string;
  readonly objectId: string;
  readonly username: string;
}

export interface Grant {
  readonly accessToken: string;
  readonly account: SignedInAccount | undefined;
  /** Everything the client holds, to go on from later. A secret. */
  readonly cache: string;
}

export interface BrowserVisit {
  /** Where the person is to be sent. */
  readonly url: string;
  /** Redeems the code that came back. */
  redeem(code: string, clientInfo: string | undefined): Promise<Grant>;
}

/** What we need of MSAL for a person. Made for one task and thrown away: what is to last is in `Grant.cache`. */
export interface PersonClient {
  visit(ask: PersonAsk, redirectUri: string, state: string): Promise<BrowserVisit>;
  byDeviceCode(ask: TokenAsk, show: (code: DeviceCode) => void, signal: AbortSignal): Promise<Grant | undefined>;
  silently(account: SignedInAccount, ask: TokenAsk & { readonly fresh: boolean }): Promise<Grant | undefined>;
  /** What the client holds now, also after a failure. */
  cache(): string;
}

export interface AppClient {
  byProof(ask: TokenAsk): Promise<Grant | undefined>;
}

/** Certificate and private key as PEM. */
export interface CertificateParts {
  readonly certificate: string;
  readonly privateKey: string;
}

/** The lazily loaded module behind which MSAL is. */
export interface TokenClients {
  readPfx(bytes: Buffer, passphrase: string): CertificateParts | 'passphraseWrong' | 'certificateUnreadable';
  personClient(settings: TokenClientSettings): PersonClient;
  appClient(settings: TokenClientSettings, proof: AppProof): AppClient;
}
