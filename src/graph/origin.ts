import { type Cloud, type CloudName, clouds } from './clouds';

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The Graph endpoint as a parsed origin.
 * @throws TypeError when it is neither a compiled-in cloud nor a loopback address, or carries more than scheme, host and port.
 */
export function graphOrigin(graphEndpoint: string): URL {
  const url = new URL(graphEndpoint);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  const loopback = loopbackHosts.includes(url.hostname) && (url.protocol === 'http:' || url.protocol === 'https:');
  if (!bare || (cloudAt(url) === undefined && !loopback)) {
    throw new TypeError('The Graph endpoint must be the origin of a known cloud or a loopback address.');
  }
  return url;
}

/** Which cloud an endpoint belongs to; a sandbox on loopback plays the global one. */
export function cloudOf(endpoint: URL): CloudName {
  return cloudAt(endpoint)?.name ?? 'Global';
}

/**
 * A link that the service gave, when a token may go with it: exactly the endpoint's scheme, host and port, no user info, one of Graph's
 * version roots. Undefined otherwise. Origins are compared parsed: prefixes are fooled by `https://graph.microsoft.com:443@evil.example`.
 */
export function trustedLink(endpoint: URL, link: string): URL | undefined {
  const url = URL.canParse(link, endpoint.href) ? new URL(link, endpoint) : undefined;
  if (url?.origin !== endpoint.origin || url.username !== '' || url.password !== '') {
    return undefined;
  }
  return /^\/(?:v1\.0|beta)\//.test(url.pathname) ? url : undefined;
}

function cloudAt(endpoint: URL): Cloud | undefined {
  return Object.values(clouds).find((cloud) => cloud.graphEndpoint === endpoint.origin);
}
