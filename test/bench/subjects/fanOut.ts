import { createHash } from 'node:crypto';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { createTenantGate } from '../../../src/graph/throttleGate';
import { SharedProfiles } from '../../../src/profiles/sharedProfiles';
import { tokensOf } from '../../support/actionDesk';
import { timed, type Subject, type SubjectInput } from '../subject';

interface RawPage {
  readonly value: readonly { readonly userId: string }[];
  readonly '@odata.nextLink'?: string;
}

interface UserWithTenants {
  readonly userId: string;
  readonly tenantIds: readonly string[];
}

/** One number for the tenants of the first `size` users: the same for the same answers. */
function digestOf(users: readonly UserWithTenants[], size: number): number {
  const hash = createHash('sha256');
  users.slice(0, size).forEach(({ userId, tenantIds }) => hash.update(`${userId}:${tenantIds.join()}\n`));
  return hash.digest().readUIntBE(0, 6);
}

/** All users, and the tenants of each, kept with an outcome for every user: the way a window does it, which is told nothing of the tenant's size. */
export const outboundOurs: Subject = ({ graphEndpoint, token, size }: SubjectInput) => {
  const gate = createTenantGate();
  const shared = new SharedProfiles(createGraphClient({ graphEndpoint, tokens: tokensOf(token), gate }));
  shared.changed(() => gate.usersSeen(shared.ownUsers));
  return timed(async () => {
    await shared.load('outbound');
    const { outbound } = shared;
    if (outbound.kind !== 'loaded') {
      throw new Error(`Not loaded: ${outbound.kind}.`);
    }
    const { profiles, completeness } = outbound;
    const users = Array.from({ length: Math.min(size, profiles.size) }, (_, index): UserWithTenants => {
      const { userId, tenants } = profiles.row(index);
      return { userId, tenantIds: tenants.kind === 'known' ? tenants.tenantIds : [] };
    });
    return { users: profiles.size, known: completeness.tenantsKnown, digest: digestOf(users, size) };
  });
};

/** The loop of a script: all users, then one call after the other. `size` users at most. */
export const outboundLoop: Subject = (input) =>
  timed(async () => {
    const headers = { Authorization: `Bearer ${input.token}` };
    const users: string[] = [];
    for (let url: string | undefined = `${input.graphEndpoint}/beta/directory/outboundSharedUserProfiles?$top=999`; url !== undefined;) {
      const page = (await (await fetch(url, { headers })).json()) as RawPage;
      users.push(...page.value.map(({ userId }) => userId));
      url = page['@odata.nextLink'];
    }
    const known: UserWithTenants[] = [];
    for (const userId of users.slice(0, input.size)) {
      const response = await fetch(`${input.graphEndpoint}/beta/directory/outboundSharedUserProfiles/${userId}/tenants`, { headers });
      const { value } = (await response.json()) as { readonly value: readonly { readonly tenantId: string }[] };
      known.push({ userId, tenantIds: value.map(({ tenantId }) => tenantId) });
    }
    return { users: users.length, known: known.length, digest: digestOf(known, input.size) };
  });
