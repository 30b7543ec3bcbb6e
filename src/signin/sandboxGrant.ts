import { clouds } from '../graph/clouds';
import { SignInError } from '../graph/errors';
import type { Credential, ConnectRequest } from './connectRequest';
import { endpointsOf } from './environment';

function grantOf(credential: Credential): Readonly<Record<string, string>> {
  switch (credential.kind) {
    case 'clientSecret':
      return { grant_type: 'client_credentials', client_secret: credential.secret };
    case 'password':
      return { grant_type: 'password', username: credential.username, password: credential.password };
    default:
      throw new SignInError(`Signing in by ${credential.kind} is not there yet.`, 'notSupported');
  }
}

/** Asks the sandbox for an access token. Throws SignInError `refused` or `unreachable`. */
export async function sandboxGrant(request: ConnectRequest, signal: AbortSignal): Promise<string> {
  const { loginEndpoint } = endpointsOf(request.environment);
  const body = new URLSearchParams({
    ...grantOf(request.credential),
    client_id: request.clientId,
    scope: `${clouds.Global.graphEndpoint}/.default`,
  });
  const url = `${loginEndpoint}/${encodeURIComponent(request.tenant ?? 'organizations')}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: 'POST', body, signal, redirect: 'error' }).catch((cause: unknown) => {
    throw new SignInError('The sign-in service cannot be reached.', 'unreachable', { cause });
  });
  const answer = (await response.json()) as { readonly access_token?: string; readonly error?: string };
  if (answer.access_token === undefined) {
    throw new SignInError('The sign-in service refused.', 'refused', { errorCode: answer.error ?? String(response.status) });
  }
  return answer.access_token;
}
