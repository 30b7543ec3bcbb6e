import type { Credential } from './connectRequest';
import type { Environment } from './context';

export type WayKind = Exclude<Credential['kind'], 'password'>;

/** Where the extension runs, as far as it decides how somebody can sign in. */
export interface HostTraits {
  /** The editor itself runs in a browser. */
  readonly web: boolean;
  /** The extension runs on another machine than the editor's window: SSH, container, WSL, tunnel. */
  readonly remote: boolean;
}

/** One way to sign in, and what it can do. */
export interface Way {
  readonly kind: WayKind;
  readonly actsAs: 'person' | 'app' | 'whoeverTheTokenSays';
  /** A browser on the machine where the extension runs, to which the sign-in service sends its answer. */
  readonly needsBrowserHere: boolean;
  /** Offered only where no browser can be used: policies block it, because phishing uses it. */
  readonly onlyWithoutBrowser: boolean;
  readonly needsTenant: boolean;
  readonly needsClientId: boolean;
}

const person = { actsAs: 'person', needsTenant: false, needsClientId: true } as const;
const app = { actsAs: 'app', needsBrowserHere: false, onlyWithoutBrowser: false, needsTenant: true, needsClientId: true } as const;
const given = {
  actsAs: 'whoeverTheTokenSays',
  needsBrowserHere: false,
  onlyWithoutBrowser: false,
  needsTenant: false,
  needsClientId: false,
} as const;

/** All ways, the one to be preferred first. */
export const ways: readonly Way[] = [
  { kind: 'browser', ...person, needsBrowserHere: true, onlyWithoutBrowser: false },
  { kind: 'deviceCode', ...person, needsBrowserHere: false, onlyWithoutBrowser: true },
  { kind: 'certificate', ...app },
  { kind: 'clientSecret', ...app },
  { kind: 'accessToken', ...given },
  { kind: 'environmentVariable', ...given },
];

/**
 * A sandbox is on the machine of the extension: whoever can see its sign-in page has a browser there. Whether that is so is not known where the
 * window is elsewhere, so the way without a browser is offered beside it.
 */
function suits({ needsBrowserHere, onlyWithoutBrowser }: Way, { web, remote }: HostTraits, environment: Environment): boolean {
  const browserHere = !web && !remote;
  return needsBrowserHere ? browserHere || environment.kind === 'sandbox' : !onlyWithoutBrowser || !browserHere;
}

/** The ways that a host can go, the default first. */
export function waysOn(traits: HostTraits, environment: Environment): readonly Way[] {
  return ways.filter((way) => suits(way, traits, environment));
}
