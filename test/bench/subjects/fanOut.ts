import { loadOutboundProfiles } from '../../../src/profiles/loadOutboundProfiles';
import { timed, type Subject } from '../subject';
import { ourClient } from './listing';

interface RawPage {
  readonly value: readonly { readonly userId: string }[];
  readonly '@odata.nextLink'?: string;
}

/** All users, and the tenants of each, kept with an outcome for every user. */
export const outboundOurs: Subject = (input) =>
  timed(async () => {
    const { profiles, completeness } = await loadOutboundProfiles(ourClient(input));
    return { users: profiles.size, known: completeness.tenantsKnown };
  });

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
    let known = 0;
    for (const userId of users.slice(0, input.size)) {
      const response = await fetch(`${input.graphEndpoint}/beta/directory/outboundSharedUserProfiles/${userId}/tenants`, { headers });
      await response.json();
      known += response.ok ? 1 : 0;
    }
    return { users: users.length, known };
  });
