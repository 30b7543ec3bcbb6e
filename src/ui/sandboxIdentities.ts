import { t } from '@vscode/l10n';
import { SignInError } from '../graph/errors';
import { pickText } from '../present/plainText';
import type { ConnectRequest } from '../signin/connectRequest';
import type { ContextColour } from '../signin/context';
import { sandboxEnvironment } from '../signin/environment';

interface Descriptor {
  readonly tenants: readonly { readonly tenantId: string; readonly displayName: string }[];
  readonly clients: readonly {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tenantId: string;
    readonly displayName: string;
    readonly roles: readonly string[];
  }[];
  readonly users: readonly {
    readonly userPrincipalName: string;
    readonly password: string;
    readonly tenantId: string;
    readonly userType: string;
    readonly roles: readonly string[];
  }[];
  readonly publicClients: readonly { readonly clientId: string }[];
}

/** Somebody to be in the sandbox. */
export interface SandboxIdentity {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly request: ConnectRequest;
}

const colours: readonly ContextColour[] = ['blue', 'purple', 'green', 'orange'];

async function describe(origin: string): Promise<Descriptor> {
  try {
    const response = await fetch(`${origin}/sandbox`, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
    return (await response.json()) as Descriptor;
  } catch (cause) {
    throw new SignInError('The sandbox does not say who can sign in.', 'unreachable', { cause });
  }
}

/** Who can sign in to a running sandbox, those who may do most first. Throws SignInError. */
export async function sandboxIdentities(address: string): Promise<readonly SandboxIdentity[]> {
  const environment = sandboxEnvironment(address);
  const { tenants, users, clients, publicClients } = await describe(environment.kind === 'sandbox' ? environment.origin : address);
  const clientId = publicClients[0]?.clientId ?? '';
  const tenantName = (tenantId: string): string =>
    pickText(tenants.find((tenant) => tenant.tenantId === tenantId)?.displayName ?? tenantId);
  const colour = (tenantId: string): ContextColour => colours[tenants.findIndex((tenant) => tenant.tenantId === tenantId)] ?? 'blue';
  const people = users.map(({ userPrincipalName, password, tenantId, userType, roles }) => ({
    label: pickText(userPrincipalName),
    description: tenantName(tenantId),
    detail: [roles.join(', ') || t('no role'), userType].join(' · '),
    request: {
      environment,
      clientId,
      tenant: tenantId,
      credential: { kind: 'password', username: userPrincipalName, password } as const,
      colour: colour(tenantId),
    },
  }));
  const apps = clients.map((client) => ({
    label: pickText(client.displayName),
    description: tenantName(client.tenantId),
    detail: client.roles.join(', ') || t('no permission'),
    request: {
      environment,
      clientId: client.clientId,
      tenant: client.tenantId,
      credential: { kind: 'clientSecret', secret: client.clientSecret } as const,
      colour: colour(client.tenantId),
    },
  }));
  return [...people, ...apps];
}
