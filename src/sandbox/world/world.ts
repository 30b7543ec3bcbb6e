import type { Directory } from '../directory';
import { createInboundPeople, type InboundPeople } from './inboundPeople';
import { createOrganisations, signedInCount, type Organisation, type Organisations } from './organisations';
import { createOutboundUsers, type OutboundUsers } from './outboundUsers';
import { createDirectory } from './people';
import { createPersonTexts } from './personText';

export interface WorldSize {
  readonly seed: number;
  /** People of other organisations in each of the two signed-in tenants. */
  readonly inbound: number;
  /** Organisations those people are at home in, the other signed-in tenant among them. */
  readonly homeTenants: number;
  /** Users of each signed-in tenant whose profiles are elsewhere. */
  readonly outbound: number;
}

export interface TenantWorld {
  readonly organisation: Organisation;
  readonly inbound: InboundPeople;
  readonly outbound: OutboundUsers;
}

/** Everything the sandbox's directory holds, each row a pure function of the seed and its number. */
export interface World {
  readonly size: WorldSize;
  readonly organisations: Organisations;
  readonly tenants: readonly TenantWorld[];
  readonly directory: Directory;
  tenant(tenantId: string): TenantWorld | undefined;
}

/** One person in seven of a tenant comes from the other signed-in tenant, as far as that has users. */
const sharedPart = 1 / 7;

export function createWorld(size: WorldSize): World {
  const { seed, inbound, homeTenants, outbound } = size;
  const organisations = createOrganisations(seed, Math.max(0, homeTenants - 1));
  const texts = createPersonTexts(seed);
  const signedIn = Array.from({ length: signedInCount }, (_, index) => organisations.at(index));
  const directory = createDirectory(seed, signedIn);
  const shared = Math.min(outbound, Math.ceil(inbound * sharedPart));
  const outbounds = signedIn.map(({ tenantId }, tenant) =>
    createOutboundUsers({
      seed,
      tenant,
      count: outbound,
      organisations,
      texts,
      shared,
      people: directory.users.filter((user) => user.homeTenantId === tenantId),
    }),
  );
  const tenants = signedIn.flatMap((organisation, tenant): readonly TenantWorld[] => {
    const own = outbounds[tenant];
    const partner = outbounds[1 - tenant];
    return own && partner
      ? [
          {
            organisation,
            outbound: own,
            inbound: createInboundPeople({ seed, tenant, count: inbound, organisations, texts, partner, shared }),
          },
        ]
      : [];
  });
  return {
    size,
    organisations,
    tenants,
    directory,
    tenant: (tenantId) => tenants.find(({ organisation }) => organisation.tenantId === tenantId),
  };
}
