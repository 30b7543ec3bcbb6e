import type { ContextColour, Environment } from './context';

/** What the person signs in with. Secrets in it go to the secret store and nowhere else. */
export type Credential =
  | { readonly kind: 'browser'; readonly loginHint?: string }
  | { readonly kind: 'deviceCode' }
  | { readonly kind: 'certificate'; readonly path: string; readonly passphrase?: string }
  | { readonly kind: 'clientSecret'; readonly secret: string }
  | { readonly kind: 'accessToken'; readonly value: string }
  | { readonly kind: 'environmentVariable'; readonly name: string }
  | { readonly kind: 'password'; readonly username: string; readonly password: string };

/** Whose profiles are to be read: everyone's, or only those of the person who signs in. */
export type ReadingOf = 'everyone' | 'ownData';

export interface ConnectRequest {
  readonly environment: Environment;
  readonly clientId: string;
  /** Tenant id or one of its domains; undefined lets the account decide. App-only sign-in needs it. */
  readonly tenant?: string;
  readonly reading?: ReadingOf;
  readonly credential: Credential;
  readonly label?: string;
  readonly colour?: ContextColour;
}
