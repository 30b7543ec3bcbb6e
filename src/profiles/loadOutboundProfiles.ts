import type { GraphClient } from '../graph/client';
import { CancelledError } from '../graph/errors';
import { listOptions } from './loadInboundProfiles';
import { throttled, type LoadOptions } from './loading';
import type { OutboundCompleteness, OutboundProfiles, TenantsOfUser } from './outboundProfiles';
import { OutboundProfilesBuilder } from './outboundProfilesBuilder';

export interface LoadedOutbound {
  readonly profiles: OutboundProfiles;
  readonly completeness: OutboundCompleteness;
}

const concurrentCalls = 64;

/**
 * Reads every user of ours with shared profiles, and then the tenants of each: one call a user, concurrently; the client's gate keeps the
 * published limits. A user whose tenants could not be read is listed as such. Throws CancelledError when `signal` is aborted, and what was
 * read is in the store given to `onProgress`.
 */
export async function loadOutboundProfiles(client: GraphClient, options: LoadOptions<OutboundProfiles> = {}): Promise<LoadedOutbound> {
  const builder = new OutboundProfilesBuilder();
  const count: { calls: number; callsExpected: number | undefined } = { calls: 0, callsExpected: undefined };
  const progress = throttled(() => {
    options.onProgress?.(
      { items: builder.size + builder.unreadable.length, unreadable: builder.unreadable.length, ...count },
      builder.profiles,
    );
  });
  const pages = client.list('listOutboundSharedUserProfiles', {}, listOptions(options));
  for await (const page of pages) {
    count.calls += 1;
    builder.append(page.rows);
    progress.soon();
  }
  count.callsExpected = count.calls + builder.size;
  await forEachConcurrently(builder.size, concurrentCalls, async (index) => {
    builder.setTenants(index, await readTenantsOfUser(client, builder.row(index).userId, options));
    count.calls += 1;
    progress.soon();
  });
  const completeness = builder.finish(pages.completeness());
  progress.now();
  return { profiles: builder.profiles, completeness };
}

/** Reads the tenants that hold one user's data: `failed` when that list is not complete. Throws CancelledError. */
export async function readTenantsOfUser(client: GraphClient, userId: string, options: LoadOptions<never> = {}): Promise<TenantsOfUser> {
  const pages = client.list('listOutboundTenants', { userId }, listOptions(options));
  const tenantIds: string[] = [];
  let unreadable = 0;
  try {
    for await (const page of pages) {
      for (const row of page.rows) {
        if (row.kind === 'readable') {
          tenantIds.push(row.value.tenantId);
        } else {
          unreadable += 1;
        }
      }
    }
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    return {
      kind: 'failed',
      error: error instanceof Error ? error : new Error('The tenants could not be read.', { cause: error }),
      tenantIds,
    };
  }
  const completeness = pages.completeness();
  return completeness.kind === 'complete'
    ? { kind: 'known', tenantIds, unreadable }
    : { kind: 'failed', error: completeness.why, tenantIds };
}

async function forEachConcurrently(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
}
