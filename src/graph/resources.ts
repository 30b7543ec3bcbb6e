/** A person of another organisation whose profile is stored in our tenant. Key: `userId`; unique only together with `homeTenantId`. */
export interface InboundSharedUserProfile {
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly homeTenantId: string;
}

/** A person of our tenant whose profile is stored in other tenants. */
export interface OutboundSharedUserProfile {
  readonly userId: string;
  readonly tenants?: readonly TenantReference[];
}

export interface TenantReference {
  readonly tenantId: string;
}

export interface TenantInformation {
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
  readonly federationBrandName: string | null;
}

/** `status` may be a string unknown today; only `complete` and `failed` are final. `progress` is null when the service sent no number. */
export interface DataPolicyOperation {
  readonly id: string;
  readonly status: string;
  readonly progress: number | null;
  readonly userId: string;
  readonly storageLocation: string | null;
  readonly submittedDateTime: string;
  readonly completedDateTime: string | null;
}

export interface User {
  readonly id: string;
  readonly displayName: string | null;
  readonly userPrincipalName: string | null;
}

export interface VerifiedDomain {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
}

export interface Organization {
  readonly id: string;
  readonly displayName: string | null;
  readonly verifiedDomains: readonly VerifiedDomain[];
}

/** A row as it came: the checked resource, or the reason why it could not be read. The raw JSON keeps unknown fields. */
export type Row<T> =
  | { readonly kind: 'readable'; readonly value: T; readonly raw: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly raw: unknown };
