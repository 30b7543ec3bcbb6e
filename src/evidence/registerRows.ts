import { CancelledError } from '../graph/errors';
import type { InboundProfiles } from '../profiles/inboundProfiles';
import { createBreather } from '../profiles/loading';
import type { ContactBook } from './contacts';
import { newCheckValue } from './register';
import type { RegisterRow } from './register';
import type { Snapshot, TenantLookup } from './snapshot';

const mostDomains = 20;

/** A hostile organisation can have any number of them: those past this are not told apart. */
const mostDomainsCounted = 1000;

interface DomainCount {
  readonly domains: Map<string, number>;
  more: boolean;
}

function domainOf(userPrincipalName: string): string {
  const at = userPrincipalName.lastIndexOf('@');
  return at === -1 ? '' : userPrincipalName.slice(at + 1).toLowerCase();
}

function countDomain(count: DomainCount, domain: string): void {
  if (domain === '') {
    return;
  }
  if (count.domains.has(domain) || count.domains.size < mostDomainsCounted) {
    count.domains.set(domain, (count.domains.get(domain) ?? 0) + 1);
  } else {
    count.more = true;
  }
}

/** Domains of the people of each home tenant, by tenant id in lower case. */
async function domainsByTenant(people: InboundProfiles, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, DomainCount>> {
  const counts = new Map<string, DomainCount>();
  const breathe = createBreather();
  for (let index = 0; index < people.size; index += 1) {
    const { homeTenantId, userPrincipalName } = people.row(index);
    const key = homeTenantId.toLowerCase();
    const count = counts.get(key) ?? { domains: new Map<string, number>(), more: false };
    counts.set(key, count);
    countDomain(count, domainOf(userPrincipalName));
    await breathe();
    if (signal?.aborted === true) {
      throw new CancelledError();
    }
  }
  return counts;
}

function mostCommon({ domains }: DomainCount): readonly string[] {
  return [...domains].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([domain]) => domain);
}

type Naming = Pick<RegisterRow, 'displayName' | 'defaultDomainName' | 'federationBrandName' | 'naming'>;

function namingOf(tenants: TenantLookup, tenantId: string): Naming {
  const known = tenants.known(tenantId);
  if (known !== undefined) {
    const { displayName, defaultDomainName, federationBrandName } = known.information;
    return { displayName, defaultDomainName, federationBrandName, naming: 'known' };
  }
  const { kind } = tenants.state(tenantId);
  const naming = kind === 'notFound' || kind === 'failed' ? kind : 'notAsked';
  return { displayName: null, defaultDomainName: null, federationBrandName: null, naming };
}

const noDomains: DomainCount = { domains: new Map(), more: false };

/** A row for every home tenant of these people, most people first. Does not hold the thread. Throws CancelledError. */
export async function registerRows(
  people: InboundProfiles,
  { tenants, outbound }: Pick<Snapshot, 'tenants' | 'outbound'>,
  contactsOf: ContactBook,
  signal?: AbortSignal,
): Promise<readonly RegisterRow[]> {
  const domains = await domainsByTenant(people, signal);
  const ourUsers = new Map(outbound.tenants().map(({ tenantId, count }) => [tenantId.toLowerCase(), count]));
  const rows = people.homeTenants().map(({ tenantId, count }): RegisterRow => {
    const naming = namingOf(tenants, tenantId);
    const counted = domains.get(tenantId.toLowerCase()) ?? noDomains;
    const all = mostCommon(counted);
    return {
      tenantId,
      ...naming,
      domains: all.slice(0, mostDomains),
      moreDomains: counted.more || all.length > mostDomains,
      people: count,
      ourUsers: ourUsers.get(tenantId.toLowerCase()) ?? 0,
      contacts: contactsOf(tenantId, naming.defaultDomainName === null ? all : [naming.defaultDomainName, ...all]),
      contactsTyped: false,
      status: 'toDo',
      reason: null,
      dates: {},
      peopleThen: null,
      note: null,
      checkValue: newCheckValue(),
    };
  });
  return rows.sort((one, other) => other.people - one.people || (one.tenantId < other.tenantId ? -1 : 1));
}
