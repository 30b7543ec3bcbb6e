import type { Permission } from '../../graph/permissions';

/** Which permissions an app was granted: by the organisation for `everyone`, or by one person (object id). */
export interface Consents {
  granted(tenantId: string, clientId: string, objectId: string): readonly Permission[];
  grant(tenantId: string, clientId: string, whom: string, permissions: readonly Permission[]): void;
  /** Takes permissions, or all, back from every app of a tenant. */
  withdraw(tenantId: string, permissions?: readonly Permission[]): void;
  clear(): void;
}

/** What an organisation has granted to every public app before anyone signs in: reading, and nothing that changes anything. */
const grantedAtFirst: readonly Permission[] = [
  'CrossTenantUserProfileSharing.Read',
  'CrossTenantUserProfileSharing.Read.All',
  'CrossTenantInformation.ReadBasic.All',
  'User.Read',
];

const keyOf = (...parts: readonly string[]): string => parts.join(' ').toLowerCase();

export function createConsents(): Consents {
  const grants = new Map<string, ReadonlySet<Permission>>();
  const withdrawn = new Map<string, ReadonlySet<Permission>>();
  const of = (...parts: readonly string[]): readonly Permission[] => [...(grants.get(keyOf(...parts)) ?? [])];

  return {
    granted: (tenantId, clientId, objectId) => {
      const first = grantedAtFirst.filter((permission) => withdrawn.get(tenantId)?.has(permission) !== true);
      return [...new Set([...first, ...of(tenantId, clientId, 'everyone'), ...of(tenantId, clientId, objectId)])];
    },
    grant: (tenantId, clientId, whom, permissions) => {
      grants.set(keyOf(tenantId, clientId, whom), new Set([...of(tenantId, clientId, whom), ...permissions]));
    },
    withdraw: (tenantId, permissions) => {
      for (const [key, granted] of grants) {
        if (key.startsWith(`${tenantId.toLowerCase()} `)) {
          grants.set(key, new Set([...granted].filter((each) => permissions?.includes(each) === false)));
        }
      }
      withdrawn.set(tenantId, new Set([...(withdrawn.get(tenantId) ?? []), ...(permissions ?? grantedAtFirst)]));
    },
    clear: () => {
      grants.clear();
      withdrawn.clear();
    },
  };
}
