import { loginControlTexts } from './login/loginControls';
import { oddPeople } from './world/oddPeople';
import type { World } from './world/world';

/** What somebody needs to use a running sandbox: printed when it is ready and given at `GET /sandbox`. */
export interface SandboxDescriptor {
  readonly graphEndpoint: string;
  readonly loginEndpoint: string;
  readonly descriptor: string;
  readonly tenants: readonly { readonly tenantId: string; readonly displayName: string; readonly defaultDomainName: string }[];
  readonly clients: readonly {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tenantId: string;
    readonly displayName: string;
    readonly roles: readonly string[];
  }[];
  readonly users: readonly {
    readonly userPrincipalName: string;
    readonly displayName: string;
    readonly password: string;
    readonly tenantId: string;
    readonly objectId: string;
    readonly userType: 'Member' | 'Guest';
    readonly roles: readonly string[];
  }[];
  /** Clients that people sign in with. */
  readonly publicClients: readonly { readonly clientId: string; readonly displayName: string }[];
  /** How to sign people in, and how to make it go wrong. */
  readonly signIn: {
    /** Where the paths of tenants begin for clients that take the first part of a path for the tenant, as MSAL does. */
    readonly authority: string;
    readonly devicePage: string;
    readonly controls: readonly { readonly method: string; readonly path: string; readonly what: string }[];
  };
  readonly world: { readonly seed: number; readonly inbound: number; readonly homeTenants: number; readonly outbound: number };
  /** Where the odd ones are, by what is odd about them. */
  readonly examples: readonly SandboxExample[];
}

interface SandboxExample {
  readonly what: string;
  readonly tenantId: string;
  readonly userId?: string;
  readonly homeTenantId?: string;
}

const deletedShown = 5;

function examplesOf(world: World): readonly SandboxExample[] {
  const { organisations } = world;
  const known = [
    ['homeTenantNoLongerThere', 3],
    ['homeTenantWithoutBrand', 4],
    ['homeTenantLookAlike', 5],
    ['homeTenantHostileName', 6],
  ] as const;
  const tenants = known
    .filter(([, index]) => index < organisations.count)
    .map(([what, index]) => ({ what, tenantId: organisations.at(index).tenantId }));
  const people = world.tenants.flatMap(({ organisation, inbound }) =>
    oddPeople.flatMap(({ what }, index) => {
      const position = inbound.positionOfOdd(index);
      return position === undefined
        ? []
        : [{ what, tenantId: organisation.tenantId, userId: inbound.userIdAt(position), homeTenantId: inbound.homeTenantIdAt(position) }];
    }),
  );
  const deleted = world.tenants.flatMap(({ organisation, outbound }) =>
    outbound.deletedAtHome(deletedShown).map((position) => ({
      what: 'outboundUserDeletedAtHome',
      tenantId: organisation.tenantId,
      userId: outbound.userIdAt(position),
    })),
  );
  return [...tenants, ...people, ...deleted];
}

export function describeSandbox(world: World, graphEndpoint: string): SandboxDescriptor {
  const { tenants, users, apps } = world.directory;
  return {
    graphEndpoint,
    loginEndpoint: `${graphEndpoint}/login`,
    descriptor: `${graphEndpoint}/sandbox`,
    tenants,
    clients: tenants.flatMap(({ tenantId }) =>
      apps.flatMap((app) =>
        app.kind === 'confidential'
          ? app.servicePrincipals
              .filter((principal) => principal.tenantId === tenantId)
              .map(({ roles }) => ({
                clientId: app.clientId,
                clientSecret: app.clientSecret,
                tenantId,
                displayName: app.displayName,
                roles,
              }))
          : [],
      ),
    ),
    users: users.flatMap(({ userPrincipalName, displayName, password, memberships }) =>
      memberships.map((membership) => ({ userPrincipalName, displayName, password, ...membership })),
    ),
    publicClients: apps.filter(({ kind }) => kind === 'public').map(({ clientId, displayName }) => ({ clientId, displayName })),
    signIn: { authority: graphEndpoint, devicePage: `${graphEndpoint}/login/device`, controls: loginControlTexts },
    world: world.size,
    examples: examplesOf(world),
  };
}
