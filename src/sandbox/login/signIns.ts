import type { Clock } from '../clock';
import type { Directory } from '../directory';
import type { AccessTokens } from './accessTokens';
import { createAccounts, type Accounts } from './accounts';
import { createBrowsers, type Browsers } from './browsers';
import { createConsents, type Consents } from './consents';
import type { Keyring } from './keyring';
import { createLoginFaults, type LoginFaults } from './loginFaults';
import { createLoginLedger, type LoginLedger } from './loginLedger';
import { createTickets, type Tickets } from './tickets';
import type { Visit } from './visit';

/** A person signed in to an app in a tenant: what a code or a refresh token stands for. */
export interface Session {
  readonly userPrincipalName: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly scope: string;
  readonly claims: string | undefined;
  /** Sign-ins are numbered as they happen. */
  readonly signIn: number;
}

interface Code {
  readonly session: Session;
  readonly redirectUri: string;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
}

interface Device {
  readonly userCode: string;
  readonly clientId: string;
  readonly tenantName: string;
  readonly scope: string;
  readonly claims: string | undefined;
  readonly state: { readonly kind: 'pending' } | { readonly kind: 'declined' } | { readonly kind: 'approved'; readonly session: Session };
}

/** What a test may set. Lifetimes are counted from when something is handed out. */
export interface LoginSettings {
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly deviceCodeSeconds: number;
  readonly deviceCodeIntervalSeconds: number;
  /** Whether a refresh token is void once it was used; the real service lets it live on. */
  readonly refreshTokensOnce: boolean;
}

/** Everything the sign-in service knows and remembers. */
export interface SignIns {
  readonly directory: Directory;
  readonly clock: Clock;
  readonly loginEndpoint: string;
  readonly keyring: Keyring;
  readonly tokens: AccessTokens;
  readonly consents: Consents;
  readonly accounts: Accounts;
  readonly browsers: Browsers;
  readonly faults: LoginFaults;
  readonly ledger: LoginLedger;
  readonly codes: Tickets<Code>;
  readonly refreshTokens: Tickets<Session>;
  readonly devices: Tickets<Device>;
  readonly visits: Tickets<Visit>;
  /** Certificates (PEM) that an app may sign its requests with, by client id. */
  readonly certificates: Map<string, readonly string[]>;
  settings(): LoginSettings;
  change(settings: Partial<LoginSettings>): LoginSettings;
  /** Number of the newest sign-in. */
  lastSignIn(): number;
  nextSignIn(): number;
  /** As if nobody had ever been here. */
  reset(): void;
}

type Base = Pick<SignIns, 'directory' | 'clock' | 'loginEndpoint' | 'keyring' | 'tokens'> & { readonly tokenLifetimeSeconds: number };

const day = 86_400;

function settingsAtFirst(accessTokenSeconds: number): LoginSettings {
  return {
    accessTokenSeconds,
    refreshTokenSeconds: 90 * day,
    deviceCodeSeconds: 900,
    deviceCodeIntervalSeconds: 1,
    refreshTokensOnce: false,
  };
}

export function createSignIns({ tokenLifetimeSeconds, ...base }: Base): SignIns {
  const { clock } = base;
  let settings = settingsAtFirst(tokenLifetimeSeconds);
  let signIns = 0;
  const tickets = {
    codes: createTickets<Code>(clock, () => 600),
    refreshTokens: createTickets<Session>(clock, () => settings.refreshTokenSeconds),
    devices: createTickets<Device>(clock, () => settings.deviceCodeSeconds),
    visits: createTickets<Visit>(clock, () => 3600),
  };
  const parts = {
    consents: createConsents(),
    accounts: createAccounts(),
    browsers: createBrowsers(clock),
    faults: createLoginFaults(() => signIns),
    ledger: createLoginLedger(clock),
    certificates: new Map<string, readonly string[]>(),
  };
  return {
    ...base,
    ...tickets,
    ...parts,
    settings: () => settings,
    change: (given) => {
      settings = { ...settings, ...given };
      return settings;
    },
    lastSignIn: () => signIns,
    nextSignIn: () => (signIns += 1),
    reset: () => {
      settings = settingsAtFirst(tokenLifetimeSeconds);
      [...Object.values(tickets), ...Object.values(parts), base.keyring, base.tokens].forEach((part) => part.clear());
    },
  };
}
