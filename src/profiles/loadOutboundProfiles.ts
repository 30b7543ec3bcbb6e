import type { GraphClient } from '../graph/client';
import { callOptions, throttled, type LoadOptions } from './loading';
import type { OutboundCompleteness, OutboundProfiles } from './outboundProfiles';
import { OutboundProfilesBuilder } from './outboundProfilesBuilder';
import { TenantsReading, type BatchMemory } from './tenantsReading';

export interface LoadedOutbound {
  readonly profiles: OutboundProfiles;
  readonly completeness: OutboundCompleteness;
}

/**
 * Reads every user of ours with shared profiles, and the tenants of each. A user whose tenants could not be read is listed as such. `$expand` is
 * not used: what Graph leaves out of an expanded list it does not say. Throws CancelledError when `signal` is aborted; what was read is in the
 * store given to `onProgress`.
 */
export async function loadOutboundProfiles(
  client: GraphClient,
  options: LoadOptions<OutboundProfiles> = {},
  memory: BatchMemory = { refused: false },
): Promise<LoadedOutbound> {
  const builder = new OutboundProfilesBuilder();
  const { profiles } = builder;
  const count: { calls: number; callsExpected: number | undefined } = { calls: 0, callsExpected: undefined };
  const progress = throttled(() => {
    const unreadable = profiles.unreadable.length;
    options.onProgress?.({ items: profiles.size + unreadable, unreadable, ...count }, profiles);
  });
  const reading = new TenantsReading(client, memory, options, (index, tenants) => {
    builder.setTenants(index, tenants);
    count.calls += 1;
    progress.soon();
  });
  const pages = client.list('listOutboundSharedUserProfiles', {}, callOptions(options));
  try {
    for await (const page of pages) {
      count.calls += 1;
      reading.add(builder.append(page.rows));
      progress.soon();
    }
    count.callsExpected = pages.completeness().pages + profiles.size;
    await reading.finish();
  } finally {
    builder.finish(pages.completeness());
    progress.now();
  }
  return { profiles, completeness: builder.finish(pages.completeness()) };
}
