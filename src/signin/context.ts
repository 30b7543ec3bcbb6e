import type { CloudName } from '../graph/clouds';
import type { DirectoryRole, Permission } from '../graph/permissions';

/** Where a context lives: a compiled-in cloud, or a sandbox on a loopback address (its origin, `http://127.0.0.1:port`). */
export type Environment = { readonly kind: 'cloud'; readonly cloud: CloudName } | { readonly kind: 'sandbox'; readonly origin: string };

export type AuthType = 'Delegated' | 'AppOnly' | 'UserProvidedAccessToken';

export type TokenCredentialType = 'InteractiveBrowser' | 'DeviceCode' | 'ClientCertificate' | 'ClientSecret' | 'UserProvidedAccessToken';

/** Who acts. `objectId` is the `oid` of the tokens in this tenant; `homeTenantId` differs from the context's tenant for a guest. */
export type Identity =
  | {
      readonly kind: 'user';
      readonly objectId: string;
      readonly homeAccountId: string;
      readonly homeTenantId: string;
      readonly username: string;
    }
  | { readonly kind: 'app'; readonly displayName: string | undefined };

/** In the order in which contexts get them; red and yellow are left for people to give. */
export const contextColours = ['blue', 'purple', 'green', 'orange', 'red', 'yellow'] as const;

export type ContextColour = (typeof contextColours)[number];

/** Environment, tenant, identity and client id: what every call, plan and journal line is bound to. Holds no secret. */
export interface Context {
  /** Stable over restarts: environment, tenant id, account or app, client id. Never a displayed name. */
  readonly id: string;
  readonly environment: Environment;
  readonly tenantId: string;
  readonly tenantDisplayName: string | undefined;
  readonly defaultDomainName: string | undefined;
  readonly identity: Identity;
  readonly clientId: string;
  readonly authType: AuthType;
  readonly tokenCredentialType: TokenCredentialType;
  readonly label: string | undefined;
  readonly colour: ContextColour;
}

/** What the tokens of a context were granted, not what was asked for. `roles` is undefined when the token does not tell. */
export interface Granted {
  readonly permissions: readonly Permission[];
  readonly otherScopes: readonly string[];
  readonly roles: readonly DirectoryRole[] | undefined;
  readonly expiresOn: Date | undefined;
  /** Name of the app that the token was given to. */
  readonly appDisplayName?: string | undefined;
}

/** What is remembered of a context outside the secret store, to say of which one the sign-in is lost: ids, names of tenants, no person. */
export type Remembered = Pick<
  Context,
  'id' | 'environment' | 'tenantId' | 'tenantDisplayName' | 'clientId' | 'tokenCredentialType' | 'label' | 'colour'
>;

/** A context whose sign-in the secret store does not give any more: it is `missing`, or the store fails when it is asked. */
export interface LostContext extends Remembered {
  readonly why: 'missing' | 'unreadable';
}
