import type { Completeness, GraphClient } from '../graph/client';
import { InboundProfilesBuilder } from './inboundProfilesBuilder';
import type { InboundProfiles } from './inboundProfiles';
import { callOptions, createBreather, throttled, type LoadOptions } from './loading';

export interface LoadedInbound {
  readonly profiles: InboundProfiles;
  readonly completeness: Completeness;
}

/**
 * Reads every inbound shared user profile of the client's tenant. A failure on the way ends with completeness `partial` and what was read
 * until then; throws CancelledError when `signal` is aborted, and what was read is in the store given to `onProgress`.
 */
export async function loadInboundProfiles(client: GraphClient, options: LoadOptions<InboundProfiles> = {}): Promise<LoadedInbound> {
  const builder = new InboundProfilesBuilder();
  const pages = client.listBytes('listInboundSharedUserProfiles', {}, builder.readRows, callOptions(options));
  let calls = 0;
  const progress = throttled(() => {
    const { size, unreadable } = builder.profiles;
    options.onProgress?.(
      { items: size + unreadable.length, unreadable: unreadable.length, calls, callsExpected: undefined },
      builder.profiles,
    );
  });
  const breathe = createBreather();
  try {
    for await (const page of pages) {
      calls = page.number;
      progress.soon();
      await breathe();
    }
  } finally {
    builder.finish(pages.completeness());
    progress.now();
  }
  return { profiles: builder.profiles, completeness: pages.completeness() };
}
