import type { Context } from './context';

export interface Subscription {
  dispose(): unknown;
}

export type Listen<T> = (listener: (event: T) => unknown) => Subscription;

/** Where secrets rest. The editor's secret storage fits as it is; what another window writes is announced by `onDidChange`. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Listen<{ readonly key: string }>;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Milliseconds since the epoch. */
  readonly expiresOn: number;
}

/** How the person who signs in is reached. Each call of `connect` brings its own, so that a dialog belongs to the one who asked. */
export interface Presenter {
  /** Gives false when no browser could be opened. */
  openExternal(url: string): PromiseLike<boolean>;
  /** Shows the code until `signal` is aborted: signed in, cancelled or run out. */
  showDeviceCode(code: DeviceCode, signal: AbortSignal): void;
  /** The page in the browser after the sign-in. */
  landingPage(outcome: 'signedIn' | 'failed'): string;
}

export type LogLevel = 'debug' | 'info' | 'warning';

/** Facts are ids, codes, numbers and times: never a token, a secret, a name. */
export type Log = (level: LogLevel, message: string, facts?: Readonly<Record<string, string | number | undefined>>) => void;

/** Why a call in the background needs the person: the service asks for more proof, or the sign-in has ended. */
export type InteractionCause = 'claimsChallenge' | 'signInExpired';

export interface Host {
  readonly secrets: SecretStore;
  /** A folder on this machine shared by all windows: only lock files lie there. */
  readonly lockDirectory: string;
  readonly log: Log;
  readonly now: () => number;
  /** How long a person may take in the browser; 180 s when not given. */
  readonly browserTimeoutMs?: number;
  readonly environmentVariable: (name: string) => string | undefined;
  /** Tells the person that a context was signed out because a token of it was somebody else's. */
  readonly tellLost?: (context: Context, error: unknown) => void;
  /** Asks the person whether to sign in again for a call that is waiting; undefined when not now. */
  readonly interact: (context: Context, cause: InteractionCause) => Promise<Presenter | undefined>;
}
