import type { DirectoryRole } from '../../graph/permissions';

/** Who calls Graph, as the token says. */
export interface Caller {
  readonly kind: 'user' | 'app';
  readonly tenantId: string;
  readonly objectId: string;
  readonly userPrincipalName?: string;
  /** `scp` of a person's token, `roles` of an app's. */
  readonly permissions: readonly string[];
  readonly directoryRoles: readonly DirectoryRole[];
  readonly clientId: string;
  readonly tokenId: string;
  /** Number of the sign-in that the token comes from. */
  readonly signIn: number;
  /** What the client said it can do, from `xms_cc`: `cp1` when it answers claims challenges. */
  readonly capabilities: readonly string[];
  /** Values of the claims that the token was asked to satisfy, by claim name (`nbf`, `acrs`). */
  readonly answeredClaims: Readonly<Record<string, string>>;
}

/** Why a request is not let in. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly reason: 'missing' | 'malformed' | 'expired' | 'wrongAudience' | 'unknownTenant' | 'revoked';
  readonly message: string;
  /** The claims that a new token must have been asked for, where one would be let in. */
  readonly claims?: string;
}
