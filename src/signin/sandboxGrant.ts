import { clouds } from '../graph/clouds';
import { SignInError } from '../graph/errors';
import type { Environment } from './context';
import { endpointsOf, sandboxEnvironment } from './environment';
import type { Place } from './service';

/** Asks the sandbox for an access token by name and password, which real tenants do not take. Throws SignInError `refused` or `unreachable`. */
export async function sandboxGrant(
  { environment, tenant, clientId }: Place,
  { username, password }: { readonly username: string; readonly password: string },
  signal: AbortSignal,
): Promise<string> {
  const { loginEndpoint } = endpointsOf(sandboxEnvironment(environment.kind === 'sandbox' ? environment.origin : ''));
  const scope = `${clouds.Global.graphEndpoint}/.default`;
  const body = new URLSearchParams({ grant_type: 'password', username, password, client_id: clientId, scope });
  const url = `${loginEndpoint}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: 'POST', body, signal, redirect: 'error' }).catch((cause: unknown) => {
    throw new SignInError('The sign-in service cannot be reached.', 'unreachable', { cause });
  });
  const answer = (await response.json()) as { readonly access_token?: string; readonly error?: string };
  if (answer.access_token === undefined) {
    throw new SignInError('The sign-in service refused.', 'refused', { errorCode: answer.error ?? String(response.status) });
  }
  return answer.access_token;
}

const probeMs = 2_000;

/** Whether the service of an environment is worth asking: clouds always are, a sandbox only while something answers at its address. */
export async function environmentAnswers(environment: Environment): Promise<boolean> {
  if (environment.kind === 'cloud') {
    return true;
  }
  const { graphEndpoint } = endpointsOf(environment);
  const answer = await fetch(`${graphEndpoint}/sandbox`, { redirect: 'manual', signal: AbortSignal.timeout(probeMs) }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  return answer !== undefined;
}
