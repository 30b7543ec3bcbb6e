import { t } from '@vscode/l10n';
import type { Account } from './explanation';

const certificateCodes: readonly string[] = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
const nameCodes: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN'];
const slowCodes: readonly string[] = [
  'ETIMEDOUT',
  'TimeoutError',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
];
const brokenCodes: readonly string[] = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** The stable codes in an error and everything that caused it, outermost first. */
export function causeCodes(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    const { code } = at as { readonly code?: unknown };
    codes.push(...(typeof code === 'string' ? [code] : []), at.name);
    codes.push(...(at instanceof AggregateError ? at.errors.flatMap((each) => causeCodes(each)) : []));
  }
  return codes;
}

function sentences(whatHappened: string, whatNext: string): Account {
  return { headline: t('Not reachable'), whatHappened, whatNext, remedies: ['retry'] };
}

/** Why a host could not be reached, told from the codes of the error and its causes. `host` is shown as it is. */
export function explainUnreachable(error: unknown, host: string): Account {
  const codes = causeCodes(error);
  const has = (known: readonly string[]): boolean => codes.some((code) => known.includes(code));
  if (has(certificateCodes)) {
    return sentences(
      t('The certificate that {0} shows is not trusted here.', host),
      t(
        'A proxy that inspects TLS may be between. Install its root certificate in the system and leave the setting http.systemCertificates on.',
      ),
    );
  }
  if (codes.some((code) => code.startsWith('ERR_PROXY') || code === 'ERR_TUNNEL_CONNECTION_FAILED')) {
    return sentences(t('The proxy did not let the call to {0} through.', host), t('Check the settings http.proxy and http.proxySupport.'));
  }
  if (has(nameCodes)) {
    return sentences(
      t('The name {0} could not be resolved.', host),
      t('Check the network connection, the VPN and the name server; behind a proxy, the setting http.proxy.'),
    );
  }
  if (has(['ECONNREFUSED'])) {
    return sentences(t('Nothing listens at {0}.', host), t('If it is a sandbox, it has ended: connect to the sandbox again.'));
  }
  if (has(slowCodes)) {
    return sentences(t('{0} did not answer in time.', host), t('Try again; if it stays slow, check the network and the proxy.'));
  }
  if (has(brokenCodes)) {
    return sentences(t('The connection to {0} broke off.', host), t('Try again; if it keeps breaking, check the network and the proxy.'));
  }
  return sentences(
    t('{0} could not be reached.', host),
    t('Check the network connection; behind a proxy, the settings http.proxy and http.systemCertificates.'),
  );
}
