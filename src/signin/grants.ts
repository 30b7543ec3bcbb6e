import { readAccessToken } from './accessToken';
import { signInByBrowser } from './browserSignIn';
import { certificateProof } from './certificate';
import type { TokenCredentialType } from './context';
import type { Kept } from './contextRecord';
import { signInError } from './failure';
import type { Host, Presenter } from './host';
import { sandboxGrant } from './sandboxGrant';
import { appScopes } from './scopes';
import type { Place, SignInService } from './service';
import type { AppProof, Grant, PersonAsk, TokenClients } from './tokenClient';

const browserTimeoutMs = 180_000;
const leastLifeMs = 300_000;

type Unattended = Exclude<Kept, { readonly kind: 'person' }>;
type Interactive = Extract<TokenCredentialType, 'InteractiveBrowser' | 'DeviceCode'>;

/** What getting a token takes. */
export interface Getting {
  readonly host: Host;
  readonly service: SignInService;
}

/** Lets a person sign in, by browser or device code. `cache` is what the context holds already. Throws SignInError and CancelledError. */
export async function grantByPerson(
  { host, service }: Getting,
  place: Place,
  how: { readonly by: Interactive; readonly ask: PersonAsk; readonly presenter: Presenter; readonly cache?: string | undefined },
  signal: AbortSignal,
): Promise<Grant> {
  const { by, ask, presenter, cache } = how;
  return service.task(place, signal, async (clients, settings) => {
    const client = clients.personClient({ ...settings, cache });
    if (by === 'InteractiveBrowser') {
      return signInByBrowser(client, ask, presenter, { timeoutMs: host.browserTimeoutMs ?? browserTimeoutMs, signal });
    }
    const done = new AbortController();
    try {
      const grant = await client.byDeviceCode(
        ask,
        (code) => presenter.showDeviceCode(code, AbortSignal.any([signal, done.signal])),
        signal,
      );
      return grant ?? timedOut();
    } finally {
      done.abort();
    }
  });
}

function timedOut(): never {
  throw signInError({ reason: 'timedOut', condition: 'codeExpired' });
}

/** Gives a token that somebody else got, as long as it lasts for more than five minutes: Graph PowerShell asks for as much. */
function givenToken(value: string, now: number): string {
  const { expiresAt } = readAccessToken(value);
  if (expiresAt - now < leastLifeMs) {
    throw signInError({ reason: 'expired', condition: 'tokenEnding' });
  }
  return value;
}

function variableOf({ host }: Getting, name: string): string {
  const value = host.environmentVariable(name)?.trim() ?? '';
  if (value === '') {
    throw signInError({ reason: 'refused', condition: 'variableMissing' }, { variable: name });
  }
  return value;
}

async function proofOf(
  kept: Extract<Unattended, { readonly kind: 'certificate' | 'clientSecret' }>,
  clients: TokenClients,
  now: number,
): Promise<AppProof> {
  return kept.kind === 'clientSecret' ? { kind: 'secret', secret: kept.secret } : certificateProof(kept, clients, now);
}

/** Gives an access token without anybody: by the proof of an app, or one that was given. Throws SignInError and CancelledError. */
export async function grantUnattended(
  getting: Getting,
  place: Place,
  kept: Unattended,
  claims: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const { host, service } = getting;
  switch (kept.kind) {
    case 'accessToken':
      return givenToken(kept.value, host.now());
    case 'environmentVariable':
      return givenToken(variableOf(getting, kept.name), host.now());
    case 'password':
      return sandboxGrant(place, kept, signal);
    case 'certificate':
    case 'clientSecret':
      return service.task(place, signal, async (clients, settings) => {
        const proof = await proofOf(kept, clients, host.now());
        const grant = await clients.appClient(settings, proof).byProof({ scopes: appScopes(place.environment), claims });
        return grant?.accessToken ?? '';
      });
  }
}
