import { clouds, type CloudName } from '../graph/clouds';
import { SignInError } from '../graph/errors';
import type { Environment } from './context';

export interface Endpoints {
  /** Scheme, host and port of Graph. */
  readonly graphEndpoint: string;
  /** Where the paths of tenants begin; without a slash at the end. */
  readonly loginEndpoint: string;
}

const loopbackHosts: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * The sandbox at an address of this machine.
 * Throws SignInError `notSupported` for everything that is not plain HTTP on a loopback address.
 */
export function sandboxEnvironment(address: string): Environment {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const extra =
    url !== undefined && (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.pathname !== '/');
  if (url?.protocol !== 'http:' || !loopbackHosts.includes(url.hostname) || extra) {
    throw new SignInError('A sandbox runs on a loopback address only, such as http://127.0.0.1:41234.', 'notSupported');
  }
  return { kind: 'sandbox', origin: url.origin };
}

/** Gives where Graph and the sign-in service of an environment are. Clouds are compiled in; a sandbox is checked to be on loopback. */
export function endpointsOf(environment: Environment): Endpoints {
  if (environment.kind === 'cloud') {
    return clouds[environment.cloud];
  }
  const checked = sandboxEnvironment(environment.origin);
  const origin = checked.kind === 'sandbox' ? checked.origin : environment.origin;
  return { graphEndpoint: origin, loginEndpoint: `${origin}/login` };
}

/** The cloud whose rules hold in an environment: a sandbox behaves as the global one. */
export function cloudOf(environment: Environment): CloudName {
  return environment.kind === 'cloud' ? environment.cloud : 'Global';
}
