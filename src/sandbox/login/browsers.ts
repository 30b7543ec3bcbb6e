import type { Clock } from '../clock';
import { createTickets } from './tickets';

/** One browser, known by its cookie, and the accounts that signed in with it. */
export interface Browser {
  /** Newest last. */
  accounts(): readonly string[];
  remember(userPrincipalName: string): void;
  forget(): void;
  /** The cookie to be set, when something has changed. */
  setCookie(): string | undefined;
}

export interface Browsers {
  of(cookieHeader: string | undefined, port: string): Browser;
  clear(): void;
}

/** Longer than any afternoon. */
const lifetimeSeconds = 86_400;

/** Cookies are not kept apart by port, sandboxes are. */
const cookieName = (port: string): string => `sandbox_sign_in_${port}`;

function cookieOf(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1];
}

export function createBrowsers(clock: Clock): Browsers {
  const known = createTickets<readonly string[]>(clock, () => lifetimeSeconds);
  return {
    of: (cookieHeader, port) => {
      const name = cookieName(port);
      let ticket = cookieOf(cookieHeader, name) ?? '';
      let cookie: string | undefined;
      const accounts = (): readonly string[] => known.find(ticket) ?? [];
      return {
        accounts,
        remember: (userPrincipalName) => {
          const others = accounts().filter((each) => each !== userPrincipalName);
          known.take(ticket);
          ticket = known.issue([...others, userPrincipalName]);
          cookie = `${name}=${ticket}; Path=/; HttpOnly; SameSite=Lax`;
        },
        forget: () => {
          known.take(ticket);
          cookie = `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
        },
        setCookie: () => cookie,
      };
    },
    clear: () => known.clear(),
  };
}
