import { t } from '@vscode/l10n';
import { networkCause, type NetworkCause } from '../graph/networkCause';
import type { Account } from './explanation';

type Between = Extract<NetworkCause, 'issuer' | 'certificate' | 'proxy' | 'proxyCredentials' | 'proxyUnreachable'>;

/** Of what stands between this machine and the host. */
function sentencesForBetween(cause: Between, host: string): readonly [string, string] {
  switch (cause) {
    case 'issuer':
      return [
        t(
          'The certificate shown for {0} comes from an issuer that is unknown here: a proxy that inspects TLS is between, most likely.',
          host,
        ),
        t('Have its root certificate installed on this machine, leave the setting http.systemCertificates on, and start the editor anew.'),
      ];
    case 'certificate':
      return [
        t('No secure connection to {0} came about: its certificate is out of date or for another name, or TLS was not agreed on.', host),
        t('Check the clock of this machine. If it is right, tell who runs the network.'),
      ];
    case 'proxyCredentials':
      return [
        t('The proxy wants a name and a password before it lets the call to {0} through.', host),
        t('Sign in to the proxy when the editor asks, or set http.proxyAuthorization; or have the host let through without.'),
      ];
    case 'proxyUnreachable':
      return [
        t('The proxy through which {0} is called cannot be reached.', host),
        t('Check the setting http.proxy, the variable HTTPS_PROXY, and whether the VPN is connected.'),
      ];
    case 'proxy':
      return [
        t('The proxy did not let the call to {0} through.', host),
        t('Have the host let through by who runs the proxy; or check the settings http.proxy and http.proxySupport.'),
      ];
  }
}

function sentencesFor(cause: NetworkCause, host: string): readonly [string, string] {
  switch (cause) {
    case 'issuer':
    case 'certificate':
    case 'proxyCredentials':
    case 'proxyUnreachable':
    case 'proxy':
      return sentencesForBetween(cause, host);
    case 'dns':
      return [
        t('The name {0} could not be resolved.', host),
        t('Check the network connection, the VPN and the name server; behind a proxy, the setting http.proxy.'),
      ];
    case 'refused':
      return [t('Nothing answers at {0}.', host), t('If it is a sandbox, it has ended: connect to the sandbox again.')];
    case 'timeout':
      return [t('{0} did not answer in time.', host), t('Try again; if it stays slow, check the network and the proxy.')];
    case 'reset':
      return [t('The connection to {0} broke off.', host), t('Try again; if it keeps breaking, check the network and the proxy.')];
    case 'offline':
      return [t('There is no way to {0} from here.', host), t('Check whether this machine is on the network.')];
    case 'redirect':
      return [
        t('Something between here and {0} wanted to send the call elsewhere. It was not followed.', host),
        t('The network may want you to sign in first: open a browser and look.'),
      ];
    case 'unknown':
      return [
        t('{0} could not be reached.', host),
        t('Check the network connection; behind a proxy, the settings http.proxy and http.systemCertificates.'),
      ];
  }
}

/** Why a host could not be reached. `host` is shown as it is. */
export function explainUnreachable(error: unknown, host: string): Account {
  return explainNetworkCause(networkCause(error, host), host);
}

/** As explainUnreachable, of a cause that is known. */
export function explainNetworkCause(cause: NetworkCause, host: string): Account {
  const [whatHappened, whatNext] = sentencesFor(cause, host);
  return { headline: t('Not reachable'), whatHappened, whatNext, remedies: ['retry'] };
}

/** The stable codes in an error and in what caused it, outermost first. */
export function causeCodes(error: unknown, depth = 8): readonly string[] {
  if (!(error instanceof Error) || depth === 0) {
    return [];
  }
  const { code } = error as { readonly code?: unknown };
  return [typeof code === 'string' ? code : error.name, ...causeCodes(error.cause, depth - 1)];
}
