import type { Context, Granted } from '../signin/context';

export type Remedy = 'retry' | 'signInAgain' | 'unlock' | 'connect' | 'askAdministrator';

export interface Detail {
  readonly name: string;
  readonly value: string;
}

/** A failure for people: what happened, what to do next, and the facts somebody helping will ask for. Plain text, safe to show. */
export interface Explanation {
  readonly headline: string;
  readonly whatHappened: string;
  readonly whatNext: string;
  readonly remedies: readonly Remedy[];
  readonly details: readonly Detail[];
  /** The context in which it failed, where it is known. */
  readonly contextId?: string | undefined;
  /** A ready text for an administrator of the tenant, with the remedy `askAdministrator`. */
  readonly administratorText?: string | undefined;
}

/** What is known of the context in which something failed. */
export interface Circumstances {
  readonly context?: Context | undefined;
  readonly granted?: Granted | undefined;
}

export type Account = Omit<Explanation, 'details' | 'contextId'>;
