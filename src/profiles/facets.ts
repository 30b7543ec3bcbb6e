import { CancelledError } from '../graph/errors';
import type { HomeTenant, InboundProfiles } from './inboundProfiles';
import { InboundStore } from './inboundStore';
import { noDomain } from './layout';
import { createBreather } from './loading';
import type { RowNumbers } from './rowNumbers';

export interface DomainCount {
  readonly domain: string;
  readonly count: number;
}

/** How rows spread, most first. Home tenants as the ids say, whatever their case. `withoutDomain`: user principal names without an @. */
export interface Facets {
  readonly homeTenants: readonly HomeTenant[];
  readonly domains: readonly DomainCount[];
  readonly withoutDomain: number;
}

const rowsAtATime = 16_384;

/** Counts rows by home tenant and domain. In slices. Throws CancelledError. */
export async function facetsOf(profiles: InboundProfiles, rows: RowNumbers, signal?: AbortSignal): Promise<Facets> {
  const { columns } = InboundStore.from(profiles);
  const tenants = new Uint32Array(columns.homeTenants.size);
  const domains = new Uint32Array(columns.domains.size);
  let withoutDomain = 0;
  const breathe = createBreather();
  for (let start = 0; start < rows.length; start += rowsAtATime) {
    await breathe();
    if (signal?.aborted === true) {
      throw new CancelledError();
    }
    for (const row of rows.window(start, rowsAtATime)) {
      const domain = columns.domain(row);
      const tenant = columns.homeTenant(row);
      tenants[tenant] = (tenants[tenant] ?? 0) + 1;
      withoutDomain += domain === noDomain ? 1 : 0;
      domains[domain] = (domains[domain] ?? 0) + 1;
    }
  }
  const homeTenants = counted(tenants, (number) => columns.homeTenants.text(number)).map(({ text, count }) => ({ tenantId: text, count }));
  const domainCounts = counted(domains, (number) => columns.domains.text(number)).map(({ text, count }) => ({ domain: text, count }));
  return { homeTenants, domains: domainCounts, withoutDomain };
}

/** Texts that differ only in case counted together under the first of them. */
function counted(counts: Uint32Array, textOf: (number: number) => string): readonly { readonly text: string; readonly count: number }[] {
  const groups = new Map<string, { text: string; count: number }>();
  counts.forEach((count, number) => {
    const text = textOf(number);
    const group = groups.get(text.toLowerCase()) ?? { text, count: 0 };
    group.count += count;
    groups.set(text.toLowerCase(), group);
  });
  return [...groups.values()].filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
}
