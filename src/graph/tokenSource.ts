import type { Operation } from './operation';

export interface AccessToken {
  readonly value: string;
  readonly expiresOn: Date;
}

export interface TokenRequest {
  readonly operation: Operation;
  /** Decoded claims of a claims challenge that the next token has to answer. */
  readonly claims?: string;
  /** A token that the service has just refused: do not hand it out again. */
  readonly refused?: string;
}

/** Who we are towards Graph: gives an access token for one operation of one context, or throws a SignInError. */
export interface TokenSource {
  getAccessToken(request: TokenRequest, signal: AbortSignal): Promise<AccessToken>;
}

/** Asked before every call, with nothing sent yet: throws when this context may not do that operation now (locked for writing, not in this cloud). */
export type Permit = (operation: Operation) => void;
