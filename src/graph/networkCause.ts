const networkCauses = ['dns', 'refused', 'reset', 'timeout', 'certificate', 'proxy', 'offline', 'redirect', 'unknown'] as const;

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
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_UNTRUSTED: 'certificate',
  UND_ERR_PRX_TLS: 'proxy',
  ERR_PROXY_CONNECTION_FAILED: 'proxy',
  ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxy',
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

/** What kind of network trouble a failed `fetch` had, from the error codes in its chain of causes (Node, undici, Chromium's network stack). */
export function networkCause(error: unknown): NetworkCause {
  const codes = errorCodes(error);
  const known = codes.map(causeOfCode).find((cause) => cause !== undefined);
  return known ?? (mentionsRedirect(error) ? 'redirect' : 'unknown');
}

/**
 * Whether the failure proves that no byte of the request left: name lookup, connecting, verifying the server's certificate.
 * Anything that can happen after sending (reset, closed, time-out, other TLS alerts) proves nothing. When several addresses were tried, all must prove it.
 */
export function failedBeforeSending(error: unknown): boolean {
  const coded = chain(error).filter((link) => codeOf(link) !== undefined);
  return coded.length > 0 && coded.every(provesNothingSent);
}

function provesNothingSent(link: Error): boolean {
  const code = codeOf(link) ?? '';
  const call = 'syscall' in link ? link.syscall : undefined;
  const verified = code in causes ? causes[code] === 'certificate' : startsWithOne(code, verificationPrefixes);
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
