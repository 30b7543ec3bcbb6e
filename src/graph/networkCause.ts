/**
 * `issuer`: the certificate comes from an issuer that is unknown here; `certificate`: TLS failed in another way. `proxy`: a proxy refused the
 * call; `proxyCredentials`: it wants to know first who asks; `proxyUnreachable`: there is no way to the proxy itself.
 */
const networkCauses = [
  'dns',
  'refused',
  'reset',
  'timeout',
  'issuer',
  'certificate',
  'proxy',
  'proxyCredentials',
  'proxyUnreachable',
  'offline',
  'redirect',
  'unknown',
] as const;

export type NetworkCause = (typeof networkCauses)[number];

/** Whether a word is one of the kinds of network trouble. */
export function isNetworkCause(word: string): word is NetworkCause {
  return networkCauses.some((cause) => cause === word);
}

const causes: Readonly<Record<string, NetworkCause>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ERR_NAME_NOT_RESOLVED: 'dns',
  ECONNREFUSED: 'refused',
  ERR_CONNECTION_REFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  ERR_CONNECTION_RESET: 'reset',
  ERR_CONNECTION_CLOSED: 'reset',
  ERR_EMPTY_RESPONSE: 'reset',
  ERR_CONTENT_LENGTH_MISMATCH: 'reset',
  ERR_INCOMPLETE_CHUNKED_ENCODING: 'reset',
  ERR_NETWORK_CHANGED: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ERR_CONNECTION_TIMED_OUT: 'timeout',
  ERR_TIMED_OUT: 'timeout',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'issuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'issuer',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_UNTRUSTED: 'issuer',
  ERR_CERT_AUTHORITY_INVALID: 'issuer',
  UND_ERR_PRX_TLS: 'proxy',
  ERR_PROXY_CONNECTION_FAILED: 'proxyUnreachable',
  ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxyCredentials',
  ERR_PROXY_AUTH_REQUESTED: 'proxyCredentials',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTUNREACH: 'offline',
  EHOSTDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  ERR_INTERNET_DISCONNECTED: 'offline',
  ERR_ADDRESS_UNREACHABLE: 'offline',
};

const verificationPrefixes = ['ERR_TLS_CERT_', 'ERR_CERT_', 'HOSTNAME_MISMATCH', 'CERT_', 'INVALID_CA'];
const tlsPrefixes = ['ERR_TLS_', 'ERR_SSL_', 'EPROTO'];

const provenCauses: readonly (NetworkCause | undefined)[] = ['dns', 'refused'];
const provenCodes = ['UND_ERR_CONNECT_TIMEOUT', 'ERR_PROXY_CONNECTION_FAILED', 'ERR_TUNNEL_CONNECTION_FAILED', 'ERR_INTERNET_DISCONNECTED'];
const provenCalls: readonly unknown[] = ['connect', 'getaddrinfo'];

/**
 * What kind of network trouble a failed `fetch` had, from the error codes in its chain of causes (Node, undici, Chromium's network stack).
 * `host`, with its port where it is not 443, is whom the call was for: trouble on the way to anybody else is trouble with a proxy.
 */
export function networkCause(error: unknown, host?: string): NetworkCause {
  const status = tunnelStatus(error);
  if (status !== undefined) {
    return status === 407 ? 'proxyCredentials' : 'proxy';
  }
  if (host !== undefined && calledAnother(error, host)) {
    return 'proxyUnreachable';
  }
  const known = errorCodes(error)
    .map(causeOfCode)
    .find((cause) => cause !== undefined);
  return known ?? (mentionsRedirect(error) ? 'redirect' : 'unknown');
}

/**
 * Whether the failure proves that no byte of the request left: name lookup, connecting, verifying the server's certificate, a proxy that opened no way to it.
 * Anything that can happen after sending (reset, closed, time-out, other TLS alerts) proves nothing. When several addresses were tried, all must prove it.
 */
export function failedBeforeSending(error: unknown): boolean {
  if (tunnelStatus(error) !== undefined) {
    return true;
  }
  const coded = chain(error).filter((link) => codeOf(link) !== undefined);
  return coded.length > 0 && coded.every(provesNothingSent);
}

function provesNothingSent(link: Error): boolean {
  const code = codeOf(link) ?? '';
  const call = 'syscall' in link ? link.syscall : undefined;
  const verified = code in causes ? ['issuer', 'certificate'].includes(causes[code] ?? '') : startsWithOne(code, verificationPrefixes);
  return provenCalls.includes(call) || provenCauses.includes(causes[code]) || provenCodes.includes(code) || verified;
}

function causeOfCode(code: string): NetworkCause | undefined {
  return causes[code] ?? (startsWithOne(code, [...verificationPrefixes, ...tlsPrefixes]) ? 'certificate' : undefined);
}

function startsWithOne(code: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => code.startsWith(prefix));
}

function errorCodes(error: unknown): readonly string[] {
  return chain(error)
    .map(codeOf)
    .filter((code) => code !== undefined);
}

function codeOf(link: Error): string | undefined {
  const code = 'code' in link ? link.code : undefined;
  return typeof code === 'string' ? code : /^net::(ERR_[A-Z_]+)/.exec(link.message)?.[1];
}

// What a proxy answered instead of opening a tunnel: undici says it in a property at best, and in this text always.
function tunnelStatus(error: unknown): number | undefined {
  const statuses = chain(error).map((link) => {
    const said = 'connectResponseStatusCode' in link ? link.connectResponseStatusCode : undefined;
    const written = codeOf(link) === 'UND_ERR_ABORTED' ? /^Proxy response \((\d{3})\)/.exec(link.message)?.[1] : undefined;
    return typeof said === 'number' ? said : written === undefined ? undefined : Number(written);
  });
  return statuses.find((status) => status !== undefined);
}

/** Node says of a failed look-up which name it was for, of a failed connection to which port. */
function calledAnother(error: unknown, host: string): boolean {
  const wanted = URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : undefined;
  return wanted !== undefined && chain(error).some((link) => !wentTo(link, wanted.hostname, Number(wanted.port || '443')));
}

function wentTo(link: Error, name: string, port: number): boolean {
  const { syscall, hostname: called, port: at } = link as { syscall?: unknown; hostname?: unknown; port?: unknown };
  switch (syscall) {
    case 'getaddrinfo':
      return typeof called !== 'string' || called.toLowerCase() === name;
    case 'connect':
      return typeof at !== 'number' || at === port;
    default:
      return true;
  }
}

// undici ends a refused redirect with a cause that has no code, only this text.
function mentionsRedirect(error: unknown): boolean {
  return chain(error).some((link) => /\bredirect/i.test(link.message));
}

function chain(error: unknown, depth = 8): readonly Error[] {
  if (!(error instanceof Error) || depth === 0) {
    return [];
  }
  const several = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  return [error, ...chain(error.cause, depth - 1), ...several.flatMap((one) => chain(one, depth - 1))];
}
