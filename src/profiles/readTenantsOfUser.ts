import type { CallOptions, GraphClient, Pages } from '../graph/client';
import { CancelledError } from '../graph/errors';
import type { TenantReference } from '../graph/resources';
import type { TenantsOfUser } from './outboundProfiles';

/** Reads the tenants that hold one user's data: `failed` when that list is not complete. Throws CancelledError. */
export function readTenantsOfUser(client: GraphClient, userId: string, options: CallOptions = {}): Promise<TenantsOfUser> {
  return tenantsFrom(client.list('listOutboundTenants', { userId }, options));
}

/** What the pages of one user's tenants say. Throws CancelledError. */
export async function tenantsFrom(pages: Pages<TenantReference>): Promise<TenantsOfUser> {
  const tenantIds: string[] = [];
  let unreadable = 0;
  try {
    for await (const { rows } of pages) {
      for (const row of rows) {
        if (row.kind === 'readable') {
          tenantIds.push(row.value.tenantId);
        } else {
          unreadable += 1;
        }
      }
    }
  } catch (error) {
    return failed(error, tenantIds);
  }
  const completeness = pages.completeness();
  return completeness.kind === 'complete'
    ? { kind: 'known', tenantIds, unreadable }
    : { kind: 'failed', error: completeness.why, tenantIds };
}

/** A failure as a state. Throws CancelledError. */
export function failed(error: unknown, tenantIds: readonly string[] = []): TenantsOfUser {
  if (error instanceof CancelledError) {
    throw error;
  }
  return {
    kind: 'failed',
    error: error instanceof Error ? error : new Error('The tenants could not be read.', { cause: error }),
    tenantIds,
  };
}
