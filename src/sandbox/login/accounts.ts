import type { RefusalCode } from './refusals';

/** What became of an account since the start. */
export interface AccountState {
  readonly enabled: boolean;
  readonly assigned: boolean;
  readonly locked: boolean;
  readonly passwordExpired: boolean;
  /** Sign-ins up to this one are void: nothing is renewed from them. */
  readonly voidUntil: { readonly signIn: number; readonly code: 50173 | 700082 } | undefined;
}

/** A change to an account, as a test asks for it. The three deeds make every sign-in until now void. */
export interface AccountChange {
  readonly userPrincipalName: string;
  readonly enabled?: boolean;
  readonly assigned?: boolean;
  readonly locked?: boolean;
  readonly passwordExpired?: boolean;
  readonly changePassword?: boolean;
  readonly revokeSessions?: boolean;
  readonly expireRefreshTokens?: boolean;
}

export interface Accounts {
  of(userPrincipalName: string): AccountState;
  /** `lastSignIn`: number of the newest sign-in there is. */
  change(change: AccountChange, lastSignIn: number): AccountState;
  clear(): void;
}

const untouched: AccountState = { enabled: true, assigned: true, locked: false, passwordExpired: false, voidUntil: undefined };

function voided(change: AccountChange, before: AccountState, lastSignIn: number): AccountState['voidUntil'] {
  if (change.changePassword === true || change.revokeSessions === true) {
    return { signIn: lastSignIn, code: 50173 };
  }
  return change.expireRefreshTokens === true ? { signIn: lastSignIn, code: 700082 } : before.voidUntil;
}

export function createAccounts(): Accounts {
  const states = new Map<string, AccountState>();
  const of = (name: string): AccountState => states.get(name.toLowerCase()) ?? untouched;
  return {
    of,
    change: (change, lastSignIn) => {
      const before = of(change.userPrincipalName);
      const after: AccountState = {
        enabled: change.enabled ?? before.enabled,
        assigned: change.assigned ?? before.assigned,
        locked: change.locked ?? before.locked,
        passwordExpired: change.passwordExpired ?? before.passwordExpired,
        voidUntil: voided(change, before, lastSignIn),
      };
      states.set(change.userPrincipalName.toLowerCase(), after);
      return after;
    },
    clear: () => states.clear(),
  };
}

/** Why an account may not do anything at all, if so. */
export function accountRefusal(state: AccountState): RefusalCode | undefined {
  if (!state.enabled) {
    return 50057;
  }
  if (state.locked) {
    return 50053;
  }
  if (state.passwordExpired) {
    return 50055;
  }
  return state.assigned ? undefined : 50105;
}
